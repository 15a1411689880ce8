import type { UploadPolicy } from '#core/domain/outbox.ts'

/** What is chosen on the panel; `own` is typed in kbit/s. */
export const uploadChoices = ['none', '256', '1000', 'own'] as const
export type UploadChoice = (typeof uploadChoices)[number]

const bytesPerKilobit = 125
/** Kbit/s: the least that the core takes, 4,096 bytes a second. */
export const leastKilobits = 33
/** Kbit/s: more than a line that needs a limit has. */
export const mostKilobits = 1_000_000

/** Whole kbit/s of a policy; nothing where there is no limit. */
export const kilobitsOf = ({ bytesPerSecond }: UploadPolicy): number | undefined =>
  bytesPerSecond === undefined ? undefined : Math.round(bytesPerSecond / bytesPerKilobit)

export function choiceOf(policy: UploadPolicy): UploadChoice {
  const kilobits = kilobitsOf(policy)
  if (kilobits === undefined) return 'none'
  return kilobits === 256 || kilobits === 1000 ? `${kilobits}` : 'own'
}

/** Kbit/s as typed; nothing where it is no limit that can be kept. */
export function typedKilobits(text: string): number | undefined {
  const digits = text.replace(/\s/g, '')
  const kilobits = /^\d+$/.test(digits) ? Number(digits) : Number.NaN
  return kilobits >= leastKilobits && kilobits <= mostKilobits ? kilobits : undefined
}

/** The policy with another limit; without one the free hours have no meaning and go too. */
export const withLimit = ({ unlimited }: UploadPolicy, kilobits: number | undefined): UploadPolicy =>
  kilobits === undefined ? {} : { bytesPerSecond: kilobits * bytesPerKilobit, ...(unlimited === undefined ? {} : { unlimited }) }

export const withHours = ({ bytesPerSecond }: UploadPolicy, unlimited: UploadPolicy['unlimited']): UploadPolicy => ({
  ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
  ...(unlimited === undefined ? {} : { unlimited }),
})
