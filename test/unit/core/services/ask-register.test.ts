import { describe, expect, it } from 'vitest'
import { err, ok } from '#core/base/result.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Bin } from '#core/domain/iin.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { PaymentEvidence, RegisteredPayment } from '#core/domain/payment.ts'
import { askAuthority } from '#core/services/ask-authority.ts'
import { askFamily } from '#core/services/ask-family.ts'
import { askOrganisation } from '#core/services/ask-organisation.ts'
import { askPayment } from '#core/services/ask-payment.ts'
import { askPerson } from '#core/services/ask-person.ts'
import { iinNumber, newCaseId, operator } from '#test/builders/case-log.ts'
import { centreCase } from '#test/builders/desk-case.ts'
import { readyCase, typedRepresentative } from '#test/builders/draft.ts'
import { richService } from '#test/builders/rich-service.ts'
import { createFakeDesk, refused, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf()
const bin = '990240001237' as Bin
const { staffToken: _token, ...offline } = session
const away = err({ tag: 'gateway/unavailable', remedy: 'retry', why: 'noConnection' })

describe('a register that is asked', () => {
  it.each([
    ['knows nobody', () => refused('notFound'), session, err({ tag: 'register/notFound', remedy: 'act' }), 'notFound'],
    ['is silent', undefined, session, away, 'unavailable'],
    ['is out of reach after an offline login', () => refused('notFound'), offline, away, 'unavailable'],
    [
      'does not take the session any more',
      () => refused('unauthorised'),
      session,
      err({ tag: 'gateway/refused', remedy: 'act', code: 'unauthorised', data: {} }),
      'unavailable',
    ],
  ] as const)('and %s: the log keeps who was asked for, whatever the answer', async (_what, answer, by, expected, outcome) => {
    const answers = answer === undefined ? {} : { person: answer, authority: answer, organisation: answer, family: answer, payment: answer }
    const desk = createFakeDesk({ gateway: answers, services: [richService] })
    const caseId = await readyCase(desk, {}, richService.id)
    const [iin, principal, representative] = [iinNumber(1), iinNumber(1), iinNumber(3)]
    expect([
      await askPerson(desk, by, operator, { caseId, iin }),
      await askAuthority(desk, by, operator, { caseId, number: 'БНАЖ-1', principal, representative }),
      await askOrganisation(desk, by, operator, { caseId, bin }),
      await askFamily(desk, by, operator, { caseId, iin }),
      await askPayment(desk, by, operator, { caseId, reference: 'P-1' }),
    ]).toEqual([expected, expected, expected, expected, expected])
    expect(
      desk.stores.cases
        .actions(caseId)
        .slice(1)
        .map((action) => action.event),
    ).toEqual([
      { kind: 'registerAsked', register: 'persons', subject: iin, outcome },
      { kind: 'registerAsked', register: 'notaries', subject: 'БНАЖ-1', outcome },
      { kind: 'registerAsked', register: 'organisations', subject: bin, outcome },
      { kind: 'registerAsked', register: 'civilActs', subject: iin, outcome },
      { kind: 'registerAsked', register: 'payments', subject: 'P-1', outcome },
    ])
  })

  it('is not asked for a number that cannot be one, nor for a case that is not there', async () => {
    const asked = () => Promise.reject(new Error('Asked'))
    const desk = createFakeDesk({ gateway: { person: asked, organisation: asked, family: asked, payment: asked } })
    const caseId = await readyCase(desk)
    expect([
      await askOrganisation(desk, session, operator, { caseId, bin: iinNumber(1) }),
      await askFamily(desk, session, operator, { caseId, iin: '1' }),
      // The service has no fee.
      await askPayment(desk, session, operator, { caseId, reference: 'P-1' }),
      await askPerson(desk, session, operator, { caseId, iin: '1' }),
      await askPerson(desk, session, operator, { caseId: newCaseId(), iin: iinNumber(1) }),
    ]).toEqual([
      err({ tag: 'register/badBin', remedy: 'act' }),
      err({ tag: 'register/badIin', remedy: 'act' }),
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'draft' }),
      err({ tag: 'register/badIin', remedy: 'act' }),
      err({ tag: 'case/missing', remedy: 'support' }),
    ])
  })
})

describe('what a register answers', () => {
  const answeredAt = '2026-11-20T05:00:00.000Z'
  const name = { kk: '«Ертіс» ЖШС', ru: 'ТОО «Иртыш»' }

  it('of an organisation and of a family is handed on as evidence of that moment', async () => {
    const head = { iin: iinNumber(4), name: { surname: 'Омаров', givenName: 'Ерлан' } }
    const organisation = { bin, name, address: name, head, registeredAt: '2010-01-01' }
    const family = { iin: iinNumber(1), children: [], wards: [] }
    const desk = createFakeDesk({
      gateway: {
        organisation: () => Promise.resolve(ok({ organisation, answeredAt, reference: 'r-1' })),
        family: () => Promise.resolve(ok({ family, answeredAt, reference: 'r-2' })),
      },
    })
    const caseId = await readyCase(desk)
    expect([
      await askOrganisation(desk, session, operator, { caseId, bin }),
      await askFamily(desk, session, operator, { caseId, iin: iinNumber(1) }),
    ]).toEqual([
      ok({ organisation, evidence: { outcome: 'confirmed', register: 'ЗТ МДҚ', answeredAt, reference: 'r-1' } }),
      ok({ family, answeredAt }),
    ])
  })

  const paid: RegisteredPayment = {
    reference: 'P-1',
    serviceId: richService.id,
    payerId: iinNumber(1),
    tenge: 2000,
    state: 'paid',
    paidOn: '2026-11-19',
  }
  const evidence = { outcome: 'confirmed', register: 'ЭҮТШ', answeredAt, tenge: 2000, paidOn: '2026-11-19' }
  it.each<[string, Partial<RegisteredPayment>, Partial<IntakeDraft>, readonly string[]]>([
    ['by the applicant', {}, {}, []],
    ['by the representative', { payerId: iinNumber(3) }, { representative: typedRepresentative() }, []],
    ['by somebody else', { payerId: iinNumber(8) }, {}, ['otherPayer']],
    ['by nobody, before an organisation is typed', { payerId: '' }, {}, ['otherPayer']],
    [
      'for another service, too little, and not yet',
      { serviceId: 'x', tenge: 1999, state: 'pending' },
      {},
      ['notPaid', 'otherService', 'tooLittle'],
    ],
    ['and used', { state: 'used' }, {}, ['used']],
  ])('of a payment %s: evidence only where nothing speaks against it', async (_whose, over, draft, problems) => {
    const payment = { ...paid, ...over }
    const desk = createFakeDesk({ services: [richService], gateway: { payment: () => Promise.resolve(ok({ payment, answeredAt })) } })
    const caseId = await readyCase(desk, draft, richService.id)
    expect(await askPayment(desk, session, operator, { caseId, reference: 'P-1' })).toEqual(
      ok({ payment, problems, ...(problems.length === 0 ? { evidence } : {}) }),
    )
  })

  it('of the payment of a refused request counts for its correction, and for no other', async () => {
    const payment = { ...paid, state: 'used' as const }
    const desk = createFakeDesk({ services: [richService], gateway: { payment: () => Promise.resolve(ok({ payment, answeredAt })) } })
    const refused = (reference: string) =>
      centreCase(desk, 'completed', {
        payment: { reference, tenge: 2000, evidence: evidence as PaymentEvidence },
        service: { id: richService.id, version: richService.version, name },
      })
    const correcting = async (caseId: CaseId) => {
      const correction = { caseId, refusedOn: '2026-11-20', wrongFields: [], grounds: [], explanation: name }
      return askPayment(desk, session, operator, { caseId: await readyCase(desk, { correction }, richService.id), reference: 'P-1' })
    }
    expect([await correcting(await refused('P-1')), await correcting(await refused('P-2'))]).toMatchObject([
      { value: { problems: [], evidence } },
      { value: { problems: ['used'] } },
    ])
  })
})
