import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choicesFor, type Conflict, contradicts, type Finding } from '#core/domain/conflict.ts'
import { checkDeclaredData } from '#core/domain/declared-check.ts'
import { declaredSubjects, type RegisterAnswers } from '#core/domain/declared-data.ts'
import type { Bin } from '#core/domain/iin.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { readAloud, readsSame } from '#core/domain/text.ts'
import kindergarten from '#resources/services/kindergarten-queue.json' with { type: 'json' }
import { iinNumber, newCaseId } from '#test/builders/case-log.ts'
import { deskRequest, representative } from '#test/builders/desk-case.ts'
import { definition } from '#test/fakes/desk.ts'

const at = '2026-11-22T05:00:00.000Z'
const declared = <Register extends string>(register: Register) => ({
  outcome: 'declared' as const,
  register,
  declaredAt: at,
  why: 'unavailable' as const,
})
const record = <Record>(value: Record) => ({ answer: 'record' as const, record: value, at, reference: 'q-1' })

const plain = deskRequest(newCaseId())
const request: ServiceRequest = { ...plain, applicant: { ...plain.applicant, evidence: declared('ЖТ МДҚ') } }
const registered: RegisteredPerson = {
  iin: request.applicant.iin,
  name: { ...request.applicant.name, patronymic: 'Маратұлы' },
  birthDate: request.applicant.birthDate,
  sex: request.applicant.sex,
  address: { kk: 'Өскемен', ru: 'Усть-Каменогорск' },
  identityDocument: { kind: 'idCard', number: '012345678', issuedAt: '2023-01-01' },
}
const withPaper: ServiceRequest = {
  ...plain,
  representative: { ...representative, authority: { ...representative.authority!, evidence: declared('БНАЖ') } },
}
const paper = {
  number: 'БНАЖ-1',
  notary: 'Нотариус А.',
  issuedAt: '2026-01-10',
  expiresAt: '2027-01-10',
  principal: plain.applicant.iin,
  representative: representative.iin,
  representativeName: representative.name,
  scope: 'all' as const,
}
const check = (answers: RegisterAnswers, of: ServiceRequest = request, service = definition) => checkDeclaredData(of, service, answers)
const one = ({ findings }: ReturnType<typeof check>, subject: Finding['subject']): Finding => {
  const finding = findings.find((candidate) => candidate.subject === subject)
  if (finding === undefined) throw new Error(`Nothing of ${subject}`)
  return finding
}
const verdicts = ({ fields }: Finding) => Object.fromEntries(fields.map(({ name, verdict }) => [name, verdict]))

describe('what was declared', () => {
  it('is whatever no register confirmed at the counter', () => {
    expect(declaredSubjects(plain, definition)).toEqual([])
    expect(declaredSubjects(request, definition)).toEqual(['applicant'])
    expect(declaredSubjects(withPaper, definition)).toEqual(['representative', 'authority'])
    const organisation = { bin: '160440007161' as Bin, name: { kk: 'Ұйым', ru: 'Орг' }, address: 'Өскемен', evidence: declared('ЗТ МДҚ') }
    const payment = { reference: '1', tenge: 5, evidence: declared('ЭҮТШ') }
    expect(declaredSubjects({ ...plain, organisation, payment } as ServiceRequest, definition)).toEqual(['organisation', 'payment'])
  })

  it('agrees where letters and spaces alone differ; an address given anew and a patronymic left out are only noted', () => {
    const typed = { ...request, applicant: { ...request.applicant, name: { surname: ' әБІЛҚАСЫМОВ', givenName: 'Қайрат ' } } }
    const finding = one(check({ applicant: record(registered) }, typed), 'applicant')
    expect(verdicts(finding)).toEqual({
      surname: 'same',
      givenName: 'same',
      patronymic: 'noted',
      birthDate: 'same',
      sex: 'same',
      address: 'noted',
    })
    expect(contradicts(finding)).toBe(false)
  })

  it('is contradicted by another surname, another birth date, another patronymic', () => {
    const other = { ...registered, name: { surname: 'Абилкасымов', givenName: 'Қайрат' }, birthDate: '1985-01-09' }
    const finding = one(check({ applicant: record(other) }), 'applicant')
    expect([verdicts(finding), contradicts(finding)]).toEqual([
      expect.objectContaining({ surname: 'differs', birthDate: 'differs', givenName: 'same' }),
      true,
    ])
    const named = { ...request, applicant: { ...request.applicant, name: { ...request.applicant.name, patronymic: 'Ерланұлы' } } }
    expect(verdicts(one(check({ applicant: record(registered) }, named), 'applicant'))).toMatchObject({ patronymic: 'differs' })
  })

  it('is contradicted by a death, and by a register that knows no such number', () => {
    const died = one(check({ applicant: record({ ...registered, diedAt: '2026-11-01' }) }), 'applicant')
    expect([died.problems, died.fields.at(-1)]).toEqual([
      ['deceased'],
      { name: 'diedAt', declared: '', registered: '2026-11-01', verdict: 'differs' },
    ])
    const unknown = one(check({ applicant: { answer: 'notFound', at, reference: 'q-2' } }), 'applicant')
    expect([unknown.problems, unknown.fields, contradicts(unknown)]).toEqual([['unknown'], [], true])
  })

  it('stays unanswered where the register is silent', () => {
    expect(check({ applicant: { answer: 'unavailable', at } })).toEqual({ findings: [], unanswered: ['applicant'] })
    expect(check({})).toEqual({ findings: [], unanswered: ['applicant'] })
  })

  it('a power of attorney is judged by the day at the counter, for these two persons and this service', () => {
    const person = record({ ...registered, iin: representative.iin, name: representative.name })
    const problemsWith = (over: object) =>
      one(check({ representative: person, authority: record({ ...paper, ...over }) }, withPaper), 'authority').problems
    const day = withPaper.composedAt.slice(0, 10)
    expect([
      problemsWith({}),
      problemsWith({ revokedAt: day }),
      problemsWith({ revokedAt: '2026-12-30' }),
      problemsWith({ expiresAt: '2026-11-19' }),
      problemsWith({ scope: ['other-service'] }),
      problemsWith({ principal: iinNumber(5) }),
      problemsWith({ representative: iinNumber(6) }),
    ]).toEqual([[], ['revoked'], [], ['expired'], ['wrongScope'], ['wrongPrincipal'], ['wrongRepresentative']])
    const agreeing = check({ representative: person, authority: record(paper) }, withPaper)
    expect([agreeing.findings.map(contradicts), verdicts(one(agreeing, 'authority'))]).toEqual([
      [false, false],
      { notary: 'noted', issuedAt: 'same', expiresAt: 'same' },
    ])
  })

  it('children are compared where the register knows them as theirs; others are only noted', () => {
    const service = ServiceDefinition.parse(kindergarten)
    const field = service.form.flatMap(({ fields }) => fields).find((candidate) => candidate.type === 'repeat')
    if (field?.type !== 'repeat' || field.suggest === undefined) throw new Error('No children in this form')
    const { iin, fullName, birthDate } = field.suggest
    const row = (number: number, name: string) => ({ [iin]: iinNumber(number), [fullName]: name, [birthDate]: '2021-01-02' })
    const parent = { ...request, answers: { [field.id]: [row(11, 'Ахметов Али'), row(12, 'Ахметова Сара')] } }
    const act = { number: '1', date: '2021-01-05' }
    const child = {
      iin: iinNumber(11),
      name: { surname: 'Ахметов', givenName: 'Әли' },
      birthDate: '2021-01-02',
      sex: 'male' as const,
      birthAct: act,
    }
    const family = record({ iin: request.applicant.iin, children: [child], wards: [] })
    const finding = one(check({ applicant: record(registered), family }, parent, service), 'family')
    expect(finding.fields.map(({ name, verdict, of }) => [name, verdict, of])).toEqual([
      ['childName', 'differs', iinNumber(11)],
      ['childBirthDate', 'same', iinNumber(11)],
      ['childName', 'noted', iinNumber(12)],
    ])
  })
})

describe('reading a name aloud', () => {
  const words = fc.array(fc.constantFrom('Әбілқасымов', 'Алёна', 'ҚАЙРАТ', 'Ли-Ким', '«Береке»', 'ЖШС', 'a'), {
    minLength: 1,
    maxLength: 5,
  })
  const disguised = fc.tuple(words, fc.array(fc.nat(5), { minLength: 5, maxLength: 5 })).map(([parts, ways]) => ({
    text: parts.join(' '),
    other: parts
      .map((part, index) => {
        const way = ways[index] ?? 0
        if (way === 1) return part.toLocaleUpperCase('kk')
        if (way === 2) return part.replaceAll('ё', 'е')
        if (way === 3) return part.normalize('NFD')
        if (way === 4) return part.replaceAll('-', ' – ')
        return way === 5 ? part.replaceAll('«', '"').replaceAll('»', '"') : part
      })
      .join('   '),
  }))

  it('makes no difference of case, ё, quotation marks, hyphens, spaces and composition', () => {
    fc.assert(
      fc.property(disguised, ({ text, other }) => {
        expect(readAloud(other)).toBe(readAloud(text))
      }),
    )
  })

  it('is settled at once: reading what was read changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readAloud(readAloud(text))).toBe(readAloud(text))
      }),
    )
  })

  it('tells apart whatever a person hears apart', () => {
    expect([readsSame('Қали', 'Кали'), readsSame('Ахметова', 'Ахметов'), readsSame('Ли Ким', 'ЛиКим')]).toEqual([false, false, false])
  })
})

describe('what can be done', () => {
  const finding = (over: Partial<Finding>): Finding => ({
    subject: 'applicant',
    fields: [],
    problems: [],
    answeredAt: at,
    reference: 'q',
    ...over,
  })
  const conflict = (over: Partial<Finding>, more: Partial<Conflict> = {}): Conflict => ({
    source: 'check',
    findings: [finding(over)],
    ...more,
  })
  const surname = { name: 'surname' as const, declared: 'А', registered: 'Б', verdict: 'differs' as const }

  it('depends on what is contradicted', () => {
    expect([
      choicesFor(conflict({ fields: [surname] }), 'queued'),
      choicesFor(conflict({ problems: ['deceased'] }), 'queued'),
      choicesFor(conflict({ subject: 'authority', problems: ['revoked'], fields: [{ ...surname, name: 'notary' }] }), 'queued'),
      choicesFor(conflict({ subject: 'payment', problems: ['used'] }), 'queued'),
      choicesFor({ source: 'check', findings: [], version: { signed: '1', inForce: '2', accepted: true } }, 'queued'),
      choicesFor({ source: 'check', findings: [], version: { signed: '1', inForce: '2', accepted: false } }, 'queued'),
    ]).toEqual([
      ['takeRegister', 'correct', 'keep', 'cancel'],
      ['correct', 'cancel'],
      ['correct', 'keep', 'cancel'],
      ['correct', 'cancel'],
      ['correct', 'keep', 'cancel'],
      ['correct', 'cancel'],
    ])
  })

  it('after a refusal is to correct or to end; after registration only to note', () => {
    expect(choicesFor(conflict({ problems: ['deceased'] }, { source: 'refusal' }), 'rejected')).toEqual(['correct', 'cancel'])
    for (const stage of ['registered', 'inWork', 'completed', 'handedOut'] as const)
      expect(choicesFor(conflict({ fields: [surname] }, { source: 'recheck' }), stage)).toEqual(['keep'])
  })
})
