import type { DateOnly } from '#core/domain/ids.ts'
import type { ResultForm } from '#core/domain/service-result.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** The same day of the month so many months later; its last day where that month is shorter (Civil Code, article 175). */
function monthsLater(date: DateOnly, months: number): DateOnly {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const [thenYear, thenMonth] = [Math.floor(index / 12), index % 12]
  const lastDay = new Date(Date.UTC(thenYear, thenMonth + 1, 0)).getUTCDate()
  return `${thenYear}-${two(thenMonth + 1)}-${two(Math.min(day, lastDay))}`
}

/** The last day a paper signed on a date holds; undefined where its blank sets no term. */
export function validUntilOf({ validity }: Pick<ResultForm, 'validity'>, signedOn: DateOnly): DateOnly | undefined {
  if (validity === undefined || (validity.months === undefined && validity.days === undefined)) return undefined
  const moved = monthsLater(signedOn, validity.months ?? 0)
  return new Date(Date.parse(`${moved}T00:00:00Z`) + (validity.days ?? 0) * 86_400_000).toISOString().slice(0, 10)
}
