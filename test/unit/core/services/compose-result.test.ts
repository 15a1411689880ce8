import { describe, expect, it } from 'vitest'
import { err } from '#core/base/result.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import type { Decision } from '#core/domain/result-document.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { ResultForm } from '#core/domain/service-result.ts'
import { composeResult, prepareResult } from '#core/services/compose-result.ts'
import { iinNumber, report } from '#test/builders/case-log.ts'
import { deskRequest, providerCase } from '#test/builders/desk-case.ts'
import { createFakeDesk, definition, providerBin, sessionOf } from '#test/fakes/desk.ts'

const session = sessionOf('executor')
const said = { kk: 'иә', ru: 'да' }
const [ground, , third] = definition.refusalGrounds
const inWork = [{ kind: 'accepted' }] as const
type Entered = Extract<Decision, { outcome: 'positive' }>['fields']
const positive = (fields: Entered, form = 'certificate'): Decision => ({ outcome: 'positive', form, fields })
const incomplete = (...fields: readonly string[]) => err({ tag: 'signing/incomplete', remedy: 'act', fields })

describe('composeResult', () => {
  it('fills the blank from the request, the desk and what the provider wrote, and nothing else', () => {
    const desk = createFakeDesk({ kind: 'provider' })
    const caseId = providerCase(desk, inWork)
    const entered = { registeredInfo: said, training: { kk: ' ', ru: '' }, specialistFullName: 'Біреу', extra: 'x' }
    const composed = composeResult(desk, session, caseId, positive(entered))
    expect(composed.ok && composed.value.document).toMatchObject({
      form: 'certificate',
      requestHash: hashOf(canonicalBytes(deskRequest(caseId))),
      provider: { bin: providerBin },
      grounds: [],
      signedBy: { iin: session.staff.iin, fullName: session.staff.fullName, position: { kk: 'Маман', ru: 'Специалист' } },
    })
    expect(composed.ok && composed.value.document.fields).toEqual({
      applicantFullName: 'Әбілқасымов Қайрат',
      registeredInfo: said,
      presentedTo: { kk: 'Банкке', ru: 'В банк' },
      headFullName: session.staff.fullName,
      specialistFullName: session.staff.fullName,
      applicationDate: '2026-11-20',
    })
    expect(composed.ok && Object.keys(composed.value.document)).not.toContain('validUntil')
  })

  it.each<[string, Decision, readonly string[]]>([
    ['a field of the blank without a value', positive({}), ['fields.registeredInfo.kk', 'fields.registeredInfo.ru']],
    ['one language only', positive({ registeredInfo: { kk: 'иә', ru: ' ' } }), ['fields.registeredInfo.ru']],
    ['too long', positive({ registeredInfo: { kk: 'ә'.repeat(401), ru: 'да' } }), ['fields.registeredInfo.kk']],
    ['a blank that there is not', positive({ registeredInfo: said }, 'invented'), ['form']],
    ['the blank of a refusal', positive({}, 'refusal'), ['form']],
    ['an intermediate paper where there is none', { outcome: 'intermediate', form: 'certificate', fields: {} }, ['form']],
    ['a ground that is none', { outcome: 'refusal', groundIds: ['invented'], explanation: said }, ['groundIds']],
    [
      'a refusal that explains nothing',
      { outcome: 'refusal', groundIds: [ground?.id ?? ''], explanation: { kk: ' ', ru: 'да' } },
      ['explanation.kk'],
    ],
  ])('%s: incomplete, and nothing is prepared', (_what, decision, fields) => {
    const desk = createFakeDesk({ kind: 'provider' })
    const prepared = prepareResult(desk, session, providerCase(desk, inWork), decision)
    expect([prepared, desk.preparations.size]).toEqual([incomplete(...fields), 0])
  })

  it('a refusal names its grounds in their own words and the order of the regulation, on its own blank', () => {
    const desk = createFakeDesk({ kind: 'provider' })
    const decision: Decision = { outcome: 'refusal', groundIds: [third?.id ?? '', ground?.id ?? ''], explanation: said }
    const composed = composeResult(desk, session, providerCase(desk, inWork), decision)
    const grounds = [ground, third].map((each) => ({ id: each?.id, text: each?.text }))
    expect(composed.ok && composed.value.document).toMatchObject({
      form: 'refusal',
      grounds,
      fields: {
        applicantFullName: 'Әбілқасымов Қайрат',
        applicationDate: '2026-11-20',
        department: definition.provider.department,
        grounds: { kk: `1) ${ground?.text.kk}\n2) ${third?.text.kk}`, ru: `1) ${ground?.text.ru}\n2) ${third?.text.ru}` },
        explanation: said,
        signerFullName: session.staff.fullName,
      },
    })
  })

  it('before the request was accepted there is nothing to decide', () => {
    const desk = createFakeDesk({ kind: 'provider' })
    expect(composeResult(desk, session, providerCase(desk), positive({}))).toEqual(
      err({ tag: 'case/notInStage', remedy: 'act', stage: 'registered' }),
    )
  })

  it('the head’s name is the head’s own, of the staff list, or of the workplace', () => {
    const headOf = (decide: typeof session, colleagues: boolean, headName?: string): unknown => {
      const desk = createFakeDesk({ kind: 'provider' })
      if (colleagues) desk.stores.settings.saveColleagues([{ ...session.staff, staffId: 'h', role: 'head', fullName: 'Тізімдегі Басшы' }])
      const over = headName === undefined ? desk : { ...desk, workplace: { ...desk.workplace, headName } }
      const composed = composeResult(over, decide, providerCase(desk, inWork), positive({ registeredInfo: said }))
      return composed.ok && composed.value.document.fields['headFullName']
    }
    expect([headOf(sessionOf('head'), true), headOf(session, true, 'Баптаудағы'), headOf(session, false, 'Баптаудағы')]).toEqual([
      session.staff.fullName,
      'Тізімдегі Басшы',
      'Баптаудағы',
    ])
  })
})

const label = { kk: 'атауы', ru: 'название' }
const choice = (id: string, ...values: readonly string[]) => ({
  id,
  type: 'choice' as const,
  label,
  required: true,
  options: values.map((value) => ({ value, label: { kk: `${value}-қз`, ru: `${value}-ру` } })),
})
const plain = (id: string) => ({ id, type: 'text' as const, label, required: false, maxLength: 100 })
const value = (id: string, from: ResultForm['values'][number]['from'], required = false) => ({ id, label, from, required })

/** A service whose blank prints one value of every kind. */
function widely(over: Partial<ResultForm> = {}, procedure: ServiceDefinition['procedure'] = 'direct'): ServiceDefinition {
  const form: ResultForm = {
    id: 'certificate',
    outcome: 'positive',
    title: label,
    asked: [
      choice('property', 'inFile', 'none'),
      { ...plain('inventory'), when: [{ field: 'property', oneOf: ['inFile'] }] },
      { id: 'decided', type: 'date', label, required: false },
      { id: 'sum', type: 'number', label, required: false, decimals: 2, unit: { kk: 'теңге', ru: 'тенге' } },
      {
        id: 'payments',
        type: 'repeat',
        label,
        itemLabel: label,
        required: false,
        min: 0,
        max: 4,
        fields: [
          choice('quarter', 'q1', 'q2'),
          { id: 'amount', type: 'number', label, required: true, unit: { kk: 'теңге', ru: 'тенге' } },
        ],
      },
    ],
    values: [
      value('role', 'form.role'),
      value('hidden', 'form.hidden'),
      value('children', 'form.children.fullName'),
      value('births', 'form.children.birthDate'),
      value('kinds', 'form.children.kind'),
      value('count', 'form.children'),
      value('organisationName', 'organisation.name'),
      value('bin', 'organisation.bin'),
      value('headName', 'organisation.headName'),
      value('person', 'applicant.fullName'),
      value('birthYear', 'applicant.birthYear'),
      value('until', 'system.validUntil'),
      value('signed', 'system.signingDate'),
      value('number', 'system.number'),
      value('service', 'system.serviceName'),
      value('region', 'system.region'),
      value('grounds', 'decision.explanation'),
      { ...value('born', 'applicant.birthDate'), part: 'month' },
      { ...value('decidedDay', 'asked.decided'), part: 'day' },
      { ...value('decidedYear', 'asked.decided'), part: 'shortYear' },
      { ...value('about', 'form.children'), row: '{fullName}, {birthDate} ({birthDate.year}) – {kind}' },
    ],
    blank: {
      lines: [
        { kk: '{role}', style: 'body', when: [{ field: 'role', oneOf: ['guardian'] }] },
        { kk: '{bin}', style: 'body', when: [{ field: 'applicant.kind', oneOf: ['organisation'] }] },
        { kk: '{inventory}', style: 'body', when: [{ field: 'property', oneOf: ['inFile'] }] },
        { kk: '{hidden}', style: 'body', when: [{ field: 'hidden', oneOf: ['x'] }] },
      ],
      legalClause: true,
      barcode: true,
    },
    ...over,
  }
  return {
    ...definition,
    procedure,
    form: [
      {
        id: 'request',
        title: label,
        fields: [
          choice('role', 'guardian', 'custodian'),
          { ...plain('hidden'), when: [{ field: 'role', oneOf: ['custodian'] }] },
          {
            id: 'children',
            type: 'repeat',
            label,
            itemLabel: label,
            required: true,
            min: 1,
            max: 5,
            fields: [plain('fullName'), { id: 'birthDate', type: 'date', label, required: true }, choice('kind', 'own', 'ward')],
          },
        ],
      },
    ],
    results: [form, ...definition.results.filter(({ outcome }) => outcome === 'refusal')],
  }
}

function widelyAsked(service: ServiceDefinition, decision: Decision, more: readonly CaseEvent[] = []) {
  const desk = createFakeDesk({ kind: 'provider', services: [service] })
  const evidence = { outcome: 'confirmed' as const, register: 'ЗТ МДҚ', answeredAt: '2026-11-20T05:00:00.000Z', reference: 'r' }
  const organisation = { bin: providerBin, name: { kk: 'ЖШС', ru: 'ТОО' }, address: 'Ақтау', evidence }
  const answers = {
    role: 'guardian',
    hidden: 'жасырын',
    children: [
      { fullName: 'Әлия', birthDate: '2015-02-01', kind: 'own' },
      { fullName: 'Бота', birthDate: '2017-12-31', kind: 'ward' },
    ],
  }
  const caseId = providerCase(desk, [...inWork, ...more], { organisation, answers })
  return composeResult(desk, session, caseId, decision)
}

describe('values of every source', () => {
  const payments = [
    { quarter: 'q2', amount: '1250000' },
    { quarter: 'q1', amount: '800', stray: 'x' },
  ]

  it('labels in place of choices, rows joined, dates written, what is hidden left out', () => {
    const composed = widelyAsked(
      widely({ validity: { months: 1, text: label } }),
      positive({ property: 'none', inventory: 'жасырын', decided: '2026-03-05', sum: '12500,5', payments }),
    )
    expect(composed.ok && composed.value.document).toMatchObject({
      organisation: { bin: providerBin, name: { kk: 'ЖШС', ru: 'ТОО' } },
      validUntil: '2026-12-20',
      facts: { role: 'guardian', 'applicant.kind': 'organisation', property: 'none' },
    })
    expect(composed.ok && composed.value.document.fields).toEqual({
      role: { kk: 'guardian-қз', ru: 'guardian-ру' },
      children: 'Әлия, Бота',
      births: '01.02.2015, 31.12.2017',
      kinds: { kk: 'own-қз, ward-қз', ru: 'own-ру, ward-ру' },
      count: '2',
      organisationName: { kk: 'ЖШС', ru: 'ТОО' },
      bin: providerBin,
      headName: 'Әбілқасымов Қайрат',
      person: 'Әбілқасымов Қайрат',
      birthYear: '1985',
      until: '2026-12-20',
      signed: '2026-11-20',
      number: '000000000001',
      service: definition.name,
      region: definition.region,
      born: { kk: 'ақпан', ru: 'февраля' },
      decidedDay: '5',
      decidedYear: '26',
      about: {
        kk: 'Әлия, 01.02.2015 (2015) – own-қз; Бота, 31.12.2017 (2017) – ward-қз',
        ru: 'Әлия, 01.02.2015 (2015) – own-ру; Бота, 31.12.2017 (2017) – ward-ру',
      },
      decided: '2026-03-05',
      property: { kk: 'none-қз', ru: 'none-ру' },
      sum: '12\u00A0500,5',
      payments: [
        { quarter: { kk: 'q2-қз', ru: 'q2-ру' }, amount: { kk: '1\u00A0250\u00A0000 теңге', ru: '1\u00A0250\u00A0000 тенге' } },
        { quarter: { kk: 'q1-қз', ru: 'q1-ру' }, amount: { kk: '800 теңге', ru: '800 тенге' } },
      ],
    })
  })

  it('what is wrong in a row is named by its path; what the case cannot give, by the blank’s field', () => {
    expect(widelyAsked(widely(), positive({ property: 'other', payments: [{ quarter: 'q1', amount: 'көп' }] }))).toEqual(
      incomplete('fields.property', 'fields.payments.0.amount'),
    )
    const values = [value('who', 'representative.fullName', true), value('until', 'system.validUntil', true)]
    expect(widelyAsked(widely({ values }), positive({ property: 'none' }))).toEqual(incomplete('fields.who', 'fields.until'))
  })

  it('a blank for other answers is not this case’s', () => {
    const when = [{ field: 'role', oneOf: ['custodian'] }]
    expect(widelyAsked(widely({ when }), positive({ property: 'none' }))).toEqual(incomplete('form'))
    const hidden = [{ field: 'hidden', oneOf: ['жасырын'] }]
    expect(widelyAsked(widely({ when: hidden }), positive({ property: 'none' }))).toEqual(incomplete('form'))
    expect(widelyAsked(widely({ when: [{ field: 'channel', oneOf: ['centre'] }] }), positive({ property: 'none' })).ok).toBe(true)
  })
})

describe('an intermediate paper', () => {
  const notice = widely({ id: 'notice', outcome: 'intermediate' })
  const decision: Decision = { outcome: 'intermediate', form: 'notice', fields: { property: 'none' } }

  it('is composed while the case is in work, once', () => {
    const composed = widelyAsked(notice, decision)
    expect(composed.ok && composed.value.document.decision.outcome).toBe('intermediate')
    const signed: CaseEvent = { kind: 'resultSigned', cms: 'c'.repeat(64) as ContentHash, outcome: 'intermediate', report }
    expect(widelyAsked(notice, decision, [signed])).toEqual(err({ tag: 'case/notInStage', remedy: 'act', stage: 'inWork' }))
  })
})

describe('where only the head signs', () => {
  it('an executor sees the draft with the head’s name, and cannot have it signed', () => {
    const desk = createFakeDesk({ kind: 'provider', services: [widely({}, 'resolution')] })
    desk.stores.settings.saveColleagues([{ ...session.staff, staffId: 'h', iin: iinNumber(40), role: 'head', fullName: 'Басшы Ерлан' }])
    const assigned: CaseEvent = { kind: 'assigned', executor: { staffId: session.staff.staffId, fullName: 'x' }, resolution: 'Қарау' }
    const answers = { role: 'guardian', children: [{ fullName: 'Әлия', birthDate: '2015-02-01', kind: 'own' }] }
    const caseId = providerCase(desk, [...inWork, assigned], { answers })
    const composed = composeResult(desk, session, caseId, positive({ property: 'none' }))
    expect(composed.ok && composed.value.document.signedBy).toEqual({
      iin: iinNumber(40),
      fullName: 'Басшы Ерлан',
      position: { kk: 'Бөлім бастығы', ru: 'Начальник отдела' },
    })
    expect(prepareResult(desk, session, caseId, positive({ property: 'none' }))).toEqual(err({ tag: 'provider/notYours', remedy: 'act' }))
  })
})
