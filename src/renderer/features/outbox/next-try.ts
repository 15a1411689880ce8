import type { TFunction } from 'i18next'
import type { QueueStatus } from '#core/domain/outbox.ts'
import { formatDuration, formatSince } from '#renderer/i18n/format.ts'
import type { ShownJob } from './shown-job.ts'

/** When an item is tried next; the reasons why it is not come first, so that no countdown is shown that nothing follows. */
export type NextTry =
  | { readonly kind: 'allPaused' }
  /** An earlier item of its case is not over. */
  | { readonly kind: 'afterEarlier' }
  /** The gateway is away: with the others, once it is back. */
  | { readonly kind: 'whenBack' }
  | { readonly kind: 'now' }
  | { readonly kind: 'in'; readonly seconds: number }
  | { readonly kind: 'at'; readonly at: string }

/** Why nothing of the queue goes. */
export type Stopped = 'allPaused' | 'whenBack'

export const stoppedBy = ({ paused, circuit }: Pick<QueueStatus, 'paused' | 'circuit'>): Stopped | undefined =>
  paused !== undefined ? 'allPaused' : circuit.state === 'open' ? 'whenBack' : undefined

interface Circumstances {
  readonly stopped: Stopped | undefined
  /** An earlier item of its case is not over. */
  readonly held: boolean
  /** Epoch milliseconds. */
  readonly now: number
}

const hour = 3600

/** Nothing for an item that does not wait for its turn. What has failed for a day waits for a person, and is tried all the same. */
export function nextTryOf(
  job: Pick<ShownJob, 'state' | 'nextAt' | 'failingSince'>,
  { stopped, held, now }: Circumstances,
): NextTry | undefined {
  if (job.state !== 'ready' && (job.state !== 'stuck' || job.failingSince === undefined)) return undefined
  if (stopped === 'allPaused') return { kind: stopped }
  if (held) return { kind: 'afterEarlier' }
  if (stopped === 'whenBack') return { kind: stopped }
  const seconds = Math.ceil((Date.parse(job.nextAt) - now) / 1000)
  if (seconds <= 0) return { kind: 'now' }
  return seconds < hour ? { kind: 'in', seconds } : { kind: 'at', at: job.nextAt }
}

/** Seconds up to two minutes, then minutes alone: a figure that changes each second is looked at. */
const shownSeconds = (seconds: number): number => (seconds <= 120 ? seconds : Math.ceil(seconds / 60) * 60)

export const remaining = (seconds: number): string => formatDuration(shownSeconds(seconds))

/** `in 40 s`, `at 15:40`, or what it waits for. @param now epoch milliseconds */
export function nextTryText(t: TFunction<'outbox'>, next: NextTry, now: number): string {
  switch (next.kind) {
    case 'in':
      return t('next.in', { duration: remaining(next.seconds) })
    case 'at':
      return t('next.at', { time: formatSince(next.at, now) })
    case 'allPaused':
    case 'afterEarlier':
    case 'whenBack':
    case 'now':
      return t(`next.${next.kind}`)
  }
}
