import { z } from 'zod'
import { Representative } from '#core/domain/authority.ts'
import { ManifestEntry } from '#core/domain/document.ts'
import { CaseId, Instant, ServiceId } from '#core/domain/ids.ts'
import { Bin, Iin } from '#core/domain/iin.ts'
import { Payment } from '#core/domain/payment.ts'
import { Applicant, ApplyingOrganisation, fullNameOf } from '#core/domain/person.ts'
import { Channel } from '#core/domain/service.ts'
import { Answers, type FormFacts } from '#core/domain/service-form.ts'
import { Locale, LocalText } from '#core/domain/text.ts'

/**
 * What is signed and sent (сұрау салу): one JSON document in canonical form (RFC 8785), the content of a CAdES-B-B signature.
 * The documents travel beside it, named by SHA-256 in the manifest.
 */
export const ServiceRequest = z.object({
  schema: z.literal('tereze.request/1'),
  caseId: CaseId,
  service: z.object({ id: ServiceId, version: z.string(), name: LocalText }),
  channel: Channel,
  /** Where and by whom it was taken in; absent on the portal, where the applicant signs. For the provider's own desk it is the provider. */
  centre: z.object({ bin: Bin, name: LocalText, desk: z.int() }).optional(),
  operator: z.object({ iin: Iin, fullName: z.string() }).optional(),
  /** The person who asks; where an organisation asks, its head. */
  applicant: Applicant,
  organisation: ApplyingOrganisation.optional(),
  representative: Representative.optional(),
  answers: Answers,
  payment: Payment.optional(),
  /** The refused request that this one puts right. */
  corrects: CaseId.optional(),
  documents: z.array(ManifestEntry),
  /** Number printed while the gateway's own is not known. */
  provisionalNumber: z.string(),
  language: Locale,
  /** Device clock. */
  openedAt: Instant,
  composedAt: Instant,
})
export type ServiceRequest = z.infer<typeof ServiceRequest>

/** Who asks, as lists and papers name them: the organisation where there is one. */
export const applicantName = (
  { applicant, organisation }: Pick<ServiceRequest, 'applicant' | 'organisation'>,
  locale: Locale = 'kk',
): string => (organisation === undefined ? fullNameOf(applicant.name) : organisation.name[locale])

/** Their number: BIN of the organisation, or IIN of the person. */
export const applicantId = ({ applicant, organisation }: Pick<ServiceRequest, 'applicant' | 'organisation'>): string =>
  organisation?.bin ?? applicant.iin

/** What the form's conditions ask of a signed request. */
export const factsOfRequest = ({ organisation, channel }: Pick<ServiceRequest, 'organisation' | 'channel'>): FormFacts => ({
  'applicant.kind': organisation === undefined ? 'person' : 'organisation',
  channel,
})
