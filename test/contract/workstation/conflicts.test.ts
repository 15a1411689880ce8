import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TypedDraft } from '#core/contract/operations.ts'
import type { CaseView } from '#core/contract/views.ts'
import { choicesFor } from '#core/domain/conflict.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { besideTheOutbox } from '#core/domain/job.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import { wellKnownAuthorityNumbers, wellKnownPeople } from '#gateway/population/well-known.ts'
import { makeJpeg, makePdf } from '#test/builders/papers.ts'
import { faultOf } from '#test/harness/fault-sentences.ts'
import { requestsAtGateway } from '#test/harness/gateway-records.ts'
import { startGateway, type StartedGateway } from '#test/harness/gateway.ts'
import { caseUntil, logIn, must, pins, serviceId, sign } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const { woman, deceased, representativeRevoked, representativeValid } = wellKnownPeople
/** For what a loaded machine may need, milliseconds. */
const patience = 60_000

const declared = <Register extends string>(register: Register) => ({
  outcome: 'declared' as const,
  register,
  declaredAt: new Date().toISOString(),
  why: 'unavailable' as const,
})
const draftOf = (person: RegisteredPerson, over: Partial<TypedDraft> = {}, surname = person.name.surname): TypedDraft => ({
  applicantKind: 'person',
  applicant: {
    iin: person.iin,
    surname,
    givenName: person.name.givenName,
    patronymic: person.name.patronymic ?? '',
    birthDate: person.birthDate,
    sex: person.sex,
    address: 'Өскемен қ., Абай к-сі, 1-үй',
    phone: '+77011234567',
    email: '',
    evidence: declared('ЖТ МДҚ'),
  },
  answers: { address: 'Өскемен қ., Абай к-сі, 1-үй', presentedTo: { kk: 'мектепке', ru: 'в школу' }, handOutWay: 'inPerson' },
  language: 'kk',
  step: 'review',
  ...over,
})
const actingFor = ({ iin, name }: RegisteredPerson, authorityNumber: string): TypedDraft['representative'] => ({
  iin,
  surname: name.surname,
  givenName: name.givenName,
  patronymic: name.patronymic ?? '',
  phone: '',
  notarised: true,
  authorityNumber,
  notary: 'Нотариус Сейітова Г.Қ.',
  issuedAt: '2026-09-01',
  expiresAt: '2028-09-01',
  evidence: declared('БНАЖ'),
})

describe('data declared while the gateway was away', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let data: string
  const taken = {} as Record<'agreeing' | 'taken' | 'kept' | 'dead' | 'revoked' | 'calledOff', CaseId>
  const numbers = new Map<CaseId, string | undefined>()

  const signNow = async (caseId: CaseId): Promise<void> => {
    const { bridge } = workstation
    const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
    const signed = await sign(bridge, preparationId, 'request', pins.operator1)
    if (!signed.ok) throw new Error(JSON.stringify(signed.error))
  }
  /** Typed, scanned, signed. */
  const receive = async (draft: TypedDraft): Promise<CaseId> => {
    const { bridge } = workstation
    const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
    await must(bridge, 'intake/saveDraft', { caseId, draft })
    const slots = ['application', 'identity', ...(draft.representative === undefined ? [] : ['authority'])]
    for (const slotId of slots) {
      const bytes = slotId === 'identity' ? await makeJpeg({ text: 'Жеке куәлік' }) : await makePdf({ pages: 1 })
      await must(bridge, 'documents/importFile', { caseId, slotId, bytes })
      await must(bridge, 'documents/setOriginalSeen', { caseId, slotId, seen: true })
    }
    await signNow(caseId)
    return caseId
  }
  const until = (caseId: CaseId, isWanted: (view: CaseView) => boolean) => caseUntil(workstation.bridge, caseId, isWanted, patience)
  const registeredTimes = (caseId: CaseId): number =>
    requestsAtGateway(gateway.dataFolder).filter((request) => request.caseId === caseId).length
  const expectRegisteredOnce = async (caseId: CaseId): Promise<CaseView> => {
    const view = await until(caseId, ({ stage }) => stage === 'registered')
    expect([registeredTimes(caseId), view.unbroken, view.provisionalNumber]).toEqual([1, true, numbers.get(caseId)])
    return view
  }
  const conflictOf = async (caseId: CaseId): Promise<CaseView> => {
    const view = await until(caseId, ({ conflict, jobs }) => conflict !== undefined && jobs.some(({ state }) => state === 'stuck'))
    expect([view.stage, registeredTimes(caseId), view.unbroken]).toEqual(['queued', 0, true])
    return view
  }
  const kindsOf = ({ timeline }: CaseView) => timeline.map(({ event }) => event.kind).filter((kind) => kind !== 'viewed')

  beforeAll(async () => {
    data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    workstation = await startWorkstation({ dataFolder: data, keepData: true, environment: { TEREZE_GATEWAY: gateway.url } })
    await logIn(workstation.bridge, 'operator1')
    const { port } = new URL(gateway.url)
    await gateway.kill()
    taken.agreeing = await receive(draftOf(woman))
    taken.taken = await receive(draftOf(woman, {}, 'Ахметқызы'))
    taken.kept = await receive(draftOf(woman, {}, 'Ахметова-Ким'))
    taken.dead = await receive(draftOf(deceased))
    taken.revoked = await receive(draftOf(woman, { representative: actingFor(representativeRevoked, wellKnownAuthorityNumbers.revoked) }))
    taken.calledOff = await receive(draftOf(woman, {}, 'Ахметқызы'))
    for (const caseId of Object.values(taken)) {
      const view = await must(workstation.bridge, 'case/get', { caseId, screen: 'case' })
      expect(view.jobs.map(({ kind }) => kind).toSorted()).toEqual(['checkDeclared', 'submitRequest'])
      numbers.set(caseId, view.provisionalNumber)
    }
    const { jobs } = await must(workstation.bridge, 'case/get', { caseId: taken.calledOff, screen: 'case' })
    const check = jobs.find(({ kind }) => kind === 'checkDeclared')
    if (check === undefined) throw new Error('Nothing is checked')
    await must(workstation.bridge, 'outbox/cancel', { jobId: check.id, reason: 'Алушы бас тартты' })
    gateway = await startGateway({ dataFolder: join(data, 'gateway'), port: Number(port) })
  }, 180_000)
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
    rmSync(data, { recursive: true, force: true })
  })

  it('is not sent unchecked: who calls the check off, calls the request off', async () => {
    const view = await until(
      taken.calledOff,
      ({ stage, jobs }) => stage === 'cancelled' && jobs.every(({ state }) => state === 'cancelled'),
    )
    expect([view.unbroken, registeredTimes(taken.calledOff)]).toEqual([true, 0])
  })

  it('goes on by itself where the register agrees', async () => {
    const view = await expectRegisteredOnce(taken.agreeing)
    expect(kindsOf(view)).toEqual(['opened', 'requestSigned', 'declaredChecked', 'registered'])
    expect(view.declaredCheck).toMatchObject({ findings: [{ subject: 'applicant', problems: [] }], unanswered: [] })
  })

  it('another surname: both versions are shown; the register’s is taken, signed anew and registered once', async () => {
    const caseId = taken.taken
    const { conflict, stage } = await conflictOf(caseId)
    expect(conflict?.findings[0]?.fields[0]).toEqual({
      name: 'surname',
      declared: 'Ахметқызы',
      registered: woman.name.surname,
      verdict: 'differs',
    })
    expect(conflict && choicesFor(conflict, stage)).toEqual(['takeRegister', 'correct', 'keep', 'cancel'])
    await must(workstation.bridge, 'case/decideConflict', { caseId, choice: 'takeRegister', remark: '' })
    const { draft } = await must(workstation.bridge, 'intake/get', { caseId })
    expect(draft.applicant).toMatchObject({
      surname: woman.name.surname,
      address: 'Өскемен қ., Абай к-сі, 1-үй',
      evidence: { outcome: 'confirmed', register: 'ЖТ МДҚ', reference: expect.any(String) },
    })
    await signNow(caseId)
    const view = await expectRegisteredOnce(caseId)
    expect([view.request?.applicant.name.surname, kindsOf(view)]).toEqual([
      woman.name.surname,
      ['opened', 'requestSigned', 'conflictFound', 'conflictDecided', 'requestSigned', 'registered'],
    ])
  })

  it('another surname, kept: sent as declared, with who decided and why in the log', async () => {
    const caseId = taken.kept
    await conflictOf(caseId)
    const { bridge } = workstation
    const unsaid = await faultOf(await bridge.api['case/decideConflict']({ caseId, choice: 'keep', remark: ' ' }))
    expect(unsaid).toMatchObject({ tag: 'conflict/remarkMissing' })
    await must(bridge, 'case/decideConflict', { caseId, choice: 'keep', remark: 'Жаңа куәлігі көрілді' })
    const view = await expectRegisteredOnce(caseId)
    const decision = view.timeline.find(({ event }) => event.kind === 'conflictDecided')
    expect([view.request?.applicant.name.surname, decision?.author.role, decision?.event]).toEqual([
      'Ахметова-Ким',
      'operator',
      { kind: 'conflictDecided', choice: 'keep', remark: 'Жаңа куәлігі көрілді' },
    ])
    expect(await faultOf(await bridge.api['case/decideConflict']({ caseId, choice: 'keep', remark: 'Тағы' }))).toMatchObject({
      tag: 'conflict/gone',
    })
  })

  it('the applicant is dead: it cannot be sent as it is; cancelled, nothing ever reaches the gateway', async () => {
    const caseId = taken.dead
    const { conflict, stage } = await conflictOf(caseId)
    expect([conflict?.findings[0]?.problems, conflict && choicesFor(conflict, stage)]).toEqual([['deceased'], ['correct', 'cancel']])
    await must(workstation.bridge, 'case/decideConflict', { caseId, choice: 'cancel', remark: 'Алушы қайтыс болған' })
    const view = await until(caseId, (one) => one.stage === 'cancelled')
    expect([view.unbroken, view.jobs.map(({ state }) => state), registeredTimes(caseId)]).toEqual([true, ['cancelled', 'cancelled'], 0])
  })

  it('the power of attorney was revoked: corrected with another representative and registered once', async () => {
    const { bridge } = workstation
    const caseId = taken.revoked
    const { conflict, stage } = await conflictOf(caseId)
    const authority = conflict?.findings.find(({ subject }) => subject === 'authority')
    expect([authority?.problems, conflict && choicesFor(conflict, stage)]).toEqual([['revoked'], ['correct', 'keep', 'cancel']])
    await must(bridge, 'case/decideConflict', { caseId, choice: 'correct', remark: '' })
    const back = await must(bridge, 'intake/get', { caseId })
    expect([back.draft.applicant.evidence?.outcome, back.draft.representative?.evidence]).toEqual(['confirmed', undefined])

    const asked = { caseId, number: wellKnownAuthorityNumbers.valid, principal: woman.iin, representative: representativeValid.iin }
    const { authority: known, evidence, problems } = await must(bridge, 'intake/askAuthority', asked)
    expect(problems).toEqual([])
    const representative = actingFor(representativeValid, known.number)
    if (representative === undefined) throw new Error('Nobody acts')
    const { slots: _slots, ...typed } = back.draft
    const { notary, issuedAt, expiresAt } = known
    await must(bridge, 'intake/saveDraft', {
      caseId,
      draft: { ...typed, representative: { ...representative, notary, issuedAt, expiresAt, evidence } },
    })
    await signNow(caseId)
    const view = await expectRegisteredOnce(caseId)
    expect(view.request?.representative?.iin).toBe(representativeValid.iin)
  })

  it('registers that stay silent while the gateway answers hold nothing up; the conflict found later is noted', async () => {
    const { bridge } = workstation
    await gateway.misbehave({ registersDown: true })
    const caseId = await receive(draftOf(woman, {}, 'Ахметқызы'))
    numbers.set(caseId, (await must(bridge, 'case/get', { caseId, screen: 'case' })).provisionalNumber)
    const sent = await expectRegisteredOnce(caseId)
    expect([kindsOf(sent), sent.declaredCheck?.unanswered]).toEqual([
      ['opened', 'requestSigned', 'declaredChecked', 'registered'],
      ['applicant'],
    ])
    await until(caseId, ({ jobs }) =>
      jobs.some(({ kind, lastFault }) => kind === 'recheckDeclared' && lastFault?.tag === 'conflict/registersSilent'),
    )
    await gateway.misbehave({})
    const late = await until(caseId, ({ conflict, jobs }) => conflict !== undefined && jobs.some(({ state }) => state === 'stuck'))
    expect([late.conflict?.source, late.conflict && choicesFor(late.conflict, late.stage)]).toEqual(['recheck', ['keep']])
    await must(bridge, 'case/decideConflict', { caseId, choice: 'keep', remark: 'Қызмет көрсетушіге хабарланды' })
    const noted = await until(caseId, ({ conflict }) => conflict === undefined)
    const outbox = noted.jobs.filter(({ kind }) => kind !== besideTheOutbox)
    expect([noted.unbroken, outbox.map(({ state }) => state), registeredTimes(caseId)]).toEqual([true, ['done', 'done', 'done'], 1])
  })
})
