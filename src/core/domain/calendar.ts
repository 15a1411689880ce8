import { z } from 'zod'
import { DateOnly } from '#core/domain/ids.ts'
import { LocalText } from '#core/domain/text.ts'

/** Working days a week: Saturday is one of six. */
export const Week = z.enum(['five', 'six'])
export type Week = z.infer<typeof Week>

/**
 * Working days as data: the law's holidays with their rules, and what yearly orders move. A deadline names the version it was computed with.
 * Source of the rules: Law on holidays (Z010000267_) and Labour Code, article 85.
 */
export const WorkCalendar = z.object({
  version: z.string().min(1),
  /** First and last date the table speaks of; outside it deadlines cannot be computed. */
  from: DateOnly,
  to: DateOnly,
  holidays: z.array(
    z.object({
      name: LocalText,
      /** `MM-DD`, of every year within `since` and `until`. */
      day: z.string().regex(/^\d\d-\d\d$/),
      since: z.int().optional(),
      until: z.int().optional(),
      /** Falling on a weekend, it takes the next working day instead. */
      moves: z.boolean(),
    }),
  ),
  /** Holidays without a fixed day: the first day of Kurban Ait, by the moon. They do not move off a weekend. */
  dated: z.array(z.object({ name: LocalText, date: DateOnly, /** Not yet announced. */ forecast: z.boolean() })),
  /** Orders of transfer: `off` is a day off for which the weekend day `worked` is worked. */
  transfers: z.array(z.object({ off: DateOnly, worked: DateOnly, weeks: z.array(Week).min(1), act: z.string() })),
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
  /** Five where nothing is said. */
  week: Week.optional(),
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

const isWeekend = (date: DateOnly, week: Week): boolean => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday === 0 || (weekday === 6 && week === 'five')
}

/** Days off of a calendar that are no weekends. */
function computeDaysOff({ from, to, holidays, dated, transfers }: WorkCalendar, week: Week): ReadonlySet<DateOnly> {
  const fixed: DateOnly[] = []
  const moving: DateOnly[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (const { day, since, until, moves } of holidays) {
      if (year < (since ?? year) || year > (until ?? year)) continue
      const date = `${year}-${day}`
      if (moves && isWeekend(date, week)) moving.push(date)
      else fixed.push(date)
    }
  }
  const off = new Set([...fixed, ...dated.map(({ date }) => date)])
  const applied = transfers.filter(({ weeks }) => weeks.includes(week))
  const worked = new Set(applied.map((transfer) => transfer.worked))
  for (const transfer of applied) off.add(transfer.off)
  // In order: of two neighbours on one weekend each takes a day of its own (Nauryz 2026: Saturday and Sunday give Tuesday and Wednesday).
  for (const holiday of moving.sort()) {
    let day = shift(holiday, 1)
    while (off.has(day) || (isWeekend(day, week) && !worked.has(day))) day = shift(day, 1)
    off.add(day)
  }
  return off
}

const known = new WeakMap<WorkCalendar, Partial<Record<Week, ReadonlySet<DateOnly>>>>()

/** Holidays, the days they moved to and days off by order, without plain weekends. Computed once per calendar. */
export function daysOffOf(calendar: WorkCalendar, week: Week = 'five'): ReadonlySet<DateOnly> {
  const computed = known.get(calendar) ?? {}
  known.set(calendar, computed)
  return (computed[week] ??= computeDaysOff(calendar, week))
}

export function isWorkingDay(calendar: WorkCalendar, date: DateOnly, week: Week = 'five'): boolean {
  if (calendar.transfers.some(({ worked, weeks }) => worked === date && weeks.includes(week))) return true
  return !daysOffOf(calendar, week).has(date) && !isWeekend(date, week)
}

function nextWorkingDay(calendar: WorkCalendar, date: DateOnly, week: Week): DateOnly {
  let day = shift(date, 1)
  while (!isWorkingDay(calendar, day, week)) day = shift(day, 1)
  return day
}

/**
 * The deadline of a request received on a date.
 * @returns undefined where the calendar does not reach that far
 */
export function deadlineOf(calendar: WorkCalendar, rule: DeadlineRule, receivedOn: DateOnly): Deadline | undefined {
  const week = rule.week ?? 'five'
  let due = rule.receptionDayExcluded ? receivedOn : shift(receivedOn, -1)
  for (let counted = 0; counted < rule.days; counted++)
    due = rule.unit === 'workingDays' ? nextWorkingDay(calendar, due, week) : shift(due, 1)
  // A term in calendar days that ends on a day off ends on the next working day (Civil Code, article 175).
  if (!isWorkingDay(calendar, due, week)) due = nextWorkingDay(calendar, due, week)
  const issueFrom = rule.issueDayExcluded ? nextWorkingDay(calendar, due, week) : due
  if (receivedOn < calendar.from || issueFrom > calendar.to) return undefined
  return { dueOn: due, issueFrom, calendarVersion: calendar.version }
}

/** The deadline after an extension by days of the term's own unit, counted on from the day it was due. */
export const extendedDeadline = (calendar: WorkCalendar, rule: DeadlineRule, due: Deadline, days: number): Deadline | undefined =>
  deadlineOf(calendar, { ...rule, days, receptionDayExcluded: true }, due.dueOn)
