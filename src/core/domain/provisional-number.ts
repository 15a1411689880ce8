import type { DateOnly } from '#core/domain/ids.ts'

/** A desk gives out fewer numbers a day than this; after a restore the sequence of every day begins so much higher, once for each restore. */
export const provisionalEpochSize = 1_000

/**
 * The desk's own number of a request until the gateway gives the registered one: 9, desk, yymmdd, sequence of the day. Fourteen digits as a rule; more
 * after a restore, or after a thousand requests in a day. Unlike for every desk of the organisation, every day and every sequence.
 * @param deskNumber 1…9999
 * @param sequence from 1
 */
export const provisionalNumber = (deskNumber: number, day: DateOnly, sequence: number): string =>
  `9${String(deskNumber).padStart(4, '0')}${day.slice(2).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
