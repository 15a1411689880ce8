import { z } from 'zod'
import { AuthorityEvidence } from '#core/domain/authority.ts'
import { SlotDraft } from '#core/domain/document.ts'
import { CaseId } from '#core/domain/ids.ts'
import { PaymentEvidence } from '#core/domain/payment.ts'
import { RegisterEvidence } from '#core/domain/person.ts'
import { ApplicantKind } from '#core/domain/service.ts'
import { Answers } from '#core/domain/service-form.ts'
import { Locale, LocalText } from '#core/domain/text.ts'

const typed = z.string().max(500).default('')

/** The applicant step exactly as typed: may be incomplete or wrong, is never refused, so that no keystroke is lost. */
export const TypedPerson = z.object({
  iin: typed,
  surname: typed,
  givenName: typed,
  patronymic: typed,
  birthDate: typed,
  sex: z.enum(['', 'male', 'female']).default(''),
  address: typed,
  phone: typed,
  email: typed,
  /** As the register knows it; fills the form's fields. */
  identityDocument: z.object({ number: z.string(), issuedAt: z.string() }).optional(),
  evidence: RegisterEvidence.optional(),
})
export type TypedPerson = z.infer<typeof TypedPerson>

/** The organisation that asks; the person of the applicant step is then its head, as the register of legal persons names them. */
export const TypedOrganisation = z.object({
  bin: typed,
  name: z.object({ kk: typed, ru: typed }).prefault({}),
  address: typed,
  headIin: typed,
  evidence: RegisterEvidence.optional(),
})
export type TypedOrganisation = z.infer<typeof TypedOrganisation>

export const TypedPayment = z.object({ reference: typed, evidence: PaymentEvidence.optional() })
export type TypedPayment = z.infer<typeof TypedPayment>

/** Where a draft came from that puts a refused request right: only what was wrong is asked again. */
export const Correction = z.object({
  caseId: CaseId,
  number: z.string().optional(),
  refusedOn: z.string(),
  /** Fields as the page names them: `answers.children.0.iin`, `slots.identity`, `applicant.address`; empty: nothing was named. */
  wrongFields: z.array(z.string()),
  grounds: z.array(LocalText),
  explanation: LocalText,
})
export type Correction = z.infer<typeof Correction>

export const TypedRepresentative = z.object({
  iin: typed,
  surname: typed,
  givenName: typed,
  patronymic: typed,
  phone: typed,
  /** Data are entered only when the power of attorney is notarised; the services say whether another one is taken. */
  notarised: z.boolean().default(false),
  authorityNumber: typed,
  notary: typed,
  issuedAt: typed,
  expiresAt: typed,
  evidence: AuthorityEvidence.optional(),
})
export type TypedRepresentative = z.infer<typeof TypedRepresentative>

/** Everything typed and gathered for a case that is not signed yet. Mutable, saved at each keystroke; what counts is frozen at signing. */
export const IntakeDraft = z.object({
  applicantKind: ApplicantKind.default('person'),
  applicant: TypedPerson,
  organisation: TypedOrganisation.optional(),
  representative: TypedRepresentative.optional(),
  answers: Answers,
  payment: TypedPayment.optional(),
  correction: Correction.optional(),
  slots: z.array(SlotDraft),
  language: Locale,
  step: z.enum(['applicant', 'form', 'documents', 'review']),
})
export type IntakeDraft = z.infer<typeof IntakeDraft>

export const emptyDraft = (language: Locale): IntakeDraft => ({
  applicantKind: 'person',
  applicant: TypedPerson.parse({}),
  answers: {},
  slots: [],
  language,
  step: 'applicant',
})
