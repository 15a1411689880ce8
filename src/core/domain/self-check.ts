import { z } from 'zod'
import { LimitFinding } from '#core/domain/outbox.ts'
import { Hindrance } from '#core/domain/token-hindrances.ts'

/** What the workplace's check looks at, in this order: what signs, what it is signed by, what it goes to, the machine. */
export const checkStepIds = [
  'tokens',
  'certificates',
  'gateway',
  'clock',
  'ocsp',
  'list',
  'timestamp',
  'disk',
  'queue',
  'backup',
  'scanner',
  'printer',
] as const
export type CheckStepId = (typeof checkStepIds)[number]

/**
 * What one step found. `said` names the sentence of the step in the texts and `data` its figures; a fault, a limit or what hinders the token have sentences of
 * their own.
 */
export const CheckFinding = z.object({
  /** `skipped`: called off, or an earlier step left nothing to ask about. */
  state: z.enum(['good', 'warning', 'bad', 'skipped']),
  said: z.string(),
  data: z.record(z.string(), z.number()),
  fault: z.looseObject({ tag: z.string(), remedy: z.enum(['retry', 'act', 'support']) }).exactOptional(),
  limit: LimitFinding.exactOptional(),
  hindrances: z.array(Hindrance).exactOptional(),
})
export type CheckFinding = z.infer<typeof CheckFinding>

export const CheckStep = CheckFinding.extend({ id: z.enum(checkStepIds), milliseconds: z.int() })
export type CheckStep = z.infer<typeof CheckStep>

/** Weeks before a certificate's end its holder is told: time to go for a new one, days. */
export const certificateWarningDays = 30

/** Twelve digits are an IIN or a BIN; the organisation's own BIN is public, everything else is not shown. */
export const withoutPeople = (text: string, bin: string): string =>
  text.replace(/(?<!\d)\d{12}(?!\d)/g, (digits) => (digits === bin ? digits : '************'))
