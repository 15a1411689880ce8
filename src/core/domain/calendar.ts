import { z } from 'zod'
import { DateOnly } from '#core/domain/ids.ts'

/** Working days as data: days off and the yearly orders' transfers. A deadline names the version it was computed with. */
export const WorkCalendar = z.object({
  version: z.string().min(1),
  /** Dates that are off though they fall on a working weekday. */
  daysOff: z.array(DateOnly),
  /** Saturdays and Sundays that are worked by an order of transfer. */
  workedWeekends: z.array(DateOnly),
  /** First and last date the table speaks of; outside it deadlines cannot be computed. */
  from: DateOnly,
  to: DateOnly,
})
export type WorkCalendar = z.infer<typeof WorkCalendar>

/** The rule of a service's term (мерзім). */
export const DeadlineRule = z.object({
  days: z.int().positive(),
  unit: z.enum(['workingDays', 'calendarDays']),
  /** The day of reception is not counted: counting begins the day after. */
  receptionDayExcluded: z.boolean(),
  /** The day of issue is not counted: the result is given out on the working day after the term. */
  issueDayExcluded: z.boolean(),
})
export type DeadlineRule = z.infer<typeof DeadlineRule>

export const Deadline = z.object({
  /** Last day the provider has. */
  dueOn: DateOnly,
  /** From this day the applicant can fetch the result. */
  issueFrom: DateOnly,
  calendarVersion: z.string(),
})
export type Deadline = z.infer<typeof Deadline>

const dayMilliseconds = 86_400_000
const shift = (date: DateOnly, days: number): DateOnly =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10)

/** Asia/Almaty has been UTC+05:00 without summer time since 1 March 2024. */
const almatyOffsetMilliseconds = 5 * 3_600_000

/** The calendar date in Asia/Almaty of an instant. */
export const almatyDate = (instant: string): DateOnly => new Date(Date.parse(instant) + almatyOffsetMilliseconds).toISOString().slice(0, 10)

/** The time of day in Asia/Almaty of an instant, `HH:MM`. */
export const almatyTime = (instant: string): string => new Date(Date.parse(instant) + almatyOffsetMilliseconds).toISOString().slice(11, 16)

export function isWorkingDay(calendar: WorkCalendar, date: DateOnly): boolean {
  if (calendar.workedWeekends.includes(date)) return true
  if (calendar.daysOff.includes(date)) return false
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

function nextWorkingDay(calendar: WorkCalendar, date: DateOnly): DateOnly {
  let day = shift(date, 1)
  while (!isWorkingDay(calendar, day)) day = shift(day, 1)
  return day
}

/**
 * The deadline of a request received on a date.
 * @returns undefined where the calendar does not reach that far
 */
export function deadlineOf(calendar: WorkCalendar, rule: DeadlineRule, receivedOn: DateOnly): Deadline | undefined {
  let due = rule.receptionDayExcluded ? receivedOn : shift(receivedOn, -1)
  for (let counted = 0; counted < rule.days; counted++) due = rule.unit === 'workingDays' ? nextWorkingDay(calendar, due) : shift(due, 1)
  // A term in calendar days that ends on a day off ends on the next working day (Civil Code, article 175).
  if (!isWorkingDay(calendar, due)) due = nextWorkingDay(calendar, due)
  const issueFrom = rule.issueDayExcluded ? nextWorkingDay(calendar, due) : due
  if (receivedOn < calendar.from || issueFrom > calendar.to) return undefined
  return { dueOn: due, issueFrom, calendarVersion: calendar.version }
}
