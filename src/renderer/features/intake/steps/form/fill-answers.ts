import { factsOf } from '#core/domain/draft-problems.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import { type Answers, type AnswerText, fieldsOf, type FillSource, type FormField } from '#core/domain/service-form.ts'
import { withLeastRows } from '#renderer/features/form/rows.ts'

type Known = Pick<IntakeDraft, 'applicant' | 'organisation' | 'applicantKind' | 'language'>

const fullName = ({ applicant }: Known): string =>
  [applicant.surname, applicant.givenName, applicant.patronymic].filter((part) => part.trim() !== '').join(' ')

const same = (text: string) => ({ kk: text, ru: text })

/** An applicant's form is not filled from itself. */
type OwnSource = Exclude<FillSource, `form.${string}`>

/** What is known by now, in both languages where the source has both. */
const known: Readonly<Record<OwnSource, (draft: Known) => { readonly kk: string; readonly ru: string }>> = {
  'applicant.fullName': (draft) => same(fullName(draft)),
  'applicant.birthDate': ({ applicant }) => same(applicant.birthDate),
  'applicant.birthYear': ({ applicant }) => same(/^\d{4}-/.test(applicant.birthDate) ? applicant.birthDate.slice(0, 4) : ''),
  'applicant.address': ({ applicant }) => same(applicant.address),
  'applicant.phone': ({ applicant }) => same(applicant.phone),
  'applicant.email': ({ applicant }) => same(applicant.email),
  'applicant.identityNumber': ({ applicant }) => same(applicant.identityDocument?.number ?? ''),
  'applicant.identityIssuedAt': ({ applicant }) => same(applicant.identityDocument?.issuedAt ?? ''),
  'organisation.name': ({ organisation }) => organisation?.name ?? same(''),
  'organisation.address': ({ organisation }) => same(organisation?.address ?? ''),
  'organisation.headName': (draft) => same(draft.applicantKind === 'organisation' ? fullName(draft) : ''),
}

/** What is known for a field that nobody has touched. */
function knownFor(field: FormField, draft: Known & Pick<IntakeDraft, 'answers'>): AnswerText | undefined {
  if (field.type === 'repeat' || field.fill === undefined || draft.answers[field.id] !== undefined) return undefined
  if (field.fill.startsWith('form.')) return undefined
  const value = known[field.fill as OwnSource](draft)
  const text = value[draft.language]
  if (text === '') return undefined
  return field.type === 'bilingual' ? value : text
}

/** Answers with what is already known put into fields that nobody has touched, and lists begun. The same object where nothing changes. */
export function fillAnswers(
  definition: Pick<ServiceDefinition, 'form'>,
  draft: Known & Pick<IntakeDraft, 'answers'>,
  channel: Channel,
): Answers {
  const fields = fieldsOf(definition.form)
  const filled = fields.flatMap((field): [string, AnswerText][] => {
    const value = knownFor(field, draft)
    return value === undefined ? [] : [[field.id, value]]
  })
  const answers = filled.length === 0 ? draft.answers : { ...draft.answers, ...Object.fromEntries(filled) }
  return withLeastRows(fields, answers, factsOf(draft, channel))
}
