import { useTranslation } from 'react-i18next'
import { type DraftProblem, draftProblems } from '#core/domain/draft-problems.ts'
import { readIin } from '#core/domain/iin.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { formatDate, localText } from '#renderer/i18n/format.ts'
import type { Intake, IntakeStep } from './intake-store.ts'

/** Codes that are said only when the operator tries to go on: an empty field that was passed by is not wrong yet. */
const saidWhenTried: ReadonlySet<DraftProblem['code']> = new Set([
  'required',
  'notAsked',
  'notNotarised',
  'missingPages',
  'originalNotSeen',
])

export const problemsOfIntake = (intake: Intake, now: string): readonly DraftProblem[] =>
  draftProblems(intake.definition, intake.draft, now)

/** The problems to be shown now: of fields that were left, and all of a step that was tried. */
export const saidProblems = (problems: readonly DraftProblem[], { left, tried }: Pick<Intake, 'left' | 'tried'>): readonly DraftProblem[] =>
  problems.filter((problem) => tried.has(problem.step) || (left.has(problem.field) && !saidWhenTried.has(problem.code)))

export const ofStep = (problems: readonly DraftProblem[], step: IntakeStep): readonly DraftProblem[] =>
  step === 'review' ? problems : problems.filter((problem) => problem.step === step)

/** The official label of what a problem's field names, without the path. */
function officialLabel(
  definition: ServiceDefinition,
  field: string,
): { readonly label: string; readonly language?: 'kk' | 'ru' } | undefined {
  const [area, id, language] = field.split('.')
  if (area === 'slots') {
    const slot = definition.documents.find((candidate) => candidate.id === id)
    return slot === undefined ? undefined : { label: localText(slot.title) }
  }
  const found = area === 'answers' ? definition.form.flatMap((page) => page.fields).find((candidate) => candidate.id === id) : undefined
  if (found === undefined) return undefined
  return { label: localText(found.label), ...(language === 'kk' || language === 'ru' ? { language } : {}) }
}

const applicantLabels = ['iin', 'surname', 'givenName', 'patronymic', 'birthDate', 'sex', 'address', 'phone', 'email'] as const
const representativeLabels = [
  'iin',
  'surname',
  'givenName',
  'patronymic',
  'phone',
  'notarised',
  'authorityNumber',
  'notary',
  'issuedAt',
  'expiresAt',
] as const

export interface ProblemTexts {
  /** The sentence under the field. */
  readonly sentence: (problem: DraftProblem) => string
  /** The line of the summary: which field, and the sentence. */
  readonly line: (problem: DraftProblem) => string
}

export function useProblemTexts(definition: ServiceDefinition, draft: IntakeDraft): ProblemTexts {
  const { t } = useTranslation('intake')
  const facts = readIin(draft.applicant.iin)

  const sentence = (problem: DraftProblem): string => {
    const { birthDate = '', sex } = facts.valid ? facts.facts : {}
    if (problem.code === 'birthDateDiffers') return t('problem.birthDateDiffers', { expected: formatDate(birthDate) })
    if (problem.code === 'sexDiffers') return t('problem.sexDiffers', { expected: sex === undefined ? '' : t(`applicant.${sex}`) })
    return t(`problem.${problem.code}`)
  }

  const label = (field: string): string => {
    const official = officialLabel(definition, field)
    if (official !== undefined)
      return official.language === undefined ? official.label : t(`form.${official.language}`, { label: official.label })
    const name = field.slice(field.indexOf('.') + 1)
    const known = field.startsWith('representative.') ? representativeLabels.find((one) => one === name) : undefined
    if (known !== undefined) return t(`representative.${known}`)
    const own = applicantLabels.find((one) => one === name)
    return own === undefined ? '' : t(`applicant.${own}`)
  }

  return { sentence, line: (problem) => t('problem.at', { label: label(problem.field), text: sentence(problem) }) }
}
