import { type ComparedName, type Conflict, type ConflictChoice, contradicts, type Finding, isFillable } from '#core/domain/conflict.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { RegisterEvidence } from '#core/domain/person.ts'
import { type Answers, fieldsOf } from '#core/domain/service-form.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'

/** The register's values that differ, by name. */
const valuesOf = ({ fields }: Finding, names: readonly ComparedName[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fields
      .filter(({ name, verdict, registered }) => names.includes(name) && verdict !== 'same' && registered !== '')
      .map(({ name, registered }) => [name, registered]),
  )

const withoutEvidence = <Part extends { readonly evidence?: unknown }>({ evidence: _evidence, ...part }: Part): Omit<Part, 'evidence'> =>
  part

const confirmation = (register: string, { answeredAt, reference = '' }: Finding): RegisterEvidence => ({
  outcome: 'confirmed',
  register,
  answeredAt,
  reference,
})

type Filling = (draft: IntakeDraft, finding: Finding, definition: ServiceDefinition) => IntakeDraft
const personNames = ['surname', 'givenName', 'patronymic'] as const

/** Takes the register's version: afterwards the register confirms what stands there. An address that was told anew stays. */
const takes: Readonly<Record<Finding['subject'], Filling>> = {
  applicant: (draft, finding) => ({
    ...draft,
    applicant: {
      ...draft.applicant,
      ...valuesOf(finding, [...personNames, 'birthDate', 'sex']),
      evidence: confirmation('ЖТ МДҚ', finding),
    },
  }),
  representative: (draft, finding) =>
    draft.representative === undefined
      ? draft
      : { ...draft, representative: { ...draft.representative, ...valuesOf(finding, personNames) } },
  organisation: (draft, finding) => {
    if (draft.organisation === undefined) return draft
    const { nameKk, nameRu } = valuesOf(finding, ['nameKk', 'nameRu'])
    const { name } = draft.organisation
    return {
      ...draft,
      organisation: {
        ...draft.organisation,
        name: { kk: nameKk ?? name.kk, ru: nameRu ?? name.ru },
        headIin: finding.fields.find((field) => field.name === 'head')?.registered ?? draft.organisation.headIin,
        evidence: confirmation('ЗТ МДҚ', finding),
      },
    }
  },
  authority: (draft, finding) =>
    draft.representative === undefined
      ? draft
      : {
          ...draft,
          representative: {
            ...draft.representative,
            ...valuesOf(finding, ['notary', 'issuedAt', 'expiresAt']),
            evidence: { outcome: 'confirmed', register: 'БНАЖ', answeredAt: finding.answeredAt },
          },
        },
  family: (draft, finding, definition) => ({ ...draft, answers: withChildren(draft.answers, finding, definition) }),
  // Nothing of a payment can be put right by typing: its reference is asked anew.
  payment: (draft) => draft,
}

function withChildren(answers: Answers, { fields }: Finding, { form }: ServiceDefinition): Answers {
  const registered = (of: unknown, name: ComparedName): string | undefined =>
    fields.find((field) => field.of === of && field.name === name && field.verdict === 'differs')?.registered
  const rows = fieldsOf(form).flatMap((field) => {
    const value = answers[field.id]
    if (field.type !== 'repeat' || field.suggest === undefined || !Array.isArray(value)) return []
    const { iin, fullName, birthDate } = field.suggest
    const filled = value.map((row) => {
      const name = registered(row[iin], 'childName')
      const born = registered(row[iin], 'childBirthDate')
      return { ...row, ...(name === undefined ? {} : { [fullName]: name }), ...(born === undefined ? {} : { [birthDate]: born }) }
    })
    return [[field.id, filled] as const]
  })
  return { ...answers, ...Object.fromEntries(rows) }
}

/** Contradicted, and not put right by the register's values: it is to be asked about anew at the counter. */
function unconfirmed(draft: IntakeDraft, subject: Finding['subject']): IntakeDraft {
  const { organisation, representative, payment } = draft
  if (subject === 'applicant') return { ...draft, applicant: withoutEvidence(draft.applicant) }
  if (subject === 'organisation' && organisation !== undefined) return { ...draft, organisation: withoutEvidence(organisation) }
  if ((subject === 'authority' || subject === 'representative') && representative !== undefined)
    return { ...draft, representative: withoutEvidence(representative) }
  return subject === 'payment' && payment !== undefined ? { ...draft, payment: withoutEvidence(payment) } : draft
}

/**
 * The draft as it comes back to the counter. What the register confirmed meanwhile is confirmed; what it contradicted bears the register's values
 * (`takeRegister`, where there are any and nothing else stands against it), or is to be asked about anew.
 */
export function correctedDraft(draft: IntakeDraft, conflict: Conflict, choice: ConflictChoice, definition: ServiceDefinition): IntakeDraft {
  const isTaken = (finding: Finding): boolean => !contradicts(finding) || (choice === 'takeRegister' && isFillable(finding))
  const taken = conflict.findings.filter(isTaken).reduce((filled, finding) => takes[finding.subject](filled, finding, definition), draft)
  const corrected = conflict.findings
    .filter((finding) => !isTaken(finding))
    .reduce((left, { subject }) => unconfirmed(left, subject), taken)
  const isOfForm = conflict.findings.filter(contradicts).every(({ subject }) => subject === 'family' || subject === 'payment')
  return { ...corrected, step: isOfForm ? 'form' : 'applicant' }
}
