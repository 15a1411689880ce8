import type { LimitFinding } from '#core/domain/outbox.ts'

export type LimitKind = LimitFinding['kind']

interface Threshold {
  /** Where it is said in words, and where it stops: at this value or beyond it. */
  readonly warn: number
  readonly stop: number
  /** Less is worse. */
  readonly falling?: true
}

const megabyte = 1024 * 1024

/**
 * When the operator is warned, and when nothing new is taken in, because it could not be kept safe or nobody would learn of it in time. Units as in
 * LimitFinding. A week without the gateway with two thousand cases must be possible, so every stop lies well beyond that; the fourteen days are those of the
 * offline login. What a stop leaves of the disk is for the signing and sending of what was begun.
 */
export const limitPolicy: Readonly<Record<LimitKind, Threshold>> = {
  oldestItem: { warn: 48, stop: 14 * 24 },
  items: { warn: 3_000, stop: 10_000 },
  disk: { warn: 1024 * megabyte, stop: 200 * megabyte, falling: true },
  sync: { warn: 48, stop: 14 * 24 },
  backup: { warn: 48, stop: 14 * 24 },
}

/** What was measured; what cannot be told is left out. */
export type Measured = Readonly<Partial<Record<LimitKind, number>>>

function findingOf(kind: LimitKind, value: number): readonly LimitFinding[] {
  const { warn, stop, falling = false } = limitPolicy[kind]
  const reaches = (threshold: number): boolean => (falling ? value <= threshold : value >= threshold)
  if (!reaches(warn)) return []
  return [{ kind, level: reaches(stop) ? 'stop' : 'warn', value, stopsAt: stop }]
}

/** How near to its stop, from 0; 1 where it stops. */
const nearness = ({ kind, value, stopsAt }: LimitFinding): number =>
  limitPolicy[kind].falling ? stopsAt / Math.max(1, value) : value / stopsAt

/** What is running out, the worst first. */
export const findLimits = (measured: Measured): readonly LimitFinding[] =>
  Object.entries(measured)
    .flatMap(([kind, value]) => findingOf(kind as LimitKind, value))
    .toSorted((one, other) => nearness(other) - nearness(one))
