import type { ComparedField, Finding } from '#core/domain/conflict.ts'
import { formatDate, formatIin, formatTenge } from '#renderer/i18n/format.ts'

const dates: readonly ComparedField['name'][] = ['birthDate', 'diedAt', 'issuedAt', 'expiresAt', 'revokedAt', 'childBirthDate']

/** A value as people write it. @param sexText the word for `male` and `female` */
export function shownValue(name: ComparedField['name'], value: string, sexText: (sex: 'male' | 'female') => string): string {
  if (value === '') return ''
  if (dates.includes(name)) return formatDate(value)
  if (name === 'head') return formatIin(value)
  if (name === 'tenge') return formatTenge(Number(value))
  if (name === 'sex' && (value === 'male' || value === 'female')) return sexText(value)
  return value
}

/** What is contradicted first, then what only differs, then what agrees; otherwise in the order of the form. */
export const orderedFields = ({ fields }: Pick<Finding, 'fields'>): readonly ComparedField[] => {
  const rank = { differs: 0, noted: 1, same: 2 } as const
  return fields.toSorted((one, other) => rank[one.verdict] - rank[other.verdict])
}
