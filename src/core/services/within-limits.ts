import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { LimitKind } from '#core/domain/limits.ts'
import type { LimitFinding } from '#core/domain/outbox.ts'
import type { Desk } from './desk.ts'

const stopped = ({ kind, value, stopsAt }: LimitFinding) => err(fault('limits/stopped', 'act', { kind, value, stopsAt }))

/**
 * Whether something new may be taken in. Beyond a limit it could not be kept safe; what was begun is finished all the same.
 * @param kinds those that count for this; all of them unless named
 */
export function withinLimits({ limits }: Pick<Desk, 'limits'>, kinds?: readonly LimitKind[]) {
  const finding = limits().find(({ kind, level }) => level === 'stop' && (kinds?.includes(kind) ?? true))
  return finding === undefined ? ok() : stopped(finding)
}
