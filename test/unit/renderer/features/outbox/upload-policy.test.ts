import { describe, expect, it } from 'vitest'
import { UploadPolicy } from '#core/domain/outbox.ts'
import {
  choiceOf,
  kilobitsOf,
  leastKilobits,
  mostKilobits,
  typedKilobits,
  uploadChoices,
  withHours,
  withLimit,
} from '#renderer/features/outbox/upload-policy.ts'

const night = { from: 19, to: 8 }

describe('the limit of the upload', () => {
  it('is kept in bytes and shown in kbit/s', () => {
    expect(withLimit({}, 256)).toEqual({ bytesPerSecond: 32_000 })
    expect(kilobitsOf({ bytesPerSecond: 125_000 })).toBe(1000)
  })

  it('is shown as the choice it was', () => {
    const limits = [undefined, 256, 1000, 512]
    expect(limits.map((limit) => choiceOf(withLimit({}, limit)))).toEqual([...uploadChoices])
  })

  it('keeps the free hours with another limit and drops them with none', () => {
    expect(withLimit({ bytesPerSecond: 32_000, unlimited: night }, 1000)).toEqual({ bytesPerSecond: 125_000, unlimited: night })
    expect(withLimit({ bytesPerSecond: 32_000, unlimited: night }, undefined)).toEqual({})
    expect(withHours({ bytesPerSecond: 32_000, unlimited: night }, undefined)).toEqual({ bytesPerSecond: 32_000 })
  })

  it('is taken as typed only where the core takes it', () => {
    expect(['512', ' 1 000 ', '', '12a', '32', '33', '1000001'].map(typedKilobits)).toEqual([
      512,
      1000,
      undefined,
      undefined,
      undefined,
      33,
      undefined,
    ])
    for (const limit of [leastKilobits, mostKilobits]) expect(UploadPolicy.safeParse(withLimit({}, limit)).success).toBe(true)
    expect(UploadPolicy.safeParse(withLimit({}, leastKilobits - 1)).success).toBe(false)
  })
})
