import { almatyTime } from '#core/domain/calendar.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { UploadPolicy } from '#core/domain/outbox.ts'

/** Whether an hour of the day, 0 to 23, is from `from` and before `to`, over midnight where `from` is later; the same hour twice is the whole day. */
const isWithin = (hour: number, { from, to }: NonNullable<UploadPolicy['unlimited']>): boolean =>
  from < to ? hour >= from && hour < to : hour >= from || hour < to

/** @returns bytes a second that documents may take of the line at this moment; undefined for no limit */
export function uploadLimitAt({ bytesPerSecond, unlimited }: UploadPolicy, at: Instant): number | undefined {
  if (unlimited !== undefined && isWithin(Number(almatyTime(at).slice(0, 2)), unlimited)) return undefined
  return bytesPerSecond
}
