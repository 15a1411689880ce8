import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { Instant } from '#core/domain/ids.ts'
import { type CheckStep, withoutPeople } from '#core/domain/self-check.ts'
import type { Workplace } from '#core/domain/staff.ts'
import type { TokenDiagnosis } from '#core/domain/token-diagnosis.ts'
import type { SelfChecked } from './self-check.ts'

export interface CheckSurroundings {
  readonly version: string
  /** System, processor and engine, as the host names them. */
  readonly platform: string
  readonly at: Instant
  readonly training: boolean
}

/** Tells two of a kind apart and nothing else: labels of tokens bear their holders' names. */
const hashed = (text: string): string => hashOf(canonicalBytes(text)).slice(0, 12)
/** A path tells whose machine it is. */
const fileOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? ''

const stepLine = ({ id, state, milliseconds, said, data, fault, limit, hindrances }: CheckStep) => ({
  step: id,
  state,
  milliseconds,
  said,
  ...data,
  ...(fault === undefined ? {} : { fault: fault.tag, ...(typeof fault['code'] === 'string' ? { code: fault['code'] } : {}) }),
  ...(limit === undefined ? {} : { limit: `${limit.kind} ${limit.level} ${limit.value}` }),
  ...(hindrances === undefined ? {} : { hindrances: hindrances.map(({ kind }) => kind) }),
})

const tokensIn = ({ modules, service, readers, slots, otherTokens }: TokenDiagnosis) => ({
  modules: modules.map(({ path, name: _name, ...rest }) => ({ file: fileOf(path), ...rest })),
  service,
  readers: readers.map(({ name, state, atr, card }) => ({
    name,
    state,
    ...(atr === undefined ? {} : { atr }),
    ...(card === undefined ? {} : { card: card.id }),
  })),
  slots: slots.map(({ module, label, ...rest }) => ({ file: fileOf(module), label: hashed(label), ...rest })),
  otherTokens,
})

/**
 * The check for whoever supports the program, as text: versions, platform, steps, codes, times. Nobody's name, number, PIN or session is in it; the organisation's
 * BIN is, so that support knows where to call.
 */
export function checkReport(
  { steps, diagnosis }: SelfChecked,
  { bin, kind, deskNumber }: Pick<Workplace, 'bin' | 'kind' | 'deskNumber'>,
  surroundings: CheckSurroundings,
): string {
  const { version, platform, at, training } = surroundings
  const report = {
    program: `Tereze ${version}`,
    platform,
    at,
    training,
    workplace: { bin, kind, deskNumber },
    steps: steps.map(stepLine),
    ...(diagnosis === undefined ? {} : { tokens: tokensIn(diagnosis) }),
  }
  return withoutPeople(JSON.stringify(report, undefined, 2), bin)
}
