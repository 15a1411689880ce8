import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftProblem, draftProblems } from '#core/domain/draft-problems.ts'
import { readIin } from '#core/domain/iin.ts'
import type { TypedPerson } from '#core/domain/intake-draft.ts'
import { fieldsOf } from '#core/domain/service-form.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { fieldLabel, fieldSentence } from '#renderer/features/form/problem-texts.ts'
import { formatDate, localText } from '#renderer/i18n/format.ts'
import type { Intake, IntakeStep } from './intake-store.ts'

/** Codes that are said only when the operator tries to go on: an empty field that was passed by is not wrong yet. */
const saidWhenTried: ReadonlySet<DraftProblem['code']> = new Set([
  'required',
  'notAsked',
  'notNotarised',
  'missingPages',
  'originalNotSeen',
  'tooFew',
])

export const problemsOfIntake = (intake: Intake, now: string): readonly DraftProblem[] =>
  draftProblems(intake.definition, intake.draft, intake.channel, now)

/** The problems to be shown now: of fields that were left, and all of a step that was tried. */
export const saidProblems = (problems: readonly DraftProblem[], { left, tried }: Pick<Intake, 'left' | 'tried'>): readonly DraftProblem[] =>
  problems.filter((problem) => tried.has(problem.step) || (left.has(problem.field) && !saidWhenTried.has(problem.code)))

export const ofStep = (problems: readonly DraftProblem[], step: IntakeStep): readonly DraftProblem[] =>
  step === 'review' ? problems : problems.filter((problem) => problem.step === step)

const ownCodes = [
  'iin/notTwelveDigits',
  'iin/birthDateImpossible',
  'iin/centuryDigitImpossible',
  'birthDateDiffers',
  'sexDiffers',
  'notAsked',
  'notNotarised',
  'samePerson',
  'authorityExpired',
  'notTheHead',
  'missingPages',
  'originalNotSeen',
  'tooManyPages',
] as const satisfies readonly DraftProblem['code'][]

type OwnCode = (typeof ownCodes)[number]
const isOwn = (code: DraftProblem['code']): code is OwnCode => (ownCodes as readonly string[]).includes(code)

/** Fields whose labels are the page's own, by their names; the others are named by the service's definition. */
const ownLabels = {
  applicant: ['iin', 'surname', 'givenName', 'patronymic', 'birthDate', 'sex', 'address', 'phone', 'email'],
  representative: ['iin', 'surname', 'givenName', 'patronymic', 'phone', 'notarised', 'authorityNumber', 'notary', 'issuedAt', 'expiresAt'],
  organisation: ['bin', 'name.kk', 'name.ru', 'address'],
} as const

export interface ProblemTexts {
  /** The sentence under the field. */
  readonly sentence: (problem: DraftProblem) => string
  /** The line of the summary: which field, and the sentence. */
  readonly line: (problem: DraftProblem) => string
}

export function useProblemTexts(definition: ServiceDefinition, applicant: Pick<TypedPerson, 'iin'>): ProblemTexts {
  const { t } = useTranslation('intake')
  const form = useTranslation('form').t
  const { iin } = applicant
  return useMemo(() => {
    const fields = fieldsOf(definition.form)
    const facts = readIin(iin)

    const sentence = ({ field, code }: DraftProblem): string => {
      const { birthDate = '', sex } = facts.valid ? facts.facts : {}
      if (code === 'notAsked' && field === 'payment.reference') return t('payment.notAsked')
      if (code === 'birthDateDiffers') return t('problem.birthDateDiffers', { expected: formatDate(birthDate) })
      if (code === 'sexDiffers') return t('problem.sexDiffers', { expected: sex === undefined ? '' : t(`applicant.${sex}`) })
      if (isOwn(code)) return t(`problem.${code}`)
      return field.startsWith('answers.')
        ? fieldSentence(form, fields, { path: field.slice('answers.'.length), code })
        : form(`problem.${code}`, { min: 0, max: 0, age: 0 })
    }

    const label = (field: string): string => {
      const area = field.slice(0, field.indexOf('.'))
      const name = field.slice(area.length + 1)
      if (area === 'answers') return fieldLabel(form, fields, name)
      if (area === 'payment') return t('payment.reference')
      if (area === 'slots') {
        const slot = definition.documents.find(({ id }) => id === name)
        return slot === undefined ? '' : localText(slot.title)
      }
      if (area === 'organisation') {
        const known = ownLabels.organisation.find((one) => one === name)
        if (known === undefined) return ''
        return t(known === 'name.kk' ? 'organisation.nameKk' : known === 'name.ru' ? 'organisation.nameRu' : `organisation.${known}`)
      }
      if (area === 'representative') {
        const known = ownLabels.representative.find((one) => one === name)
        return known === undefined ? '' : t(`representative.${known}`)
      }
      const known = ownLabels.applicant.find((one) => one === name)
      return known === undefined ? '' : t(`applicant.${known}`)
    }

    return { sentence, line: (problem) => form('problem.at', { label: label(problem.field), text: sentence(problem) }) }
  }, [definition, iin, t, form])
}
