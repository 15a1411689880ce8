import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import calendarJson from '#resources/calendar/kz.json' with { type: 'json' }
import { almatyDate, almatyTime, deadlineOf, isWorkingDay, WorkCalendar, type DeadlineRule } from '#core/domain/calendar.ts'

const calendar = WorkCalendar.parse(calendarJson)
const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Regulation 4354/1: three working days, days of reception and issue not counted. */
const certificate: DeadlineRule = { days: 3, unit: 'workingDays', receptionDayExcluded: true, issueDayExcluded: true }
const tenDays: DeadlineRule = { days: 10, unit: 'workingDays', receptionDayExcluded: true, issueDayExcluded: false }
const thirtyDays: DeadlineRule = { days: 30, unit: 'calendarDays', receptionDayExcluded: true, issueDayExcluded: false }
const sameDay: DeadlineRule = { days: 3, unit: 'workingDays', receptionDayExcluded: false, issueDayExcluded: false }

describe('deadlines computed by hand', () => {
  test.each([
    ['Monday, a week without holidays', certificate, '2026-11-16', '2026-11-19', '2026-11-20'],
    ['Wednesday, over a weekend', certificate, '2026-11-18', '2026-11-23', '2026-11-24'],
    ['Friday', certificate, '2026-11-20', '2026-11-25', '2026-11-26'],
    ['Saturday counts like the Friday before', certificate, '2026-11-21', '2026-11-25', '2026-11-26'],
    ['Christmas of 7 January', certificate, '2026-01-05', '2026-01-09', '2026-01-12'],
    ['8 March on a Sunday moves to Monday', certificate, '2026-03-06', '2026-03-12', '2026-03-13'],
    ['Nauryz from Saturday to Wednesday', certificate, '2026-03-19', '2026-03-27', '2026-03-30'],
    ['1 May; the day of issue falls on 7 May', certificate, '2026-04-30', '2026-05-06', '2026-05-08'],
    ['7 May and 9 May, moved from Saturday to Monday', certificate, '2026-05-06', '2026-05-13', '2026-05-14'],
    ['Kurban Ait 2026', certificate, '2026-05-26', '2026-06-01', '2026-06-02'],
    ['Day of the Capital', certificate, '2026-07-03', '2026-07-09', '2026-07-10'],
    ['Republic Day on a Sunday moves to Monday', certificate, '2026-10-23', '2026-10-29', '2026-10-30'],
    ['Independence Day', certificate, '2026-12-14', '2026-12-18', '2026-12-21'],
    ['New Year 2027: 2 January is a Saturday', certificate, '2026-12-30', '2027-01-06', '2027-01-08'],
    ['Constitution Day 2027', certificate, '2027-03-12', '2027-03-18', '2027-03-19'],
    ['Nauryz 2027', certificate, '2027-03-19', '2027-03-29', '2027-03-30'],
    ['7 and 9 May 2027', certificate, '2027-05-06', '2027-05-13', '2027-05-14'],
    ['Kurban Ait on a Sunday does not move', certificate, '2027-05-14', '2027-05-19', '2027-05-20'],
    ['ten working days, issued on the last', tenDays, '2026-11-20', '2026-12-04', '2026-12-04'],
    ['thirty calendar days ending on a Sunday', thirtyDays, '2026-11-20', '2026-12-21', '2026-12-21'],
    ['calendar days ending within Nauryz', { ...thirtyDays, days: 5 }, '2026-03-18', '2026-03-26', '2026-03-26'],
    ['the day of reception counted', sameDay, '2026-11-20', '2026-11-24', '2026-11-24'],
  ] as const)('%s', (_, rule, receivedOn, dueOn, issueFrom) => {
    expect(deadlineOf(calendar, rule, receivedOn)).toEqual({ dueOn, issueFrom, calendarVersion: calendar.version })
  })

  test('a weekend that is worked by an order counts', () => {
    const moved = { ...calendar, workedWeekends: ['2026-11-21'] }
    expect(deadlineOf(moved, certificate, '2026-11-20')).toMatchObject({ dueOn: '2026-11-24', issueFrom: '2026-11-25' })
  })

  test('outside the table there is no deadline', () => {
    expect(['2025-12-31', '2027-12-28', '2027-12-29'].map((date) => deadlineOf(calendar, certificate, date)?.dueOn)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(deadlineOf(calendar, certificate, '2027-12-27')).toMatchObject({ dueOn: '2027-12-30', issueFrom: '2027-12-31' })
  })
})

describe('the calendar of 2026–2027', () => {
  test('days off are weekdays, in order, each once, within the table', () => {
    const { daysOff, from, to } = calendar
    expect([...new Set(daysOff)].sort()).toEqual(daysOff)
    expect(daysOff.filter((date) => date < from || date > to || weekday(date) === 0 || weekday(date) === 6)).toEqual([])
  })

  test('has as many working days as a count of its weekdays less its days off', () => {
    const working = (year: string): number =>
      Array.from({ length: 365 }, (_, index) => addDays(`${year}-01-01`, index)).filter((date) => isWorkingDay(calendar, date)).length
    // 261 weekdays in either year; fourteen days off.
    expect([working('2026'), working('2027')]).toEqual([261 - 14, 261 - 14])
  })
})

describe('deadlines in general', () => {
  const received = fc.integer({ min: 0, max: 600 }).map((index) => addDays('2026-01-01', index))
  const rules = fc.record({
    days: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('workingDays' as const, 'calendarDays' as const),
    receptionDayExcluded: fc.boolean(),
    issueDayExcluded: fc.boolean(),
  })

  test('the last day and the day of issue are working days, in order, not before reception', () => {
    fc.assert(
      fc.property(received, rules, (date, rule) => {
        const deadline = deadlineOf(calendar, rule, date)
        if (deadline === undefined) throw new Error('within the table')
        expect(isWorkingDay(calendar, deadline.dueOn) && isWorkingDay(calendar, deadline.issueFrom)).toBe(true)
        expect(deadline.dueOn >= date).toBe(true)
        expect(rule.issueDayExcluded ? deadline.issueFrom > deadline.dueOn : deadline.issueFrom === deadline.dueOn).toBe(true)
      }),
    )
  })

  test('who comes later never gets an earlier date, and a longer term never ends earlier', () => {
    fc.assert(
      fc.property(received, fc.integer({ min: 0, max: 30 }), rules, (date, later, rule) => {
        const [first, second, longer] = [
          deadlineOf(calendar, rule, date),
          deadlineOf(calendar, rule, addDays(date, later)),
          deadlineOf(calendar, { ...rule, days: rule.days + 1 }, date),
        ]
        expect((first?.dueOn ?? '') <= (second?.dueOn ?? '') && (first?.dueOn ?? '') <= (longer?.dueOn ?? '')).toBe(true)
      }),
    )
  })

  test('between reception and the last day lie exactly the term of working days', () => {
    fc.assert(
      fc.property(received, fc.integer({ min: 1, max: 40 }), (date, days) => {
        const due = deadlineOf(calendar, { ...certificate, days }, date)?.dueOn ?? ''
        let counted = 0
        for (let day = addDays(date, 1); day <= due; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) counted++
        expect(counted).toBe(days)
      }),
    )
  })
})

test('an instant is shown by the clock of Almaty, five hours ahead', () => {
  expect([almatyDate('2026-11-20T18:59:59.999Z'), almatyTime('2026-11-20T18:59:59.999Z')]).toEqual(['2026-11-20', '23:59'])
  expect([almatyDate('2026-12-31T19:00:00.000Z'), almatyTime('2026-12-31T19:00:00.000Z')]).toEqual(['2027-01-01', '00:00'])
})
