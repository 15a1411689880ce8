import { expect, it } from 'vitest'
import { offlineDaysLeft, offlineLoginDays } from '#core/domain/offline-login.ts'

const last = '2026-11-06T05:00:00.000Z'
const after = (milliseconds: number): number => offlineDaysLeft(last, Date.parse(last) + milliseconds)
const day = 86_400_000

it('counts whole days that are left, from the limit down to below none', () => {
  expect([after(0), after(1), after(day), after(13.5 * day), after(offlineLoginDays * day), after(offlineLoginDays * day + 1)]).toEqual([
    14, 13, 13, 0, 0, -1,
  ])
})
