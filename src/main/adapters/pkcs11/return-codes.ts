import { fault } from '#core/base/fault.ts'
import type { TokenFault } from '#core/ports/token.ts'

/** PKCS#11's name of what a call returned; vendor codes have no name and read CKR_VENDOR_DEFINED. @returns undefined where the error is not PKCS#11's */
export function returnCodeOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error)) return undefined
  // pkcs11js gives some methods a Pkcs11Error and others the bare native error: both carry `CKR_NAME:number` in the stack.
  return /CKR_\w+/.exec(`${failure.message}\n${failure.stack ?? ''}`)?.[0]
}

const absent: ReadonlySet<string> = new Set([
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_DEVICE_REMOVED',
  'CKR_SLOT_ID_INVALID',
  'CKR_TOKEN_NOT_RECOGNIZED',
])
/** OpenSC refuses a PIN of a length the card cannot have before the card sees it. */
const wrongPin: ReadonlySet<string> = new Set(['CKR_PIN_INCORRECT', 'CKR_PIN_LEN_RANGE', 'CKR_PIN_INVALID'])
/** Returned by a working device: nothing of the module is in doubt after them. */
const harmless: ReadonlySet<string> = new Set([
  ...wrongPin,
  'CKR_PIN_LOCKED',
  'CKR_PIN_EXPIRED',
  'CKR_FUNCTION_CANCELED',
  'CKR_FUNCTION_REJECTED',
  'CKR_MECHANISM_INVALID',
  'CKR_KEY_FUNCTION_NOT_PERMITTED',
])

/** Whether the module has to be finalised and initialised again before its answers can be trusted. */
export const needsRecovery = (code: string | undefined): boolean => code === undefined || !harmless.has(code)

/** The token is simply not there. */
export const isAbsence = (code: string | undefined): boolean => code !== undefined && absent.has(code)

export interface PinFlags {
  readonly finalTry: boolean
  readonly locked: boolean
}

/** @param flags what the token said of its PIN after the failure, where it could still be asked */
export function faultOf(code: string | undefined, flags?: PinFlags): TokenFault {
  if (code === undefined) return fault('token/deviceError', 'support', { code: 'UNKNOWN' })
  if (isAbsence(code)) return fault('token/absent', 'act')
  if (code === 'CKR_PIN_LOCKED') return fault('token/pinLocked', 'support')
  if (code === 'CKR_FUNCTION_CANCELED' || code === 'CKR_FUNCTION_REJECTED') return fault('token/cancelled', 'retry')
  if (!wrongPin.has(code)) return fault('token/deviceError', harmless.has(code) ? 'act' : 'retry', { code })
  if (flags?.locked) return fault('token/pinLocked', 'support')
  return fault('token/pinIncorrect', 'act', { finalTry: flags?.finalTry ?? false, ...(flags?.finalTry ? { triesLeft: 1 } : {}) })
}
