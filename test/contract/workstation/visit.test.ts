import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseId, ServiceId } from '#core/domain/ids.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { CabinetAnswer } from '#core/wire/messages.ts'
import { softhsm } from '#test/fixtures/softhsm-tokens.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { applicant, caseUntil, logIn, must, serviceId, sign, submit, typeApplicant } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { arriveAtProvider, decide, type Ground, sendByPortal } from '#test/harness/service-walk.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

const read = (id: string): ServiceDefinition =>
  ServiceDefinition.parse(JSON.parse(readFileSync(join(import.meta.dirname, `../../../resources/services/${id}.json`), 'utf8')))
const unemployed = read(serviceId)

describe.skipIf(softhsm === undefined)('around the request: visits, corrections, extensions', () => {
  let workstation: TestWorkstation
  let gateway: StartedGateway
  let ground: Ground

  beforeAll(async () => {
    const data = await preparedData()
    gateway = await startGateway({ dataFolder: join(data, 'gateway') })
    workstation = await startWorkstation({ dataFolder: data, environment: { TEREZE_GATEWAY: gateway.url } })
    ground = { bridge: workstation.bridge, gatewayUrl: gateway.url, staff: gateway.staff }
  })
  afterAll(async () => {
    await workstation.stop()
    await gateway.kill()
  })

  it('several services in one visit: the applicant is typed once, the visit lists its cases', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const first = await submit(bridge)
    const { caseId: second } = await must(bridge, 'intake/open', {
      serviceId: 'housing-queue' as ServiceId,
      language: 'kk',
      applicantOf: first,
    })
    const { caseId: third } = await must(bridge, 'intake/open', {
      serviceId: 'kindergarten-queue' as ServiceId,
      language: 'ru',
      applicantOf: second,
    })
    const { draft } = await must(bridge, 'intake/get', { caseId: third })
    expect(draft.applicant).toMatchObject({ iin: applicant.iin, surname: applicant.name.surname, phone: '+77011234567' })
    expect(draft.applicant.evidence).toMatchObject({ outcome: 'confirmed' })
    expect(draft.answers).toEqual({})
    const { lines } = await must(bridge, 'intake/visit', { caseId: third })
    expect(lines.map(({ caseId }) => caseId)).toEqual([first, second, third])
  })

  it('one representative, several principals: only the representative is taken over, the paper is asked anew', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
    const draft = await typeApplicant(bridge, caseId)
    await must(bridge, 'intake/saveDraft', {
      caseId,
      draft: {
        ...draft,
        representative: {
          iin: '790214330117',
          surname: 'Сейітов',
          givenName: 'Нұрлан',
          patronymic: '',
          phone: '+77017654321',
          notarised: true,
          authorityNumber: '2026-000101',
          notary: 'Нотариус',
          issuedAt: '2026-01-10',
          expiresAt: '2027-01-10',
        },
      },
    })
    const { caseId: next } = await must(bridge, 'intake/open', { serviceId, language: 'kk', representativeOf: caseId })
    const { draft: taken } = await must(bridge, 'intake/get', { caseId: next })
    expect(taken.applicant).toMatchObject({ iin: '', surname: '' })
    expect(taken.representative).toMatchObject({ iin: '790214330117', surname: 'Сейітов', authorityNumber: '', notarised: true })
  })

  describe('after a refusal', () => {
    let refused: CaseId
    let corrected: CaseId
    const decision: Decision = {
      outcome: 'refusal',
      groundIds: ['incompleteDocuments'],
      explanation: { kk: 'Жеке куәлік оқылмайды.', ru: 'Удостоверение не читается.' },
      wrongFields: ['slots.identity', 'answers.presentedTo'],
    }

    it('the same is asked again with everything taken over, and what was wrong is named', async () => {
      const { bridge } = workstation
      await logIn(bridge, 'operator1')
      refused = await submit(bridge)
      await arriveAtProvider(ground, unemployed, refused)
      await decide(ground, unemployed, refused, decision)
      await logIn(bridge, 'operator1')
      const { result, number } = await caseUntil(bridge, refused, (view) => view.result !== undefined)
      ;({ caseId: corrected } = await must(bridge, 'intake/correct', { caseId: refused }))
      const { draft } = await must(bridge, 'intake/get', { caseId: corrected })
      expect(draft).toMatchObject({
        applicant: { iin: applicant.iin, phone: '+77011234567' },
        answers: { presentedTo: { kk: 'мектепке', ru: 'в школу' } },
        correction: {
          caseId: refused,
          number,
          wrongFields: ['slots.identity', 'answers.presentedTo'],
          explanation: decision.explanation,
          grounds: result?.grounds.map(({ text }) => text),
        },
      })
      expect(draft.slots.map(({ slotId, pages }) => [slotId, pages.length])).toEqual([
        ['application', 2],
        ['identity', 1],
      ])
    })

    it('signed again, the request says which one it puts right', async () => {
      const { bridge } = workstation
      await logIn(bridge, 'operator1')
      expect(await bridge.api['signing/prepareRequest']({ caseId: corrected })).toMatchObject({
        ok: false,
        error: { fields: ['slots.identity'] },
      })
      await must(bridge, 'documents/setOriginalSeen', { caseId: corrected, slotId: 'identity', seen: true })
      const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId: corrected })
      expect(await sign(bridge, preparationId, 'request', '1101')).toMatchObject({ ok: true })
      const view = await caseUntil(bridge, corrected, ({ stage }) => stage === 'registered')
      expect(view.request?.corrects).toBe(refused)
    })

    it('a third request of the same person is offered the earlier answers, newest first', async () => {
      const { bridge } = workstation
      const { caseId } = await must(bridge, 'intake/open', { serviceId, language: 'kk' })
      await must(bridge, 'intake/saveDraft', { caseId, draft: { ...(await typeApplicant(bridge, caseId)), answers: {} } })
      const { offers } = await must(bridge, 'intake/earlierAnswers', { caseId })
      expect(offers.slice(0, 2).map((offer) => offer.caseId)).toEqual([corrected, refused])
      expect(offers[0]?.answers).toMatchObject({ presentedTo: { kk: 'мектепке', ru: 'в школу' } })
    })
  })

  it('an extended term reaches the centre with its reason', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const caseId = await submit(bridge)
    const { deadline } = await caseUntil(bridge, caseId, ({ stage }) => stage === 'registered')
    await arriveAtProvider(ground, unemployed, caseId)
    const reason = { kk: 'Мұрағаттан жауап күтілуде.', ru: 'Ожидается ответ архива.' }
    expect(await bridge.api['provider/extend']({ caseId, days: 100, reason })).toMatchObject({
      ok: false,
      error: { tag: 'provider/extensionTooLong', maxDays: unemployed.term.extension?.maxDays },
    })
    await must(bridge, 'provider/extend', { caseId, days: 2, reason })
    const atProvider = await caseUntil(bridge, caseId, ({ extension }) => extension !== undefined)
    await logIn(bridge, 'operator1')
    const atCentre = await caseUntil(bridge, caseId, ({ extension }) => extension !== undefined)
    expect(atCentre).toMatchObject({ extension: { reason, from: deadline }, deadline: atProvider.deadline })
    expect((atCentre.deadline?.dueOn ?? '') > (deadline?.dueOn ?? '')).toBe(true)
  })

  it('an extended term of a portal request is told in the cabinet', async () => {
    const caseId = await sendByPortal(ground, unemployed)
    const { request } = await arriveAtProvider(ground, unemployed, caseId)
    const reason = { kk: 'Деректер нақтылануда.', ru: 'Данные уточняются.' }
    await must(workstation.bridge, 'provider/extend', { caseId, days: 1, reason })
    await caseUntil(workstation.bridge, caseId, (view) => view.jobs.every(({ state }) => state === 'done'))
    const cabinet = CabinetAnswer.parse(await (await fetch(`${gateway.url}/portal/cabinet/${request.applicant.iin}`)).json())
    const notice = cabinet.notices.find((each) => each.caseId === caseId && each.kind === 'extended')
    expect([notice?.text.kk, notice?.text.ru]).toEqual([expect.stringContaining(reason.kk), expect.stringContaining(reason.ru)])
  })
})
