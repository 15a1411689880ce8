import { almatyDate } from '#core/domain/calendar.ts'
import type { Instant } from '#core/domain/ids.ts'
import { isBin, readIin } from '#core/domain/iin.ts'
import type { IntakeDraft, TypedOrganisation, TypedPayment, TypedPerson, TypedRepresentative } from '#core/domain/intake-draft.ts'
import { type FieldProblemCode, formProblems, isDate, isEmail, isPhone } from '#core/domain/form-problems.ts'
import { type Channel, type DocumentSlot, feeFor, type ServiceDefinition } from '#core/domain/service.ts'
import { fieldsOf, type FormFacts, holds, shownValues } from '#core/domain/service-form.ts'

/** One thing that keeps a draft from being signed. `code` is the key of its sentence. */
export interface DraftProblem {
  readonly step: 'applicant' | 'form' | 'documents'
  /** Path of the field as the page names it: `applicant.iin`, `answers.presentedTo.kk`, `slots.application`. */
  readonly field: string
  readonly code:
    | FieldProblemCode
    | 'iin/notTwelveDigits'
    | 'iin/birthDateImpossible'
    | 'iin/centuryDigitImpossible'
    | 'birthDateDiffers'
    | 'sexDiffers'
    | 'notAsked'
    | 'notNotarised'
    | 'samePerson'
    | 'authorityExpired'
    | 'notTheHead'
    | 'missingPages'
    | 'originalNotSeen'
    | 'tooManyPages'
}

type Found = Omit<DraftProblem, 'step'>

export function applicantProblems(person: TypedPerson): readonly Found[] {
  const found: Found[] = []
  const need = (field: Exclude<keyof TypedPerson, 'evidence' | 'identityDocument'>) => {
    if (person[field].trim() === '') found.push({ field: `applicant.${field}`, code: 'required' })
  }
  const reading = readIin(person.iin)
  if (person.iin === '') need('iin')
  else if (!reading.valid) found.push({ field: 'applicant.iin', code: `iin/${reading.problem}` })
  for (const field of ['surname', 'givenName', 'birthDate', 'sex', 'address', 'phone'] as const) need(field)
  if (person.birthDate !== '' && !isDate(person.birthDate)) found.push({ field: 'applicant.birthDate', code: 'date' })
  if (reading.valid) {
    const { birthDate, sex } = reading.facts
    if (birthDate !== undefined && isDate(person.birthDate) && person.birthDate !== birthDate)
      found.push({ field: 'applicant.birthDate', code: 'birthDateDiffers' })
    if (sex !== undefined && person.sex !== '' && person.sex !== sex) found.push({ field: 'applicant.sex', code: 'sexDiffers' })
  }
  if (person.phone !== '' && !isPhone(person.phone)) found.push({ field: 'applicant.phone', code: 'phone' })
  if (person.email !== '' && !isEmail(person.email)) found.push({ field: 'applicant.email', code: 'email' })
  if (reading.valid && person.evidence === undefined) found.push({ field: 'applicant.iin', code: 'notAsked' })
  return found
}

/**
 * The representative, and the data of their power of attorney. Where the service takes one that is certified otherwise (`notarisedOnly` false), its data
 * are not entered and no register is asked: its scan in the slot of the power of attorney is what proves it.
 */
export function representativeProblems(
  person: TypedRepresentative,
  principalIin: string,
  today: string,
  { notarisedOnly }: Pick<ServiceDefinition['representation'], 'notarisedOnly'>,
): readonly Found[] {
  const found: Found[] = []
  const reading = readIin(person.iin)
  if (!person.notarised && notarisedOnly) return [{ field: 'representative.notarised', code: 'notNotarised' }]
  if (person.iin === '') found.push({ field: 'representative.iin', code: 'required' })
  else if (!reading.valid) found.push({ field: 'representative.iin', code: `iin/${reading.problem}` })
  else if (person.iin === principalIin) found.push({ field: 'representative.iin', code: 'samePerson' })
  const needed = ['surname', 'givenName', ...(person.notarised ? (['authorityNumber', 'issuedAt', 'expiresAt'] as const) : [])] as const
  for (const field of needed) {
    if (person[field].trim() === '') found.push({ field: `representative.${field}`, code: 'required' })
  }
  if (person.phone !== '' && !isPhone(person.phone)) found.push({ field: 'representative.phone', code: 'phone' })
  if (!person.notarised) return found
  for (const field of ['issuedAt', 'expiresAt'] as const) {
    if (person[field] !== '' && !isDate(person[field])) found.push({ field: `representative.${field}`, code: 'date' })
  }
  if (isDate(person.expiresAt) && person.expiresAt < today) found.push({ field: 'representative.expiresAt', code: 'authorityExpired' })
  if (person.evidence === undefined) found.push({ field: 'representative.authorityNumber', code: 'notAsked' })
  return found
}

/** The organisation, and that the person of the applicant step is its head. */
export function organisationProblems(organisation: TypedOrganisation | undefined, headIin: string): readonly Found[] {
  if (organisation === undefined || organisation.bin === '') return [{ field: 'organisation.bin', code: 'required' }]
  if (!isBin(organisation.bin)) return [{ field: 'organisation.bin', code: 'bin' }]
  const found: Found[] = []
  for (const language of ['kk', 'ru'] as const)
    if (organisation.name[language].trim() === '') found.push({ field: `organisation.name.${language}`, code: 'required' })
  if (organisation.address.trim() === '') found.push({ field: 'organisation.address', code: 'required' })
  if (organisation.evidence === undefined) found.push({ field: 'organisation.bin', code: 'notAsked' })
  // A silent register names no head: the person's own word and papers stand then.
  if (organisation.evidence?.outcome === 'confirmed' && organisation.headIin !== '' && headIin !== organisation.headIin)
    found.push({ field: 'applicant.iin', code: 'notTheHead' })
  return found
}

/** Where this channel has a fee: a reference, and that the payment gateway was asked about it. */
export function paymentDraftProblems(
  definition: Pick<ServiceDefinition, 'fee'>,
  payment: TypedPayment | undefined,
  channel: Channel,
): readonly Found[] {
  if (feeFor(definition, channel) === undefined) return []
  if (payment === undefined || payment.reference.trim() === '') return [{ field: 'payment.reference', code: 'required' }]
  return payment.evidence === undefined ? [{ field: 'payment.reference', code: 'notAsked' }] : []
}

export const factsOf = (draft: Pick<IntakeDraft, 'applicantKind'>, channel: Channel): FormFacts => ({
  'applicant.kind': draft.applicantKind,
  channel,
})

/** The slots of the checklist that this draft has. */
export function slotsOf(
  definition: Pick<ServiceDefinition, 'form' | 'documents'>,
  draft: Pick<IntakeDraft, 'answers' | 'representative' | 'applicantKind'>,
  channel: Channel,
): readonly DocumentSlot[] {
  const values = shownValues(definition.form, draft.answers, factsOf(draft, channel))
  return definition.documents.filter(
    (slot) => holds(slot.when, values) && (slot.forRepresentative !== true || draft.representative !== undefined),
  )
}

export function documentProblems(definition: ServiceDefinition, draft: IntakeDraft, channel: Channel): readonly Found[] {
  return slotsOf(definition, draft, channel).flatMap((slot): Found[] => {
    const filled = draft.slots.find((candidate) => candidate.slotId === slot.id)
    const field = `slots.${slot.id}`
    const pages = filled?.pages.length ?? 0
    if (pages === 0) return slot.required ? [{ field, code: 'missingPages' }] : []
    if (pages > slot.maxPages) return [{ field, code: 'tooManyPages' }]
    return slot.original !== 'copy' && filled?.originalSeen !== true ? [{ field, code: 'originalNotSeen' }] : []
  })
}

/** Everything that keeps the draft from being signed, in the order of the steps. The page and the core ask this same function. */
export function draftProblems(definition: ServiceDefinition, draft: IntakeDraft, channel: Channel, now: Instant): readonly DraftProblem[] {
  const today = almatyDate(now)
  const applicant = [
    ...(draft.applicantKind === 'organisation' ? organisationProblems(draft.organisation, draft.applicant.iin) : []),
    ...applicantProblems(draft.applicant),
    ...(draft.representative === undefined
      ? []
      : representativeProblems(draft.representative, draft.applicant.iin, today, definition.representation)),
  ]
  const form = [
    ...formProblems(fieldsOf(definition.form), draft.answers, factsOf(draft, channel), today).map(({ path, code }) => ({
      field: `answers.${path}`,
      code,
    })),
    ...paymentDraftProblems(definition, draft.payment, channel),
  ]
  return [
    ...applicant.map((problem) => ({ ...problem, step: 'applicant' as const })),
    ...form.map((problem) => ({ ...problem, step: 'form' as const })),
    ...documentProblems(definition, draft, channel).map((problem) => ({ ...problem, step: 'documents' as const })),
  ]
}
