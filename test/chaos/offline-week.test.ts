import { expect, it } from 'vitest'
import { offlineWeek } from './offline-week.ts'

it('a hundred cases taken in offline are each registered once, and who comes last does not wait for them', async () => {
  const { defects, registered, waitingBehindNewest } = await offlineWeek({
    seed: 1,
    cases: 100,
    scanBytes: 200_000,
    differentScans: 100,
  })
  expect({ defects, registered }).toEqual({ defects: [], registered: 101 })
  expect(waitingBehindNewest).toBeGreaterThan(0)
})
