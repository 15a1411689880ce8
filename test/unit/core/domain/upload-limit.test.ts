import { describe, expect, it } from 'vitest'
import type { UploadPolicy } from '#core/domain/outbox.ts'
import { uploadLimitAt } from '#core/domain/upload-limit.ts'

/** The hours of a day in Almaty, UTC+05:00, at which the limit holds. */
const limitedHours = (policy: UploadPolicy): readonly number[] =>
  Array.from({ length: 24 }, (_hour, hour) => hour).filter(
    (hour) => uploadLimitAt(policy, new Date(Date.UTC(2026, 10, 22, hour - 5, 59)).toISOString()) !== undefined,
  )
const from = (first: number, before: number): readonly number[] => Array.from({ length: before - first }, (_hour, index) => first + index)

describe('the limit of documents', () => {
  it.each<[string, UploadPolicy, readonly number[]]>([
    ['none', {}, []],
    ['none, only hours', { unlimited: { from: 1, to: 2 } }, []],
    ['all day', { bytesPerSecond: 65_536 }, from(0, 24)],
    ['by day, free at lunch', { bytesPerSecond: 65_536, unlimited: { from: 13, to: 14 } }, [...from(0, 13), ...from(14, 24)]],
    ['by day, free at night', { bytesPerSecond: 65_536, unlimited: { from: 20, to: 8 } }, from(8, 20)],
    ['free all day', { bytesPerSecond: 65_536, unlimited: { from: 0, to: 0 } }, []],
  ])('%s', (_what, policy, hours) => {
    expect(limitedHours(policy)).toEqual(hours)
  })

  it('is the one that was set', () => {
    expect(uploadLimitAt({ bytesPerSecond: 4_096 }, '2026-11-22T05:00:00.000Z')).toBe(4_096)
  })
})
