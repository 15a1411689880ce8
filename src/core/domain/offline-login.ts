import type { Instant } from '#core/domain/ids.ts'

/**
 * Days for which the last online login lets a person in without the gateway. Two weeks outlast the longest break-downs of a district's line; a person
 * who left the organisation is still kept out before a month is over. The gateway alone knows who works where, so it is not a matter for this desk's settings.
 */
export const offlineLoginDays = 14
/** The operator is told so many days before. */
export const offlineWarningDays = 4

const dayMilliseconds = 86_400_000

/** Whole days left in which this person may still log in without the gateway, 0 on the last day; negative where the limit is over. */
export const offlineDaysLeft = (lastOnline: Instant, now: number): number =>
  Math.floor(offlineLoginDays - (now - Date.parse(lastOnline)) / dayMilliseconds)
