import type { Result } from '#core/base/result.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'

export interface BackendSignRequest {
  readonly tokenId: string
  readonly certificateId: string
  /** UTF-8. The caller's: the back end neither keeps nor wipes it. */
  readonly pin: Uint8Array
  /** The exact bytes, not their digest. */
  readonly toBeSigned: Uint8Array
}

/**
 * One way to reach tokens, inside the token process: a PKCS#11 module, or files that stand in for tokens.
 * The caller sees to it that one token does one signature at a time; different tokens may sign at once.
 */
export interface TokenBackend {
  readonly list: () => Promise<Result<readonly TokenInfo[], TokenFault>>
  /** Tries the PIN at most once. Signs with SHA-256: PKCS#1 v1.5, or ECDSA as r‖s. */
  readonly sign: (request: BackendSignRequest) => Promise<Result<Uint8Array, TokenFault>>
  /** Tokens came or went. */
  readonly onDidChange: (listener: () => void) => () => void
  readonly close: () => Promise<void>
}
