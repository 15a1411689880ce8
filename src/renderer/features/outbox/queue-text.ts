import type { TFunction } from 'i18next'
import { formatCount, formatSince } from '#renderer/i18n/format.ts'
import { countOf, type ShownOutbox } from './shown-job.ts'

/** How many wait, how many need a person, how old the oldest is, when the gateway was last heard. @param now epoch milliseconds */
export function summaryOf(t: TFunction<'outbox'>, { counts, oldestAt, syncedAt }: ShownOutbox, now: number): string {
  const attention = countOf(counts, 'attention')
  const waiting = countOf(counts, 'open') - attention
  return [
    t('summary.waiting', { count: waiting, number: formatCount(waiting) }),
    ...(attention === 0 ? [] : [t('summary.attention', { number: formatCount(attention) })]),
    ...(oldestAt === undefined ? [] : [t('summary.oldest', { time: formatSince(oldestAt, now) })]),
    ...(syncedAt === undefined ? [] : [t('summary.synced', { time: formatSince(syncedAt, now) })]),
  ].join(' · ')
}
