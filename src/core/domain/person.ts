import { z } from 'zod'
import { DateOnly, Instant } from '#core/domain/ids.ts'
import { Bin, Iin, Sex } from '#core/domain/iin.ts'
import { LocalText } from '#core/domain/text.ts'

export const PersonName = z.object({ surname: z.string().min(1), givenName: z.string().min(1), patronymic: z.string().optional() })
export type PersonName = z.infer<typeof PersonName>

export const fullNameOf = (name: PersonName): string => [name.surname, name.givenName, name.patronymic].filter(Boolean).join(' ')

/** A person as the register of natural persons (ЖТ МДҚ) knows them. */
export const RegisteredPerson = z.object({
  iin: Iin,
  name: PersonName,
  birthDate: DateOnly,
  sex: Sex,
  address: LocalText,
  identityDocument: z.object({
    kind: z.enum(['idCard', 'passport', 'birthCertificate', 'residencePermit']),
    number: z.string(),
    issuedAt: DateOnly,
    expiresAt: DateOnly.optional(),
  }),
  /** Date of death, where the register records one. */
  diedAt: DateOnly.optional(),
  /** IINs of a minor's parents. */
  parents: z.array(Iin).optional(),
})
export type RegisteredPerson = z.infer<typeof RegisteredPerson>

/** An organisation as the register of legal persons (ЗТ МДҚ) knows it. */
export const RegisteredOrganisation = z.object({
  bin: Bin,
  name: LocalText,
  address: LocalText,
  head: z.object({ iin: Iin, name: PersonName }),
  registeredAt: DateOnly,
})
export type RegisteredOrganisation = z.infer<typeof RegisteredOrganisation>

/** What a register said, kept with when and by which register, or that it was silent and the data were declared at the counter. */
export const RegisterEvidence = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed'), register: z.string(), answeredAt: Instant, reference: z.string() }),
  z.object({ outcome: z.literal('declared'), register: z.string(), declaredAt: Instant, why: z.literal('unavailable') }),
])
export type RegisterEvidence = z.infer<typeof RegisterEvidence>

/** Алушы: the person who asks. */
export const Applicant = z.object({
  iin: Iin,
  name: PersonName,
  birthDate: DateOnly,
  sex: Sex,
  address: z.string().min(1),
  phone: z.string().regex(/^\+7\d{10}$/),
  email: z.email().optional(),
  evidence: RegisterEvidence,
})
export type Applicant = z.infer<typeof Applicant>

/** The organisation that asks (заңды тұлға), with what the register of legal persons said of it. */
export const ApplyingOrganisation = z.object({ bin: Bin, name: LocalText, address: z.string().min(1), evidence: RegisterEvidence })
export type ApplyingOrganisation = z.infer<typeof ApplyingOrganisation>
