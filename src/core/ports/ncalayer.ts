import type { Fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'

export type NcalayerFault =
  /** Nobody listens: it is not installed, or not started. */
  | Fault<'ncalayer/notRunning'>
  /** Another program has its port. */
  | Fault<'ncalayer/notNcalayer'>
  /** The person closed its window, or the desk broke off. */
  | Fault<'ncalayer/cancelled'>
  | Fault<'ncalayer/timeout'>
  /** It closed the connection while it was asked. */
  | Fault<'ncalayer/gone'>
  /** Its own refusal, by its own code. */
  | Fault<'ncalayer/refused', { code: string }>
  | Fault<'ncalayer/badAnswer'>

export interface NcalayerRequest {
  readonly content: Uint8Array
  /** Whose key it is to offer. */
  readonly iin: string
  readonly bin: string
  /** Of its window. */
  readonly language: 'kk' | 'ru'
}

/**
 * NCALayer: the national authority's own program beside this one. It reaches keys that no PKCS#11 module does, shows its own window, asks for the
 * PIN there, and gives a whole signature. Nothing that it gives is believed before it is verified.
 */
export interface Ncalayer {
  /** Whether it answers now. */
  readonly find: () => Promise<Result<{ readonly version: string }, NcalayerFault>>
  /** @returns CMS with the content in it, DER */
  readonly sign: (request: NcalayerRequest, signal?: AbortSignalLike) => Promise<Result<Uint8Array, NcalayerFault>>
}
