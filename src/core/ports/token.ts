import type { Fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'
import type { CertificateSummary, KeyType } from '#core/domain/signature.ts'
import type { TokenDiagnosis } from '#core/domain/token-diagnosis.ts'

/** A slot with a token in it, as PKCS#11 describes it (C_GetTokenInfo); or a key file standing in for one. */
export interface TokenInfo {
  /** Stable while the token stays in: module path and slot. */
  readonly tokenId: string
  readonly kind: 'pkcs11' | 'pkcs12'
  readonly label: string
  readonly manufacturer: string
  readonly model: string
  readonly serialNumber: string
  /** From CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED: what the token tells of the PIN tries. */
  readonly pinState: 'ok' | 'countLow' | 'finalTry' | 'locked'
  /** `kept`: signs without a PIN, until the login ends. */
  readonly login: 'none' | 'kept'
  readonly certificates: readonly TokenCertificate[]
}

export interface TokenCertificate {
  /** SHA-256 of the DER; names the certificate in every call. */
  readonly certificateId: string
  readonly der: Uint8Array
  readonly summary: CertificateSummary
  readonly keyType: KeyType
  /** A private key belongs to it (found by CKA_ID, or by its public key). */
  readonly hasPrivateKey: boolean
  /** The token has the key, but its module knows no mechanism to sign with it: NCALayer reaches such keys by its own means. */
  readonly noMechanism?: true
  /** CKA_ALWAYS_AUTHENTICATE: the token wants the PIN for each signature, whatever is kept. Many tokens tell only after the first one. */
  readonly asksEachTime: boolean
}

export interface TokenSignRequest {
  readonly certificateId: string
  /** Under which the page left the PIN; used once. Missing: the kept login signs, or `token/noPin`. */
  readonly ticket?: string
  /**
   * Milliseconds after this signature for which the login is kept; never the PIN. Missing with a ticket: it ends with the signature. Missing without one: as long
   * again as before.
   */
  readonly keepFor?: number
  /** The exact bytes, not their digest. */
  readonly toBeSigned: Uint8Array
}

export type TokenFault =
  | Fault<'token/processDown'>
  | Fault<'token/moduleMissing'>
  | Fault<'token/moduleFailed', { code: string }>
  | Fault<'token/absent'>
  | Fault<'token/certificateMissing'>
  | Fault<'token/noPin'>
  | Fault<'token/pinIncorrect', { triesLeft?: number; finalTry: boolean }>
  | Fault<'token/pinLocked'>
  | Fault<'token/timeout'>
  | Fault<'token/cancelled'>
  | Fault<'token/deviceError', { code: string }>

/**
 * The token process, seen from the core. The core never sees a PIN: the page gives it straight to the token process under a ticket,
 * and the core names the ticket when it asks for the signature.
 */
export interface Token {
  /** Always asked anew: what the tokens tell of their PIN tries changes without a sign. */
  readonly list: () => Promise<Result<readonly TokenInfo[], TokenFault>>
  /**
   * One certificate of the tokens now in. Answered from the last listing where that has it and no token came or went and no signature
   * failed since; else the tokens are listed. Listing a slow token takes a second, and the page has listed it just before.
   */
  readonly find: (certificateId: string) => Promise<Result<TokenCertificate, TokenFault>>
  /**
   * Signs with CKM_SHA256_RSA_PKCS / CKM_ECDSA over the SHA-256 (raw r‖s). A signature that fails ends the kept login: the PIN is asked for anew.
   */
  readonly sign: (request: TokenSignRequest, signal?: AbortSignalLike) => Promise<Result<Uint8Array, TokenFault>>
  /** Drivers, readers, cards, slots, tokens: step by step, with milliseconds. */
  readonly diagnose: () => Promise<Result<TokenDiagnosis, TokenFault>>
  /** Ends every kept login, once what signs now is done. */
  readonly endLogins: () => Promise<void>
  /** Tokens came or went. */
  readonly onDidChange: (listener: () => void) => () => void
}
