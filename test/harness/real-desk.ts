import { randomUUID } from 'node:crypto'
import { createNcalayer } from '#adapters/ncalayer/create-ncalayer.ts'
import { createNetwork } from '#adapters/network/network.ts'
import type { ServedDesk } from '#api/context.ts'
import { openMachine } from '#app/machine.ts'
import { openDesk, type RunningDesk } from '#app/open-desk.ts'
import { syncOfficial } from '#app/sync-official.ts'
import { silentLogger } from '#core/base/logger.ts'
import { Abort } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'
import type { CaseId, ServiceId } from '#core/domain/ids.ts'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import type { Ncalayer } from '#core/ports/ncalayer.ts'
import type { Token } from '#core/ports/token.ts'
import type { StaffMember } from '#core/domain/staff.ts'
import { actorOf, type Session } from '#core/services/desk.ts'
import { importFile, setOriginalSeen } from '#core/services/gather-pages.ts'
import { saveTyped } from '#core/services/keep-draft.ts'
import { openCase } from '#core/services/open-case.ts'
import { prepareRequest } from '#core/services/prepare-request.ts'
import { signPrepared } from '#core/services/sign-prepared.ts'
import type { WorkplaceEnrolment } from '#core/wire/messages.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import type { StartedGateway } from './gateway.ts'
import { createSoftwareToken, issueSoftwareKey, type SoftwareKey } from './software-token.ts'

/** What a process needs to work at a centre's desk; JSON. */
export interface DeskPapers {
  readonly enrolment: WorkplaceEnrolment
  readonly staff: StaffMember
  readonly key: SoftwareKey
}

export const realDeskKey = new Uint8Array(32).fill(5)

export async function papersOf(gateway: StartedGateway): Promise<DeskPapers> {
  const member = gateway.staff.find(({ login }) => login === 'operator1')
  if (member === undefined) throw new Error('Nobody is called operator1')
  const { password: _password, pin: _pin, ...staff } = member
  return { enrolment: gateway.centre, staff, key: await issueSoftwareKey(gateway.url, staff.staffId) }
}

export interface RealDesk {
  readonly desk: ServedDesk
  readonly running: RunningDesk
  readonly session: Session
}

/**
 * A centre's desk as the core composes it: real database, documents, gateway client and queue. Only the devices are missing, and the token is a
 * key in memory unless another one is given.
 */
export function openRealDesk(
  papers: DeskPapers,
  dataFolder: string,
  onOutboxChanged = () => {},
  { token = createSoftwareToken(papers.key), ncalayer = createNcalayer() }: { readonly token?: Token; readonly ncalayer?: Ncalayer } = {},
): RealDesk {
  const logger = silentLogger
  const opened = openDesk({
    enrolment: papers.enrolment,
    dataFolder,
    masterKey: realDeskKey,
    training: true,
    machine: openMachine({ scanner: { kind: 'folder', folder: dataFolder }, printer: { kind: 'pdf', folder: dataFolder } }, logger),
    token,
    ncalayer,
    dispatcher: createNetwork({ logger }).dispatcher,
    logger,
    notices: () => ({
      caseChanged: () => {},
      slotsChanged: () => {},
      outboxChanged: onOutboxChanged,
      carrierProgress: () => {},
      batchProgress: () => {},
      checkProgress: () => {},
    }),
  })
  if (!opened.ok) throw new Error(opened.error.tag)
  const { desk } = opened.value
  return { desk, running: opened.value, session: { staff: papers.staff, since: new Date().toISOString(), offline: true } }
}

/** Makes the desk's data with the gateway's catalogue in it, so that it can work without the gateway. */
export async function prepareRealDesk(papers: DeskPapers, dataFolder: string): Promise<void> {
  const { desk, running } = openRealDesk(papers, dataFolder)
  if (!(await syncOfficial(desk))) throw new Error('No catalogue')
  await running.stop()
}

/** The steps of one submission, in order; each is acknowledged by its answer. */
export interface Submission {
  caseId: CaseId | undefined
  preparationId: string | undefined
}
export type SubmissionStep = (real: RealDesk, submission: Submission) => Promise<Result<unknown, { readonly tag: string }>>

const { woman } = wellKnownPeople

const typed = () => {
  const { slots: _slots, ...draft } = emptyDraft('kk')
  const answeredAt = new Date().toISOString()
  return {
    ...draft,
    applicant: {
      ...draft.applicant,
      iin: woman.iin,
      surname: woman.name.surname,
      givenName: woman.name.givenName,
      patronymic: woman.name.patronymic ?? '',
      birthDate: woman.birthDate,
      sex: woman.sex,
      address: 'Өскемен, Қазақстан көшесі, 59',
      phone: '+77011234567',
      evidence: { outcome: 'confirmed' as const, register: 'ЖТ МДҚ' as const, answeredAt, reference: 'r-1' },
    },
    answers: { address: 'Өскемен', presentedTo: { kk: 'мектепке', ru: 'в школу' }, handOutWay: 'inPerson' },
  }
}

const caseOf = ({ caseId }: Submission): CaseId => {
  if (caseId === undefined) throw new Error('The case is not open')
  return caseId
}

/** @param papers what is brought along for `application` and `identity`, PDF or image; another one each time, or it is on the disk already */
export const submissionSteps = (papers: readonly [Uint8Array, Uint8Array]): Readonly<Record<string, SubmissionStep>> => ({
  open: async ({ desk, session }, submission) => {
    const opened = openCase(desk, actorOf(desk, session), { serviceId: 'unemployed-cert' as ServiceId, language: 'kk' })
    if (opened.ok) submission.caseId = opened.value.caseId
    return opened
  },
  type: async ({ desk }, submission) => saveTyped(desk, caseOf(submission), typed()),
  application: ({ desk }, submission) => importFile(desk, { caseId: caseOf(submission), slotId: 'application' }, papers[0]),
  identity: ({ desk }, submission) => importFile(desk, { caseId: caseOf(submission), slotId: 'identity' }, papers[1]),
  applicationSeen: async ({ desk }, submission) => setOriginalSeen(desk, { caseId: caseOf(submission), slotId: 'application' }, true),
  identitySeen: async ({ desk }, submission) => setOriginalSeen(desk, { caseId: caseOf(submission), slotId: 'identity' }, true),
  prepare: async ({ desk, session }, submission) => {
    const prepared = await prepareRequest(desk, session, caseOf(submission))
    if (prepared.ok) submission.preparationId = prepared.value.preparationId
    return prepared
  },
  sign: async ({ desk, session }, { preparationId = '' }) => {
    const listed = await desk.token.list()
    const certificateId = (listed.ok ? listed.value[0]?.certificates[0]?.certificateId : undefined) ?? ''
    return signPrepared(desk, session, actorOf(desk, session), { preparationId, certificateId, ticket: randomUUID() }, new Abort())
  },
})
