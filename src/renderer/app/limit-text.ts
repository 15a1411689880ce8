import type { TFunction } from 'i18next'
import type { LimitFinding, LimitKind } from '#core/domain/outbox.ts'
import { formatBytes, formatCount, formatDuration } from '#renderer/i18n/format.ts'

const inHours = (hours: number): string => formatDuration(Math.round(hours) * 3600)

/** A finding's figure as people read it: days and hours, a count, a size. */
const figure: Readonly<Record<LimitKind, (value: number) => string>> = {
  oldestItem: inHours,
  sync: inHours,
  backup: inHours,
  items: formatCount,
  disk: formatBytes,
}

/** What runs out, how much of it is left, and what to do; for `stop` also what is not done any more. */
export const limitText = (t: TFunction<'common'>, { kind, level, value, stopsAt }: LimitFinding): string =>
  t(`limit.${level}.${kind}`, { value: figure[kind](value), stopsAt: figure[kind](stopsAt) })
