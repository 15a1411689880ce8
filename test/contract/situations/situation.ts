import type { UnfitReason } from '#core/domain/certificate-fitness.ts'
import type { Revocation, SignatureProblem } from '#core/domain/signature.ts'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'

/** What the program says of it: a fault, why a certificate is greyed, what is wrong with a signature, or what could not be found out. */
export type Said =
  | { readonly fault: ShownFault }
  | { readonly unfit: UnfitReason }
  | { readonly problem: SignatureProblem }
  | { readonly unknown: Extract<Revocation, { state: 'unknown' }>['why'] }

/** One thing that goes wrong at a desk, made to happen for real. */
export interface Situation {
  readonly area: 'certificate' | 'chain' | 'revocation' | 'time' | 'signature' | 'PIN' | 'token' | 'process' | 'key file'
  /** What happened, as one would tell it to support. */
  readonly name: string
  /** The tag, reason or problem that must be told. */
  readonly told: string
  /** Makes it happen and gives what the program said. */
  readonly happen: () => Promise<Said>
}

/** The name of what was said: what a situation's `told` is compared with. */
export const nameOf = (said: Said): string => {
  if ('fault' in said) return said.fault.tag
  if ('unfit' in said) return said.unfit
  return 'problem' in said ? said.problem : said.unknown
}

/** From an answer that must be a fault. */
export const faultIn = (answer: { readonly ok: true } | { readonly ok: false; readonly error: ShownFault }): Said => {
  if (answer.ok) throw new Error('it went well')
  return { fault: answer.error }
}
