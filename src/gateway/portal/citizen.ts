import { almatyDate } from '#core/domain/calendar.ts'
import { factsOf } from '#core/domain/draft-problems.ts'
import { type FieldProblem, formProblems } from '#core/domain/form-problems.ts'
import { isBin } from '#core/domain/iin.ts'
import type { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import type { ApplicantKind, ServiceDefinition } from '#core/domain/service.ts'
import { Answers, fieldsOf } from '#core/domain/service-form.ts'
import type { GatewayDeps } from '#gateway/handlers/deps.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { Random } from '#gateway/population/random.ts'
import { type AnswerContext, makeAnswers } from './make-answers.ts'

/** A fictitious person with a form filled in, alone or for the organisation they head. */
export interface Citizen {
  readonly applicant: RegisteredPerson
  readonly organisation?: RegisteredOrganisation
  readonly phone: string
  readonly email: string
  readonly answers: Answers
  readonly language: AnswerContext['language']
}

type Candidate = Pick<Citizen, 'applicant' | 'organisation'>

export interface CitizenWish {
  readonly service: ServiceDefinition
  /** IIN of a person, or BIN of an organisation whose head then asks. */
  readonly id?: string | undefined
  /** Said in place of what the generator would say. */
  readonly answers?: Readonly<Record<string, unknown>> | undefined
  readonly now: Date
  readonly random: Random
}

const adultAge = 18
/** How often one person's form is filled in anew where chance filled it in wrongly. */
const answerTries = 3

/**
 * Somebody whom the service is for: of the register's people one who has the children or wards it is about.
 * @throws Refusal `notFound` where nobody has this number, `request/invalid` where the service is not for them
 */
export function pickCitizen({ registers, civilActs }: GatewayDeps, { service, id, answers: given, now, random }: CitizenWish): Citizen {
  const today = almatyDate(now.toISOString())
  const people = registers.persons().filter(({ diedAt }) => diedAt === undefined)
  const organisations = registers.organisations()
  const bornBefore = `${Number(today.slice(0, 4)) - adultAge}${today.slice(4)}`
  const fields = fieldsOf(service.form)

  // Rows that only the register of civil acts can give: of all people, those it knows as parents or guardians.
  const needed = fields.flatMap((field) =>
    field.type === 'repeat' && field.required && field.suggest !== undefined ? [field.suggest.from] : [],
  )
  const hasFamily = ({ iin }: RegisteredPerson): boolean => {
    const family = civilActs.familyOf(iin)
    return needed.every((from) => family[from].length > 0)
  }
  const candidates = (): readonly Candidate[] => {
    const byBin = id === undefined ? organisations : organisations.filter(({ bin }) => bin === id)
    const asOrganisation = byBin.flatMap((organisation): Candidate[] => {
      const applicant = people.find(({ iin }) => iin === organisation.head.iin)
      return applicant === undefined ? [] : [{ applicant, organisation }]
    })
    const asPerson = people
      .filter(({ iin, birthDate }) => (id === undefined ? birthDate <= bornBefore : iin === id))
      .filter((person) => needed.length === 0 || id !== undefined || hasFamily(person))
      .map((applicant): Candidate => ({ applicant }))
    const wanted = id === undefined ? random.pick(service.applicants) : isBin(id) ? 'organisation' : 'person'
    return wanted === 'organisation' ? asOrganisation : asPerson
  }

  const fillIn = (candidate: Candidate, kind: ApplicantKind): { readonly citizen: Citizen; readonly problem: FieldProblem | undefined } => {
    const facts = factsOf({ applicantKind: kind }, 'portal')
    const context: AnswerContext = {
      ...candidate,
      facts,
      phone: `+7701${random.between(1_000_000, 9_999_999)}`,
      email: `oku${random.between(100, 999)}@example.kz`,
      family: civilActs.familyOf(candidate.applicant.iin),
      others: people.filter(({ iin }) => iin !== candidate.applicant.iin),
      organisations,
      language: random.next() < 0.7 ? 'kk' : 'ru',
      today,
      random,
    }
    const { phone, email, language } = context
    const answers = Answers.parse({ ...makeAnswers(fields, context), ...given })
    return { citizen: { ...candidate, phone, email, language, answers }, problem: formProblems(fields, answers, facts, today)[0] }
  }

  const found = candidates()
  if (found.length === 0) throw new Refusal('notFound')
  const first = random.between(0, found.length - 1)
  let problem: FieldProblem | undefined
  for (let tried = 0; tried < found.length * answerTries; tried++) {
    const candidate = found[(first + tried) % found.length]
    if (candidate === undefined) break
    const filled = fillIn(candidate, candidate.organisation === undefined ? 'person' : 'organisation')
    if (filled.problem === undefined) return filled.citizen
    problem = filled.problem
  }
  throw new Refusal('request/invalid', { reason: problem?.code ?? 'nobody', field: `answers.${problem?.path ?? ''}` })
}
