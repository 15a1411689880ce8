import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import calendarJson from '#resources/calendar/kz.json' with { type: 'json' }
import {
  almatyDate,
  almatyTime,
  daysOffOf,
  deadlineOf,
  extendedDeadline,
  isWorkingDay,
  WorkCalendar,
  type DeadlineRule,
} from '#core/domain/calendar.ts'

const calendar = WorkCalendar.parse(calendarJson)
const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Regulation 4354/1: three working days, days of reception and issue not counted. */
const certificate: DeadlineRule = { days: 3, unit: 'workingDays', receptionDayExcluded: true, issueDayExcluded: true }
const tenDays: DeadlineRule = { days: 10, unit: 'workingDays', receptionDayExcluded: true, issueDayExcluded: false }
const fiveDays: DeadlineRule = { ...tenDays, days: 5 }
const fifteenDays: DeadlineRule = { ...tenDays, days: 15 }
const sixDayWeek: DeadlineRule = { ...certificate, week: 'six' }
const thirtyDays: DeadlineRule = { days: 30, unit: 'calendarDays', receptionDayExcluded: true, issueDayExcluded: false }
const thirtyCounted: DeadlineRule = { ...thirtyDays, receptionDayExcluded: false }
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
    ['five working days over a weekend', fiveDays, '2026-11-20', '2026-11-27', '2026-11-27'],
    ['five working days over Independence Day', fiveDays, '2026-12-11', '2026-12-21', '2026-12-21'],
    ['fifteen working days are three weeks', fifteenDays, '2026-11-20', '2026-12-11', '2026-12-11'],
    ['fifteen working days over the turn of the year', fifteenDays, '2026-12-15', '2027-01-11', '2027-01-11'],
    ['thirty calendar days, a Sunday of reception counted', thirtyCounted, '2026-11-22', '2026-12-21', '2026-12-21'],
    ['thirty calendar days, the same Sunday not counted', thirtyDays, '2026-11-22', '2026-12-22', '2026-12-22'],
    ['thirty calendar days that end within a long Nauryz', thirtyDays, '2026-02-20', '2026-03-26', '2026-03-26'],
    ['thirty calendar days that end on New Year', thirtyDays, '2026-12-02', '2027-01-05', '2027-01-05'],
    ['thirty calendar days that end on a day off by order', thirtyDays, '2024-04-08', '2024-05-10', '2024-05-10'],
    ['thirty calendar days to a leap day', thirtyDays, '2028-01-30', '2028-02-29', '2028-02-29'],
    ['a Saturday worked by the order of 2024', certificate, '2024-05-03', '2024-05-10', '2024-05-13'],
    ['the same in a six-day week: the order is not for it', sixDayWeek, '2024-05-03', '2024-05-08', '2024-05-10'],
    ['a Sunday worked by the order of 2025', certificate, '2024-12-31', '2025-01-08', '2025-01-09'],
    ['the same in a six-day week', sixDayWeek, '2024-12-31', '2025-01-06', '2025-01-08'],
    ['six days: Saturday counts', sixDayWeek, '2026-11-20', '2026-11-24', '2026-11-25'],
    ['six days: a holiday on Saturday does not move, one on Sunday does', sixDayWeek, '2026-03-19', '2026-03-26', '2026-03-27'],
    ['Constitution Day of 30 August 2025, moved to Monday', certificate, '2025-08-28', '2025-09-03', '2025-09-04'],
    ['no Constitution Day in August 2026', certificate, '2026-08-27', '2026-09-01', '2026-09-02'],
    ['Kurban Ait 2025 on a Friday', certificate, '2025-06-04', '2025-06-10', '2025-06-11'],
    ['Kurban Ait 2024 on a Sunday does not move', certificate, '2024-06-13', '2024-06-18', '2024-06-19'],
    ['ten working days over the turn to 2026', tenDays, '2025-12-19', '2026-01-06', '2026-01-06'],
    ['May 2028: Unity, Kurban Ait, 7 May moved to the 8th, Victory', fiveDays, '2028-04-28', '2028-05-11', '2028-05-11'],
    ['New Year 2028 on a weekend takes Monday and Tuesday', certificate, '2027-12-29', '2028-01-05', '2028-01-06'],
  ] as const)('%s', (_, rule, receivedOn, dueOn, issueFrom) => {
    expect(deadlineOf(calendar, rule, receivedOn)).toEqual({ dueOn, issueFrom, calendarVersion: calendar.version })
  })

  test('an extension counts on from the day it was due', () => {
    const due = deadlineOf(calendar, fiveDays, '2026-11-20')
    if (due === undefined) throw new Error('within the table')
    expect(extendedDeadline(calendar, fiveDays, due, 5)).toMatchObject({ dueOn: '2026-12-04', issueFrom: '2026-12-04' })
  })

  test('outside the table there is no deadline', () => {
    expect(['2023-12-31', '2028-12-28', '2028-12-29'].map((date) => deadlineOf(calendar, certificate, date)?.dueOn)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(deadlineOf(calendar, certificate, '2028-12-25')).toMatchObject({ dueOn: '2028-12-28', issueFrom: '2028-12-29' })
  })
})

describe('the calendar of 2024–2028', () => {
  const weekdaysOff = (year: string, week: 'five' | 'six'): readonly string[] =>
    [...daysOffOf(calendar, week)]
      .filter((date) => date.startsWith(year) && weekday(date) !== 0 && (week === 'six' || weekday(date) !== 6))
      .sort()

  test('2026, as published for a five-day week', () => {
    expect(weekdaysOff('2026', 'five').join(' ')).toBe(
      '2026-01-01 2026-01-02 2026-01-07 2026-03-09 2026-03-23 2026-03-24 2026-03-25 2026-05-01 2026-05-07 2026-05-11 2026-05-27 2026-07-06 2026-10-26 2026-12-16',
    )
  })

  test('in a six-day week holidays on Saturdays stay where they are', () => {
    expect(weekdaysOff('2026', 'six').join(' ')).toBe(
      '2026-01-01 2026-01-02 2026-01-07 2026-03-09 2026-03-21 2026-03-23 2026-03-24 2026-05-01 2026-05-07 2026-05-09 2026-05-27 2026-07-06 2026-10-26 2026-12-16',
    )
  })

  test('every order swaps a weekday for a day of a weekend', () => {
    for (const { off, worked } of calendar.transfers) {
      expect([weekday(off) >= 1 && weekday(off) <= 5, [0, 6].includes(weekday(worked))]).toEqual([true, true])
      expect([isWorkingDay(calendar, off), isWorkingDay(calendar, worked)]).toEqual([false, true])
    }
  })

  test('a holiday that moves takes a day of its own: as many days off as holidays, less those that stay on a weekend', () => {
    for (let year = 2024; year <= 2028; year++) {
      const of = calendar.holidays.filter(({ since, until }) => year >= (since ?? year) && year <= (until ?? year))
      const lost = [
        ...of.filter(({ moves }) => !moves).map(({ day }) => `${year}-${day}`),
        ...calendar.dated.map(({ date }) => date),
      ].filter((date) => date.startsWith(String(year)) && [0, 6].includes(weekday(date)))
      const dated = calendar.dated.filter(({ date }) => date.startsWith(String(year)))
      const orders = calendar.transfers.filter(({ off }) => off.startsWith(String(year)))
      expect(weekdaysOff(String(year), 'five')).toHaveLength(of.length + dated.length + orders.length - lost.length)
    }
  })
})

describe('deadlines in general', () => {
  const received = fc.integer({ min: 0, max: 1_600 }).map((index) => addDays('2024-01-01', index))
  const rules = fc.record({
    days: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('workingDays' as const, 'calendarDays' as const),
    receptionDayExcluded: fc.boolean(),
    issueDayExcluded: fc.boolean(),
    week: fc.constantFrom('five' as const, 'six' as const),
  })

  test('the last day and the day of issue are working days, in order, not before reception', () => {
    fc.assert(
      fc.property(received, rules, (date, rule) => {
        const deadline = deadlineOf(calendar, rule, date)
        if (deadline === undefined) throw new Error('within the table')
        expect(isWorkingDay(calendar, deadline.dueOn, rule.week) && isWorkingDay(calendar, deadline.issueFrom, rule.week)).toBe(true)
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
