import { problemsOf, type RegisteredAuthority } from '#core/domain/authority.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { FamilyRecord } from '#core/domain/civil-acts.ts'
import type { ComparedField, ComparedName, ConflictProblem, DeclaredCheck, DeclaredSubject, Finding } from '#core/domain/conflict.ts'
import { childrenIn, declaredSubjects, type RegisterAnswers } from '#core/domain/declared-data.ts'
import { paymentProblems, type RegisteredPayment } from '#core/domain/payment.ts'
import { fullNameOf, type PersonName, type RegisteredOrganisation, type RegisteredPerson } from '#core/domain/person.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { AnswerText } from '#core/domain/service-form.ts'
import { feeFor, type ServiceDefinition } from '#core/domain/service.ts'
import { type LocalText, readsSame } from '#core/domain/text.ts'

type Compared = Pick<Finding, 'fields' | 'problems'>

/** @param otherwise what a difference means here */
const compare = (name: ComparedName, declared: string, registered: string, otherwise: 'noted' | 'differs' = 'differs'): ComparedField => ({
  name,
  declared,
  registered,
  verdict: readsSame(declared, registered) ? 'same' : otherwise,
})

/** A patronymic may be left out, by the person or by the register. */
const compareNames = (declared: PersonName, registered: PersonName): readonly ComparedField[] => {
  const [typed = '', known = ''] = [declared.patronymic, registered.patronymic]
  return [
    compare('surname', declared.surname, registered.surname),
    compare('givenName', declared.givenName, registered.givenName),
    compare('patronymic', typed, known, typed === '' || known === '' ? 'noted' : 'differs'),
  ]
}

/** Where a person lives, or an organisation sits, may be told anew: never a contradiction. */
const compareAddress = (declared: string, registered: LocalText): ComparedField => {
  const same = readsSame(declared, registered.ru)
  return compare('address', declared, same ? registered.ru : registered.kk, 'noted')
}

const deathOf = ({ diedAt }: RegisteredPerson): Compared =>
  diedAt === undefined
    ? { fields: [], problems: [] }
    : { fields: [{ name: 'diedAt', declared: '', registered: diedAt, verdict: 'differs' }], problems: ['deceased'] }

function compareApplicant({ applicant }: ServiceRequest, person: RegisteredPerson): Compared {
  const death = deathOf(person)
  return {
    fields: [
      ...compareNames(applicant.name, person.name),
      compare('birthDate', applicant.birthDate, person.birthDate),
      compare('sex', applicant.sex, person.sex),
      compareAddress(applicant.address, person.address),
      ...death.fields,
    ],
    problems: death.problems,
  }
}

function compareRepresentative({ representative }: ServiceRequest, person: RegisteredPerson): Compared {
  const death = deathOf(person)
  const names = representative === undefined ? [] : compareNames(representative.name, person.name)
  return { fields: [...names, ...death.fields], problems: death.problems }
}

function compareOrganisation({ organisation, applicant }: ServiceRequest, known: RegisteredOrganisation): Compared {
  if (organisation === undefined) return { fields: [], problems: [] }
  return {
    fields: [
      compare('nameKk', organisation.name.kk, known.name.kk),
      compare('nameRu', organisation.name.ru, known.name.ru),
      compareAddress(organisation.address, known.address),
      compare('head', applicant.iin, known.head.iin),
    ],
    problems: [],
  }
}

/** Judged by the day on which the person stood at the counter: a paper that was good then was rightly taken. */
function compareAuthority({ representative, applicant, service, composedAt }: ServiceRequest, known: RegisteredAuthority): Compared {
  const authority = representative?.authority
  if (representative === undefined || authority === undefined) return { fields: [], problems: [] }
  const problems = problemsOf(known, {
    serviceId: service.id,
    principal: applicant.iin,
    representative: representative.iin,
    today: almatyDate(composedAt),
  })
  const fields = [
    compare('notary', authority.notary, known.notary, 'noted'),
    compare('issuedAt', authority.issuedAt, known.issuedAt),
    compare('expiresAt', authority.expiresAt, known.expiresAt),
  ]
  if (known.revokedAt === undefined) return { fields, problems: [...problems] }
  const verdict = problems.includes('revoked') ? 'differs' : 'noted'
  return { fields: [...fields, { name: 'revokedAt', declared: '', registered: known.revokedAt, verdict }], problems: [...problems] }
}

/** What a refused request was paid with pays for its correction too; whose it is the gateway knows. */
function comparePayment(request: ServiceRequest, definition: ServiceDefinition, known: RegisteredPayment): Compared {
  const fee = feeFor(definition, request.channel)
  const { payment, applicant, organisation, representative, service, corrects } = request
  if (payment === undefined || fee === undefined) return { fields: [], problems: [] }
  const payerIds = [applicant.iin, organisation?.bin, representative?.iin].filter((id) => id !== undefined)
  return {
    fields: [compare('tenge', String(payment.tenge), String(known.tenge), 'noted')],
    problems: paymentProblems(known, { fee, serviceId: service.id, payerIds }).filter(
      (problem) => problem !== 'used' || corrects === undefined,
    ),
  }
}

const plainText = (value: AnswerText | undefined): string => (typeof value === 'object' ? value.kk : (value ?? ''))

/** A child that the register does not know as theirs contradicts nothing: a stepchild may be asked for as well. */
function compareFamily(request: ServiceRequest, definition: ServiceDefinition, known: FamilyRecord): Compared {
  const registered = [...known.children, ...known.wards]
  const fields = childrenIn(definition, request).flatMap(({ suggest, row }): readonly ComparedField[] => {
    const of = plainText(row[suggest.iin])
    const name = plainText(row[suggest.fullName])
    const child = registered.find(({ iin }) => iin === of)
    if (child === undefined) return [{ name: 'childName', declared: name, registered: '', verdict: 'noted', of }]
    return [
      { ...compare('childName', name, fullNameOf(child.name)), of },
      { ...compare('childBirthDate', plainText(row[suggest.birthDate]), child.birthDate), of },
    ]
  })
  return { fields, problems: [] }
}

type Answer<Subject extends DeclaredSubject> = NonNullable<RegisterAnswers[Subject]>
type RecordOf<Subject extends DeclaredSubject> = Extract<Answer<Subject>, { answer: 'record' }>['record']

const comparisons: {
  readonly [Subject in DeclaredSubject]: (request: ServiceRequest, definition: ServiceDefinition, record: RecordOf<Subject>) => Compared
} = {
  applicant: (request, _definition, person) => compareApplicant(request, person),
  representative: (request, _definition, person) => compareRepresentative(request, person),
  organisation: (request, _definition, organisation) => compareOrganisation(request, organisation),
  authority: (request, _definition, authority) => compareAuthority(request, authority),
  family: compareFamily,
  payment: comparePayment,
}

const unknown: Compared = { fields: [], problems: ['unknown'] satisfies ConflictProblem[] }

function findingOf<Subject extends DeclaredSubject>(
  subject: Subject,
  answer: RegisterAnswers[Subject],
  request: ServiceRequest,
  definition: ServiceDefinition,
): Finding | undefined {
  if (answer === undefined || answer.answer === 'unavailable') return undefined
  const compared = answer.answer === 'notFound' ? unknown : comparisons[subject](request, definition, answer.record as RecordOf<Subject>)
  return { subject, ...compared, answeredAt: answer.at, reference: answer.reference }
}

/** What was declared at the counter beside what the registers say now. */
export function checkDeclaredData(request: ServiceRequest, definition: ServiceDefinition, answers: RegisterAnswers): DeclaredCheck {
  const checked = declaredSubjects(request, definition).map((subject) => ({
    subject,
    finding: findingOf(subject, answers[subject], request, definition),
  }))
  return {
    findings: checked.flatMap(({ finding }) => finding ?? []),
    unanswered: checked.flatMap(({ subject, finding }) => (finding === undefined ? [subject] : [])),
  }
}
