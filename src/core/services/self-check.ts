import type { Fault } from '#core/base/fault.ts'
import { Abort, type AbortSignalLike } from '#core/base/remote.ts'
import type { LimitKind } from '#core/domain/limits.ts'
import { type CheckFinding, certificateWarningDays, type CheckStep, checkStepIds, type CheckStepId } from '#core/domain/self-check.ts'
import type { TokenDiagnosis } from '#core/domain/token-diagnosis.ts'
import { hindrancesOf } from '#core/domain/token-hindrances.ts'
import { listCertificates } from './choose-certificate.ts'
import type { Desk, Session } from './desk.ts'

type CheckDeps = Pick<
  Desk,
  | 'workplace'
  | 'stores'
  | 'documents'
  | 'token'
  | 'signing'
  | 'gateway'
  | 'authority'
  | 'clock'
  | 'deviceInstant'
  | 'limits'
  | 'scanner'
  | 'printer'
>

/** A step that takes longer has failed, milliseconds. Asking scanners over the network takes the longest. */
const stepLimit = 15_000
/** Between the device's clock and the gateway's, milliseconds: beyond it signing times become doubtful. */
const tolerableSkew = 60_000

const finding = (state: CheckFinding['state'], said: string, data: Record<string, number> = {}): CheckFinding => ({ state, said, data })
const failed = (fault: Fault): CheckFinding => ({ ...finding('bad', 'fault'), fault })

/** What earlier steps learned for later ones, and for the report. */
interface Learned {
  diagnosis?: TokenDiagnosis
  certificate?: Uint8Array
  /** Gateway's clock minus the device's, milliseconds. */
  skew?: number
}
type Step = (deps: CheckDeps, session: Session, learned: Learned, signal: AbortSignalLike) => Promise<CheckFinding>

/** Of what runs out, as it was last measured. */
const limitOf =
  (kinds: readonly LimitKind[], good: (deps: CheckDeps) => CheckFinding | Promise<CheckFinding>): Step =>
  async (deps) => {
    const limit = deps.limits().find(({ kind }) => kinds.includes(kind))
    return limit === undefined ? good(deps) : { ...finding(limit.level === 'stop' ? 'bad' : 'warning', 'limit'), limit }
  }

const tokens: Step = async ({ token }, _session, learned) => {
  const diagnosis = await token.diagnose()
  if (!diagnosis.ok) return failed(diagnosis.error)
  learned.diagnosis = diagnosis.value
  const { modules, readers, slots, otherTokens } = diagnosis.value
  const hindrances = [...hindrancesOf(diagnosis.value)]
  const count = slots.filter(({ state }) => state === 'ready').length + otherTokens
  const data = { modules: modules.filter(({ state }) => state === 'loaded').length, readers: readers.length, tokens: count }
  if (hindrances.length === 0) return finding(count > 0 ? 'good' : 'bad', count > 0 ? 'good' : 'none', data)
  return { ...finding(count > 0 ? 'warning' : 'bad', 'hindered', data), hindrances }
}

const certificates: Step = async (deps, { staff }, learned) => {
  const purpose = deps.workplace.kind === 'centre' ? 'request' : 'result'
  const listed = await listCertificates(deps, { purpose, at: deps.clock.instant(), iin: staff.iin, bins: [deps.workplace.bin] })
  if (!listed.ok) return failed(listed.error)
  const fitting = listed.value.tokens.flatMap((token) => token.certificates).filter(({ fits }) => fits)
  const [first] = fitting.toSorted((one, other) => other.daysLeft - one.daysLeft)
  if (first === undefined) return finding('bad', 'none')
  const found = await deps.token.find(first.certificateId)
  if (found.ok) learned.certificate = found.value.der
  const soon = first.daysLeft <= certificateWarningDays
  return finding(soon ? 'warning' : 'good', soon ? 'soon' : 'good', { count: fitting.length, days: first.daysLeft })
}

const gateway: Step = async (deps, _session, learned) => {
  const asked = Date.parse(deps.deviceInstant())
  const answer = await deps.gateway.health()
  if (!answer.ok) return failed(answer.error)
  const heard = Date.parse(deps.deviceInstant())
  learned.skew = Date.parse(answer.value.time) - (asked + heard) / 2
  return finding('good', 'good')
}

const clock: Step = (_deps, _session, { skew }) => {
  if (skew === undefined) return Promise.resolve(finding('skipped', 'noGateway'))
  const isWrong = Math.abs(skew) > tolerableSkew
  return Promise.resolve(finding(isWrong ? 'bad' : 'good', isWrong ? 'wrong' : 'good', { seconds: Math.round(Math.abs(skew) / 1000) }))
}

const ocsp: Step = async ({ authority }, _session, { certificate }, signal) => {
  if (certificate === undefined) return finding('skipped', 'noCertificate')
  const answer = await authority.ocsp(certificate, signal)
  if (answer.state === 'unknown') return finding('warning', answer.why)
  return finding(answer.state === 'good' ? 'good' : 'bad', answer.state)
}

const list: Step = async ({ authority, clock: time }, _session, { certificate }, signal) => {
  const answer = await authority.list(certificate, signal)
  if (answer === undefined) return finding('warning', 'noAnswer')
  const hours = Math.max(1, Math.ceil((time.now() - Date.parse(answer.issuedAt)) / 3_600_000))
  const isStale = answer.nextAt !== undefined && answer.nextAt < time.instant()
  return finding(isStale ? 'warning' : 'good', isStale ? 'stale' : 'good', { hours })
}

const timestamp: Step = async ({ authority }, _session, _learned, signal) =>
  (await authority.timestamp(signal)) === undefined ? finding('warning', 'noAnswer') : finding('good', 'good')

const queue: Step = limitOf(['oldestItem', 'items'], ({ stores }) => {
  const { ready, running, paused, stuck, rejected } = stores.jobs.counts()
  const needs = stuck + rejected
  return finding(needs > 0 ? 'warning' : 'good', needs > 0 ? 'stuck' : 'good', { waiting: ready + running + paused, stuck: needs })
})

const scanner: Step = async (deps) => {
  if (deps.workplace.kind !== 'centre') return finding('skipped', 'notNeeded')
  const devices = await deps.scanner.listDevices()
  if (!devices.ok) return failed(devices.error)
  const count = devices.value.length
  return finding(count > 0 ? 'good' : 'warning', count > 0 ? 'good' : 'none', { count })
}

const printer: Step = async (deps) => {
  const printers = await deps.printer.listPrinters()
  if (!printers.ok) return failed(printers.error)
  const count = printers.value.length
  return finding(count > 0 ? 'good' : 'warning', count > 0 ? 'good' : 'none', { count })
}

const steps: Readonly<Record<CheckStepId, Step>> = {
  tokens,
  certificates,
  gateway,
  clock,
  ocsp,
  list,
  timestamp,
  disk: limitOf(['disk'], async ({ documents }) => finding('good', 'good', { bytes: await documents.freeBytes() })),
  queue,
  backup: limitOf(['backup'], () => finding('good', 'good')),
  scanner,
  printer,
}

/** The step's finding, or that it took too long or was called off: nothing waits for a device that is silent. */
async function within(
  deps: Pick<Desk, 'clock'>,
  signal: AbortSignalLike,
  run: (signal: AbortSignalLike) => Promise<CheckFinding>,
): Promise<CheckFinding> {
  const abort = new Abort()
  const onAbort = (): void => abort.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  let stopTimer = (): void => {}
  const over = new Promise<CheckFinding>((resolve) => {
    stopTimer = deps.clock.after(stepLimit, () => {
      resolve(finding('bad', 'timeout', { seconds: stepLimit / 1000 }))
      abort.abort()
    })
    abort.addEventListener('abort', () => resolve(finding('skipped', 'cancelled')))
  })
  try {
    return await Promise.race([run(abort), over])
  } finally {
    stopTimer()
    signal.removeEventListener('abort', onAbort)
  }
}

export interface SelfChecked {
  readonly steps: readonly CheckStep[]
  readonly diagnosis?: TokenDiagnosis
}

/** Looks at everything that work needs, one after another, each within its own limit. @param onStep before each step and after it */
export async function checkWorkplace(
  deps: CheckDeps,
  session: Session,
  onStep: (step: CheckStepId | CheckStep) => void,
  signal: AbortSignalLike,
): Promise<SelfChecked> {
  const learned: Learned = {}
  const done: CheckStep[] = []
  for (const id of checkStepIds) {
    if (!signal.aborted) onStep(id)
    const begun = deps.clock.now()
    const found = signal.aborted
      ? finding('skipped', 'cancelled')
      : await within(deps, signal, (own) => steps[id](deps, session, learned, own))
    const step = { id, milliseconds: Math.max(0, Math.round(deps.clock.now() - begun)), ...found }
    done.push(step)
    onStep(step)
  }
  return { steps: done, ...(learned.diagnosis === undefined ? {} : { diagnosis: learned.diagnosis }) }
}
