import type { ChainBreak } from '#core/domain/case-chain.ts'
import type { CaseStage } from '#core/domain/case-state.ts'
import { checkDigitOf } from '#core/domain/iin.ts'
import { besideTheOutbox, type JobKind, type JobState } from '#core/domain/job.ts'

/** What the page was told, and so a person may hold on paper. */
export interface Told {
  readonly caseId: string
  /** The page heard that it is signed. */
  readonly signed: boolean
  /** Numbers under which receipts were given out, provisional and official. */
  readonly numbers: readonly string[]
}

/** A case as the desk's disk holds it. */
export interface DeskCase {
  readonly caseId: string
  readonly stage: CaseStage
  readonly number?: string | undefined
  readonly provisionalNumber?: string | undefined
  /** SHA-256 of the signature as the desk stored it; undefined where the store has it no more. */
  readonly cms?: string | undefined
  /** How often each of these happened by its log. */
  readonly signed: number
  readonly registered: number
  readonly chainBreak?: ChainBreak | undefined
  readonly jobs: readonly { readonly kind: JobKind; readonly state: JobState }[]
}

/** A case as the gateway's disk holds it. */
export interface GatewayCase {
  readonly caseId: string
  readonly number: string
  /** SHA-256 of the signature as the gateway holds it. */
  readonly cms: string
  /** Of its documents, those that are not there or are not what their hash says. */
  readonly badDocuments: readonly string[]
  /** How often the provider was told of it. */
  readonly arrivals: number
}

export interface Evidence {
  readonly told: readonly Told[]
  readonly desk: readonly DeskCase[]
  readonly gateway: readonly GatewayCase[]
  /** Where the desk's search leads with each number that was given out. */
  readonly leads: ReadonlyMap<string, string | undefined>
}

export const defectKinds = [
  'lostAtDesk',
  'signatureForgotten',
  'notSent',
  'sentTwice',
  'neverSigned',
  'bytesDiffer',
  'documentDiffers',
  'notArrivedOnce',
  'signedNotOnce',
  'registeredNotOnce',
  'numberDiffers',
  'numberInvalid',
  'numberTwice',
  'numberLeadsElsewhere',
  'jobNotDone',
  'chainBroken',
] as const
export type DefectKind = (typeof defectKinds)[number]

export interface Defect {
  readonly kind: DefectKind
  readonly caseId: string
  readonly detail: string
}

/** Two digits of the year, three of the centre, six of the sequence, a check digit by the rule of IIN and BIN. */
const isOfficialNumber = (number: string): boolean => /^\d{12}$/.test(number) && checkDigitOf(number.slice(0, 11)) === Number(number[11])

/** Every number that a case bears anywhere. */
const numbersHeld = (desk: readonly DeskCase[], gateway: readonly GatewayCase[]) =>
  [
    ...desk.flatMap(({ caseId, number, provisionalNumber }) => [
      { caseId, number },
      { caseId, number: provisionalNumber },
    ]),
    ...gateway,
  ].flatMap(({ caseId, number }) => (number === undefined ? [] : [{ caseId, number }]))

/**
 * What is wrong after a run at whose end everything was to be sent. A draft that the page never heard of is nothing: no paper was given for it.
 * @returns nothing where every signed case is at the gateway exactly once, byte for byte, under the numbers that were given out
 */
export function judge({ told, desk, gateway, leads }: Evidence): readonly Defect[] {
  const defects: Defect[] = []
  const found = (kind: DefectKind, caseId: string, detail: unknown = ''): void =>
    void defects.push({ kind, caseId, detail: String(detail) })
  const atDesk = new Map(desk.map((one) => [one.caseId, one]))
  const atGateway = Map.groupBy(gateway, ({ caseId }) => caseId)

  for (const { caseId, signed, numbers } of told) {
    const here = atDesk.get(caseId)
    if (here === undefined) found('lostAtDesk', caseId)
    else if (signed && here.signed === 0) found('signatureForgotten', caseId, here.stage)
    for (const number of numbers) {
      if (leads.get(number) !== caseId) found('numberLeadsElsewhere', caseId, `${number} → ${leads.get(number) ?? 'nowhere'}`)
      if (here !== undefined && ![here.number, here.provisionalNumber].includes(number)) found('numberDiffers', caseId, number)
    }
  }

  for (const here of desk) {
    const { caseId, chainBreak, signed, registered, jobs } = here
    if (chainBreak !== undefined) found('chainBroken', caseId, `${chainBreak.problem} at ${chainBreak.seq}`)
    if (signed === 0) continue
    if (signed !== 1) found('signedNotOnce', caseId, signed)
    if (registered !== 1) found('registeredNotOnce', caseId, registered)
    const sending = jobs.filter(({ kind }) => kind === 'submitRequest')
    if (sending.length !== 1 || jobs.some(({ kind, state }) => state !== 'done' && kind !== besideTheOutbox))
      found('jobNotDone', caseId, jobs.map(({ kind, state }) => `${kind} ${state}`).join(', ') || 'no job')
    const there = atGateway.get(caseId) ?? []
    if (there.length === 0) found('notSent', caseId, here.stage)
    if (there.length > 1) found('sentTwice', caseId, there.length)
    for (const one of there) {
      if (one.cms !== here.cms) found('bytesDiffer', caseId)
      if (one.number !== here.number) found('numberDiffers', caseId, `${here.number ?? 'none'} here, ${one.number} there`)
    }
  }

  for (const { caseId, number, badDocuments, arrivals } of gateway) {
    if ((atDesk.get(caseId)?.signed ?? 0) === 0) found('neverSigned', caseId, number)
    if (!isOfficialNumber(number)) found('numberInvalid', caseId, number)
    if (arrivals !== 1) found('notArrivedOnce', caseId, arrivals)
    for (const document of badDocuments) found('documentDiffers', caseId, document)
  }
  for (const [number, holders] of Map.groupBy(numbersHeld(desk, gateway), (held) => held.number)) {
    const [first, ...others] = new Set(holders.map(({ caseId }) => caseId))
    if (others.length > 0) found('numberTwice', first ?? '', `${number}, also ${others.join(', ')}`)
  }
  return defects
}
