import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applicant, caseUntil, fillIntake, logIn, must, pins, sign, submit } from '#test/harness/journey.ts'
import { startWorkstation, type TestWorkstation } from '#test/harness/workstation.ts'

describe('the journey of one request, through the built program', () => {
  let workstation: TestWorkstation
  beforeAll(async () => {
    workstation = await startWorkstation()
  }, 90_000)
  afterAll(() => workstation.stop())

  it('goes from login to the result in the applicant’s hand and the survey', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator1')
    const caseId = await submit(bridge)
    const registered = await caseUntil(bridge, caseId, (view) => view.stage === 'registered')
    expect(registered).toMatchObject({
      side: 'centre',
      number: expect.stringMatching(/^\d{12}$/),
      unbroken: true,
      requestReport: { accepted: true, level: 'CAdES-B-B' },
    })
    const { pdf, copy } = await must(bridge, 'receipt/issue', { caseId, layout: 'a5', way: 'print' })
    expect({ copy, isPdf: Buffer.from(pdf.slice(0, 5)).toString() }).toEqual({ copy: 1, isPdf: '%PDF-' })

    await logIn(bridge, 'executor1')
    const arrived = await caseUntil(bridge, caseId, (view) => view.side === 'provider')
    expect(arrived).toMatchObject({ stage: 'registered', number: registered.number, requestReport: { accepted: true } })
    const [document] = arrived.request?.documents ?? []
    if (document === undefined) throw new Error('No documents')
    expect((await must(bridge, 'documents/content', { caseId, hash: document.sha256 })).type).toBe('application/pdf')
    await must(bridge, 'provider/accept', { caseId })
    const decision = {
      outcome: 'positive' as const,
      form: 'certificate',
      fields: { registeredInfo: { kk: '2026 жылғы 10 қарашадан бастап', ru: 'с 10 ноября 2026 года' } },
    }
    await must(bridge, 'provider/saveDecision', { caseId, decision })
    await must(bridge, 'provider/previewResult', { caseId, decision })
    const prepared = await must(bridge, 'signing/prepareResult', { caseId, decision })
    expect(await sign(bridge, prepared.preparationId, 'result', pins.executor1)).toMatchObject({ ok: true })
    await caseUntil(bridge, caseId, (view) => view.resultDelivered)

    await logIn(bridge, 'operator1')
    const completed = await caseUntil(bridge, caseId, (view) => view.result !== undefined)
    expect(completed).toMatchObject({
      stage: 'completed',
      outcome: 'positive',
      resultReport: { accepted: true },
      result: { fields: { applicantFullName: 'Ахметова Айгүл Серікқызы' } },
    })
    expect(await must(bridge, 'case/byNumber', { number: registered.number ?? '' })).toEqual({ caseId })
    await must(bridge, 'handOut/complete', {
      caseId,
      to: 'applicant',
      identityDocument: { kind: 'idCard', number: applicant.identityDocument.number },
      receiptShown: true,
      way: 'save',
    })
    await must(bridge, 'handOut/survey', { caseId, process: 3, information: 3 })
    const ended = await caseUntil(bridge, caseId, ({ surveyed, requestReport }) => surveyed && requestReport?.level === 'CAdES-B-LT')
    // Sent as it was signed; that it was made to last comes when it comes.
    expect(await must(bridge, 'verification/ofCase', { caseId, paper: 'request' })).toMatchObject({
      verdict: 'accepted',
      signers: [{ level: 'CAdES-B-LT', timeStamp: ended.requestReport?.timeStamp }],
    })
    expect({
      stage: ended.stage,
      unbroken: ended.unbroken,
      kinds: ended.timeline.map((action) => action.event.kind).filter((kind) => kind !== 'viewed' && kind !== 'signatureExtended'),
    }).toEqual({
      stage: 'handedOut',
      unbroken: true,
      kinds: [
        'opened',
        'registerAsked',
        'requestSigned',
        'registered',
        'receiptIssued',
        'statusReceived',
        'statusReceived',
        'resultReceived',
        'handedOut',
        'surveyAnswered',
      ],
    })
  }, 60_000)

  it('sends a reasoned refusal back', async () => {
    const { bridge } = workstation
    await logIn(bridge, 'operator2')
    const caseId = await fillIntake(bridge)
    const request = await must(bridge, 'signing/prepareRequest', { caseId })
    expect(await sign(bridge, request.preparationId, 'request', pins.operator2)).toMatchObject({ ok: true })
    await caseUntil(bridge, caseId, (view) => view.stage === 'registered')
    await logIn(bridge, 'head')
    await caseUntil(bridge, caseId, (view) => view.side === 'provider')
    await must(bridge, 'provider/accept', { caseId })
    const decision = {
      outcome: 'refusal' as const,
      groundIds: ['notRegistered'],
      explanation: { kk: 'Тіркеуде жоқ.', ru: 'На учёте не состоит.' },
    }
    const result = await must(bridge, 'signing/prepareResult', { caseId, decision })
    expect(await sign(bridge, result.preparationId, 'result', pins.head)).toMatchObject({ ok: true })
    await caseUntil(bridge, caseId, (view) => view.resultDelivered)
    await logIn(bridge, 'operator2')
    const completed = await caseUntil(bridge, caseId, (view) => view.stage === 'completed' && view.result !== undefined)
    expect(completed).toMatchObject({ outcome: 'refusal', result: { grounds: [{ id: 'notRegistered' }] } })
  }, 60_000)
})
