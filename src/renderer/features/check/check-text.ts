import type { TFunction } from 'i18next'
import type { CheckStep } from '#core/domain/self-check.ts'
import { limitText } from '#renderer/app/limit-text.ts'
import { type ShownFault } from '#renderer/i18n/fault-text.ts'
import { formatBytes } from '#renderer/i18n/format.ts'

type Translate = (key: string, values: Record<string, unknown>) => string

/** What a step found and what to do, in a sentence. */
export function checkText(
  t: TFunction<'check'>,
  common: TFunction<'common'>,
  fault: (fault: ShownFault) => string,
  step: CheckStep,
): string {
  if (step.fault !== undefined) return fault(step.fault)
  if (step.limit !== undefined) return limitText(common, step.limit)
  const { bytes } = step.data
  const values = bytes === undefined ? step.data : { ...step.data, size: formatBytes(bytes) }
  const isCommon = step.said === 'timeout' || step.said === 'cancelled'
  // The sentence's name comes from the core; that each of them exists is a test's business.
  return (t as unknown as Translate)(isCommon ? `said.${step.said}` : `said.${step.id}.${step.said}`, values)
}

export const countOf = (steps: readonly CheckStep[], state: CheckStep['state']): number =>
  steps.filter((step) => step.state === state).length
