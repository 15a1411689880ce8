import type { Result } from '#core/base/result.ts'
import type { ModuleDiagnosis, SlotDiagnosis } from '#core/domain/token-diagnosis.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'

export interface BackendSignRequest {
  readonly tokenId: string
  readonly certificateId: string
  /** UTF-8. The caller's: the back end neither keeps nor wipes it. Missing: only the login that is still kept may sign. */
  readonly pin?: Uint8Array
  /** Stay logged in after the signature, where the key allows it. A failure ends the login all the same. */
  readonly keepLogin: boolean
  /** The exact bytes, not their digest. */
  readonly toBeSigned: Uint8Array
}

export interface BackendDiagnosis {
  readonly modules: readonly ModuleDiagnosis[]
  readonly slots: readonly SlotDiagnosis[]
}

/**
 * One way to reach tokens, inside the token process: a PKCS#11 module, or files that stand in for tokens.
 * The caller sees to it that one token does one signature at a time; different tokens may sign at once.
 */
export interface TokenBackend {
  readonly list: () => Promise<Result<readonly TokenInfo[], TokenFault>>
  /** Tries the PIN at most once; without one and without a kept login: `token/noPin`. Signs with SHA-256: PKCS#1 v1.5, or ECDSA as r‖s. */
  readonly sign: (request: BackendSignRequest) => Promise<Result<Uint8Array, TokenFault>>
  /** Whether a login is kept on this token, as far as the back end has heard. */
  readonly isLoggedIn: (tokenId: string) => boolean
  /** Ends the login that was kept on this token, if there is one. */
  readonly logOut: (tokenId: string) => Promise<void>
  /** What lies between this back end and its tokens; missing where there is nothing to go wrong. */
  readonly diagnose?: () => Promise<BackendDiagnosis>
  /** A reader or a card came or went: look now instead of at the next turn. */
  readonly lookAgain?: () => void
  /** Tokens came or went. */
  readonly onDidChange: (listener: () => void) => () => void
  readonly close: () => Promise<void>
}
