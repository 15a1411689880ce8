import { create } from 'zustand'
import type { CaseLineView } from '#core/contract/views.ts'
import type { WireFault } from '#core/contract/operation.ts'
import type { SlotDraft } from '#core/domain/document.ts'
import type { FamilyRecord } from '#core/domain/civil-acts.ts'
import type { IntakeDraft, TypedPerson, TypedRepresentative } from '#core/domain/intake-draft.ts'
import { TypedRepresentative as RepresentativeShape } from '#core/domain/intake-draft.ts'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import type { Answers } from '#core/domain/service-form.ts'
import type { z } from 'zod'
import { fillAnswers } from './steps/form/fill-answers.ts'
import type { PaymentAnswer } from './steps/form/payment.ts'
import type { OrganisationAnswer } from './steps/applicant/register-organisation.ts'
import { type AuthorityAnswer, editRepresentative, takeAuthority } from './steps/applicant/register-authority.ts'
import { editPerson, emptyFilled, type PersonAnswer, takePerson } from './steps/applicant/register-person.ts'

export type OpenCase = z.infer<typeof CaseLineView>
export type IntakeStep = IntakeDraft['step']

/** Where a look-up in a register stands. */
export type Lookup<Answer> =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly fault: WireFault }

export interface Intake {
  readonly caseId: string
  readonly definition: ServiceDefinition
  /** The way this workplace takes requests in. */
  readonly channel: Channel
  readonly openedAt: string
  readonly rejection: string | undefined
  readonly draft: IntakeDraft
  readonly person: Lookup<PersonAnswer & { readonly openCases: readonly OpenCase[] }>
  readonly organisation: Lookup<OrganisationAnswer>
  readonly authority: Lookup<AuthorityAnswer>
  /** Asked once, for the applicant's IIN. */
  readonly family: Lookup<FamilyRecord> & { readonly iin?: string }
  readonly payment: Lookup<PaymentAnswer>
  /** Answers as they were before an earlier request's were taken over. */
  readonly beforeTaking: Answers | undefined
  /** Fields that the operator has left: only these show their errors, until the step was tried. */
  readonly left: ReadonlySet<string>
  readonly tried: ReadonlySet<IntakeStep>
}

type Opened = Pick<Intake, 'caseId' | 'definition' | 'channel' | 'openedAt' | 'draft' | 'rejection'>

interface IntakeState {
  readonly intake: Intake | undefined
  /** The draft as the core has it: the very object that was saved last. */
  readonly saved: IntakeDraft | undefined
  readonly open: (opened: Opened) => void
  readonly close: () => void
  readonly edit: (change: (intake: Intake) => Intake) => void
}

/** The case that is being taken in, as typed. What counts is in the core: this is saved to it at once. */
export const useIntakeStore = create<IntakeState>((set) => ({
  intake: undefined,
  saved: undefined,
  open: (opened) =>
    set({
      saved: opened.draft,
      intake: {
        ...opened,
        person: { state: 'idle' },
        organisation: { state: 'idle' },
        authority: { state: 'idle' },
        family: { state: 'idle' },
        payment: { state: 'idle' },
        beforeTaking: undefined,
        left: new Set(),
        tried: new Set(),
      },
    }),
  close: () => set({ intake: undefined, saved: undefined }),
  edit: (change) => set(({ intake }) => (intake === undefined ? {} : { intake: change(intake) })),
}))

/** The parts of a draft that the page saves; pages in slots are the core's. */
const typedParts = [
  'applicantKind',
  'applicant',
  'organisation',
  'representative',
  'answers',
  'payment',
  'correction',
  'language',
  'step',
] as const

export const isSameTyping = (one: IntakeDraft, other: IntakeDraft): boolean => typedParts.every((part) => one[part] === other[part])

/** Something typed for this case has not reached the core. */
export function hasUnsavedTyping(caseId: string): boolean {
  const { intake, saved } = useIntakeStore.getState()
  return intake?.caseId === caseId && saved !== undefined && !isSameTyping(intake.draft, saved)
}

export const withDraft = (intake: Intake, patch: Partial<IntakeDraft>): Intake => ({ ...intake, draft: { ...intake.draft, ...patch } })
export const answerOf = <Answer>(lookup: Lookup<Answer>): Answer | undefined => (lookup.state === 'answered' ? lookup.answer : undefined)

export function changeApplicant(intake: Intake, patch: Partial<TypedPerson>): Intake {
  const applicant = editPerson(intake.draft.applicant, patch, answerOf(intake.person), intake.draft.language)
  const other = applicant.iin !== intake.draft.applicant.iin
  return { ...withDraft(intake, { applicant }), person: other ? { state: 'idle' } : intake.person }
}

export function takeRegisterPerson(intake: Intake): Intake {
  const answer = answerOf(intake.person)
  if (answer === undefined || answer.person.diedAt !== undefined) return intake
  return withDraft(intake, { applicant: takePerson(intake.draft.applicant, answer, intake.draft.language) })
}

/** The register's answer: it fills what is still empty; what was typed stays and is compared. The evidence comes where all is the same. */
export function personAnswered(intake: Intake, person: Intake['person']): Intake {
  const answer = answerOf(person)
  const patch = answer === undefined ? {} : emptyFilled(intake.draft.applicant, answer, intake.draft.language)
  return changeApplicant({ ...intake, person }, patch)
}

export function toggleRepresentative(intake: Intake, acts: boolean): Intake {
  const { representative: _representative, ...rest } = intake.draft
  return { ...intake, authority: { state: 'idle' }, draft: acts ? { ...rest, representative: RepresentativeShape.parse({}) } : rest }
}

export function changeRepresentative(intake: Intake, patch: Partial<TypedRepresentative>): Intake {
  const { representative, applicant } = intake.draft
  if (representative === undefined) return intake
  const changed = editRepresentative(representative, patch, applicant.iin, answerOf(intake.authority))
  const other = changed.iin !== representative.iin || changed.authorityNumber !== representative.authorityNumber
  return { ...withDraft(intake, { representative: changed }), authority: other ? { state: 'idle' } : intake.authority }
}

export function takeRegisterAuthority(intake: Intake): Intake {
  const answer = answerOf(intake.authority)
  const { representative, applicant } = intake.draft
  if (answer === undefined || representative === undefined) return intake
  return withDraft(intake, { representative: takeAuthority(representative, applicant.iin, answer) })
}

export const authorityAnswered = (intake: Intake, authority: Intake['authority']): Intake =>
  changeRepresentative({ ...intake, authority }, {})

export const changeAnswers = (intake: Intake, step: (answers: Answers) => Answers): Intake =>
  withDraft(intake, { answers: step(intake.draft.answers) })

/** Takes an earlier request's answers over; what stood there is kept for one undo. */
export const takeAnswers = (intake: Intake, answers: Answers): Intake => ({
  ...withDraft(intake, { answers: { ...intake.draft.answers, ...answers } }),
  beforeTaking: intake.draft.answers,
})

export const undoTaking = (intake: Intake): Intake =>
  intake.beforeTaking === undefined ? intake : { ...withDraft(intake, { answers: intake.beforeTaking }), beforeTaking: undefined }

export const changeSlots = (intake: Intake, slots: readonly SlotDraft[]): Intake => withDraft(intake, { slots: [...slots] })

export const leaveField = (intake: Intake, field: string): Intake =>
  intake.left.has(field) ? intake : { ...intake, left: new Set([...intake.left, field]) }

export const tryStep = (intake: Intake, step: IntakeStep): Intake => ({ ...intake, tried: new Set([...intake.tried, step]) })

/** Goes to a step; the form is filled from what is known by then. */
export function goToStep(intake: Intake, step: IntakeStep): Intake {
  const answers = step === 'form' ? fillAnswers(intake.definition, intake.draft, intake.channel) : intake.draft.answers
  return withDraft(intake, { step, answers })
}

export const intakeSteps = ['applicant', 'form', 'documents', 'review'] as const satisfies readonly IntakeStep[]
export const stepAfter = (step: IntakeStep): IntakeStep => intakeSteps[intakeSteps.indexOf(step) + 1] ?? 'review'
export const stepBefore = (step: IntakeStep): IntakeStep | undefined => intakeSteps[intakeSteps.indexOf(step) - 1]
