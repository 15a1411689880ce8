import { z } from 'zod'
import { SlotDraft } from '#core/domain/document.ts'
import { RegisterEvidence } from '#core/domain/person.ts'
import { Answers } from '#core/domain/service.ts'
import { Locale } from '#core/domain/text.ts'

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
  evidence: RegisterEvidence.optional(),
})
export type TypedPerson = z.infer<typeof TypedPerson>

export const TypedRepresentative = z.object({
  iin: typed,
  surname: typed,
  givenName: typed,
  patronymic: typed,
  phone: typed,
  /** Data are entered only when the power of attorney is notarised. */
  notarised: z.boolean().default(false),
  authorityNumber: typed,
  notary: typed,
  issuedAt: typed,
  expiresAt: typed,
  evidence: z
    .discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('confirmed'), register: z.literal('БНАЖ'), answeredAt: z.string() }),
      z.object({ outcome: z.literal('declared'), register: z.literal('БНАЖ'), declaredAt: z.string(), why: z.literal('unavailable') }),
    ])
    .optional(),
})
export type TypedRepresentative = z.infer<typeof TypedRepresentative>

/** Everything typed and gathered for a case that is not signed yet. Mutable, saved at each keystroke; what counts is frozen at signing. */
export const IntakeDraft = z.object({
  applicant: TypedPerson,
  representative: TypedRepresentative.optional(),
  answers: Answers,
  slots: z.array(SlotDraft),
  language: Locale,
  step: z.enum(['applicant', 'form', 'documents', 'review']),
})
export type IntakeDraft = z.infer<typeof IntakeDraft>

export const emptyDraft = (language: Locale): IntakeDraft => ({
  applicant: TypedPerson.parse({}),
  answers: {},
  slots: [],
  language,
  step: 'applicant',
})
