import { z } from 'zod'
import { DeadlineRule } from '#core/domain/calendar.ts'
import { ServiceId } from '#core/domain/ids.ts'
import { Conditions, FieldId, FormPage, holds } from '#core/domain/service-form.ts'
import { ResultForm } from '#core/domain/service-result.ts'
import { LocalText } from '#core/domain/text.ts'

/** The way a request comes in: public service centre (ХҚКО), the provider's own desk, the portal (ЭҮП). */
export const Channel = z.enum(['centre', 'provider', 'portal'])
export type Channel = z.infer<typeof Channel>

export const ApplicantKind = z.enum(['person', 'organisation'])
export type ApplicantKind = z.infer<typeof ApplicantKind>

export const DocumentSlot = z.object({
  id: FieldId,
  title: LocalText,
  help: LocalText.optional(),
  required: z.boolean(),
  /** Asks the form's answers, `applicant.kind` and `channel`. */
  when: Conditions.optional(),
  /** Needed only where a representative acts. */
  forRepresentative: z.boolean().optional(),
  original: z.enum(['shown', 'left', 'copy']),
  maxPages: z.int().positive(),
  scan: z.object({ dpi: z.int().positive(), mode: z.enum(['gray', 'colour']) }),
  assumed: z.boolean().optional(),
})
export type DocumentSlot = z.infer<typeof DocumentSlot>

/** A step of the regulation: `P3` and `C1` of its text, or a row of its table. */
export const Step = z.object({
  step: z.string(),
  clause: z.string(),
  actor: LocalText,
  text: LocalText,
  norm: LocalText.optional(),
  normSeconds: z.int().positive().optional(),
  /** Between which actions of a case's log the step is measured against its norm. */
  measure: z.object({ from: z.string(), to: z.string() }).optional(),
})
export type Step = z.infer<typeof Step>

export const RefusalGround = z.object({ id: FieldId, text: LocalText, clause: z.string().optional(), assumed: z.boolean().optional() })
export type RefusalGround = z.infer<typeof RefusalGround>

/** A contradiction or gap of the source, and how it was decided; `decided: false` marks an assumption to be confirmed. */
export const ServiceNote = z.object({ about: z.string(), text: LocalText, decided: z.boolean() })

/** Paid before the request is signed; proved by a reference of the payment gateway (ЭҮТШ). */
export const Fee = z.object({
  purpose: LocalText,
  /** Whole tenge. */
  tenge: z.int().positive(),
  channels: z.array(Channel).min(1),
  clause: z.string().optional(),
  assumed: z.boolean().optional(),
})
export type Fee = z.infer<typeof Fee>

export const Term = z.object({
  rule: DeadlineRule,
  /** Where a channel counts differently. */
  channels: z.partialRecord(Channel, DeadlineRule).optional(),
  text: LocalText,
  /** The provider may extend, with a notice to the applicant (annex 3, note). */
  extension: z
    .object({ maxDays: z.int().positive(), unit: z.enum(['workingDays', 'calendarDays']), text: LocalText, assumed: z.boolean() })
    .optional(),
  assumed: z.boolean().optional(),
})

/** How people prove who they are in a channel: name and password, IIN (or BIN) and password, certificate. */
export const LoginForm = z.enum(['loginPassword', 'iinPassword', 'iinBinPassword', 'certificate', 'certificatePassword', 'notStated'])

/** Everything official about one service, as data: resources/services/<id>.json. */
export const ServiceDefinition = z.object({
  id: ServiceId,
  /** Its place in the list of services, as operators number them. */
  number: z.int().positive(),
  version: z.string().min(1),
  name: LocalText,
  synonyms: z.object({ kk: z.array(z.string()), ru: z.array(z.string()) }),
  category: LocalText,
  provider: z.object({
    bin: z.string().regex(/^\d{12}$/),
    name: LocalText,
    department: LocalText,
    /** Where a person is sent who cannot be served at the centre. */
    address: LocalText,
    phone: z.string().optional(),
  }),
  region: LocalText,
  legalBasis: z.array(z.object({ text: LocalText, clauses: z.string().optional() })).min(1),
  automation: LocalText,
  kind: LocalText,
  /** The channels the regulation allows, each with its steps; a channel that is not here does not exist. */
  channels: z.object({ centre: z.array(Step).optional(), provider: z.array(Step).optional(), portal: z.array(Step).optional() }),
  login: z.partialRecord(Channel, z.array(LoginForm)),
  applicants: z.array(ApplicantKind).min(1),
  /** The person beside the applicant whom it is about, and the form's field (a `repeat` or an `iin`) that names them. */
  subject: z.object({ kind: z.enum(['child', 'ward']), field: FieldId }).optional(),
  representation: z.object({ allowed: z.boolean(), notarisedOnly: z.boolean() }),
  registers: z.array(z.enum(['persons', 'organisations', 'notaries', 'civilActs', 'payments'])),
  form: z.array(FormPage),
  documents: z.array(DocumentSlot),
  fee: Fee.optional(),
  courier: z.boolean(),
  term: Term,
  /** Minutes a person may wait and be served. */
  waiting: z.object({ queueMinutes: z.int(), servingMinutes: z.int() }),
  /**
   * How the provider works: `direct`, one executor accepts, decides and signs; `resolution`, chancellery registers, head assigns an executor,
   * executor prepares, head signs, chancellery sends.
   */
  procedure: z.enum(['direct', 'resolution']),
  results: z.array(ResultForm).min(2),
  refusalGrounds: z.array(RefusalGround).min(1),
  statuses: z.array(
    z.object({ status: z.enum(['registered', 'inWork', 'completed']), name: LocalText, when: LocalText, clause: z.string().optional() }),
  ),
  handOut: z.partialRecord(Channel, z.array(z.enum(['inPerson', 'email', 'cabinet'])).min(1)),
  survey: z.enum(['G-1', 'G-2', 'G-3', 'none']),
  notes: z.array(ServiceNote),
})
export type ServiceDefinition = z.infer<typeof ServiceDefinition>

/** The blanks a case of this service can end with, told from its answers; the refusal is always among them. */
export const resultFormsFor = (
  definition: Pick<ServiceDefinition, 'results'>,
  values: Readonly<Record<string, unknown>>,
): readonly ResultForm[] => definition.results.filter((form) => holds(form.when, values))

export const refusalFormOf = (definition: Pick<ServiceDefinition, 'results'>): ResultForm => {
  const form = definition.results.find(({ outcome }) => outcome === 'refusal')
  if (form === undefined) throw new Error('A service has a refusal')
  return form
}

/** The slot whose scan proves a power of attorney that is certified otherwise than by a notary. */
export const isAuthorityScan = ({ required, forRepresentative, when }: DocumentSlot): boolean =>
  required && forRepresentative === true && when === undefined

export const termFor = ({ term }: Pick<ServiceDefinition, 'term'>, channel: Channel): DeadlineRule => term.channels?.[channel] ?? term.rule

export const feeFor = ({ fee }: Pick<ServiceDefinition, 'fee'>, channel: Channel): Fee | undefined =>
  fee?.channels.includes(channel) === true ? fee : undefined
