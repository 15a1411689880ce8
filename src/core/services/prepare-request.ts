import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { Representative } from '#core/domain/authority.ts'
import type { ManifestEntry, SlotDraft } from '#core/domain/document.ts'
import { draftProblems, slotsOf } from '#core/domain/draft-problems.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import { Applicant } from '#core/domain/person.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import { type DocumentSlot, isShown, type Answers, type ServiceDefinition } from '#core/domain/service.ts'
import type { AssemblyPage } from '#core/ports/paper.ts'
import type { Desk, Session } from './desk.ts'
import { findDraft } from './keep-draft.ts'
import { keepPreparation } from './preparation.ts'
import { definitionOf } from './record.ts'

type PrepareDeps = Pick<Desk, 'workplace' | 'stores' | 'documents' | 'paper' | 'clock' | 'random' | 'preparations'>

async function bindSlot(deps: PrepareDeps, slot: DocumentSlot, filled: SlotDraft) {
  const contents = new Map<string, Uint8Array>()
  const pages: AssemblyPage[] = []
  for (const { source, rotation } of filled.pages) {
    const kept = contents.get(source.hash)
    const read = kept === undefined ? await deps.documents.get(source.hash) : ok(kept)
    if (!read.ok) return read
    contents.set(source.hash, read.value)
    pages.push(
      source.kind === 'image'
        ? { kind: 'image', jpeg: read.value, dpi: source.dpi, rotation }
        : { kind: 'pdf', pdf: read.value, index: source.index, rotation },
    )
  }
  const pdf = await deps.paper.assemble(pages, slot.title.kk)
  if (!pdf.ok) return pdf
  const stored = await deps.documents.put(pdf.value)
  if (!stored.ok) return stored
  const entry: ManifestEntry = {
    slotId: slot.id,
    title: slot.title,
    sha256: stored.value,
    bytes: pdf.value.length,
    pages: filled.pages.length,
    originalSeen: filled.originalSeen,
  }
  return ok(entry)
}

/** Answers of the fields that are shown; what a condition hid is not sent. */
function shownAnswers(definition: ServiceDefinition, answers: Answers): Answers {
  const shown = definition.form.flatMap((page) => page.fields).filter((field) => isShown(field.when, answers))
  return Object.fromEntries(
    shown.flatMap((field) => {
      const value = answers[field.id]
      return value === undefined || value === '' ? [] : [[field.id, value]]
    }),
  )
}

const optional = <Key extends string>(key: Key, value: string) => (value === '' ? {} : { [key]: value })

function applicantOf({ applicant: typed }: IntakeDraft): unknown {
  const name = { surname: typed.surname.trim(), givenName: typed.givenName.trim(), ...optional('patronymic', typed.patronymic.trim()) }
  return {
    iin: typed.iin,
    name,
    birthDate: typed.birthDate,
    sex: typed.sex,
    address: typed.address.trim(),
    phone: typed.phone,
    ...optional('email', typed.email.trim()),
    evidence: typed.evidence,
  }
}

function representativeOf({ representative: typed }: IntakeDraft): unknown {
  if (typed === undefined) return undefined
  const name = { surname: typed.surname.trim(), givenName: typed.givenName.trim(), ...optional('patronymic', typed.patronymic.trim()) }
  const authority = {
    number: typed.authorityNumber.trim(),
    notary: typed.notary.trim(),
    issuedAt: typed.issuedAt,
    expiresAt: typed.expiresAt,
    evidence: typed.evidence,
  }
  return { iin: typed.iin, name, ...optional('phone', typed.phone), authority }
}

/** Desk and day and sequence: fourteen digits that no other desk and no later day gives (9, desk, yymmdd, sequence). */
function provisionalNumber(deps: PrepareDeps): string {
  const day = almatyDate(deps.clock.instant())
  const sequence = deps.stores.transaction(() => deps.stores.settings.nextProvisional(day))
  return `9${String(deps.workplace.deskNumber).padStart(4, '0')}${day.slice(2).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
}

/** A case that is composed again keeps the number it was shown with. */
function preparedNumber({ preparations }: PrepareDeps, caseId: CaseId): string | undefined {
  for (const { purpose, content } of preparations.values()) {
    if (purpose === 'request' && content.caseId === caseId) return content.provisionalNumber
  }
  return undefined
}

/**
 * Freezes the draft into the request that would be signed now: the documents bound and stored, everything in canonical form.
 * `signing/incomplete` names the fields that are missing or wrong.
 */
export async function prepareRequest(deps: PrepareDeps, session: Session, caseId: CaseId) {
  const kept = findDraft(deps, caseId)
  if (!kept.ok) return kept
  const { draft, state } = kept.value
  const definition = definitionOf(deps, state)
  const problems = draftProblems(definition, draft, deps.clock.instant())
  if (problems.length > 0) return err(fault('signing/incomplete', 'act', { fields: problems.map((problem) => problem.field) }))
  const documents: ManifestEntry[] = []
  for (const slot of slotsOf(definition, draft)) {
    const filled = draft.slots.find((candidate) => candidate.slotId === slot.id)
    if (filled === undefined || filled.pages.length === 0) continue
    const entry = await bindSlot(deps, slot, filled)
    if (!entry.ok) return entry
    documents.push(entry.value)
  }
  const representative = representativeOf(draft)
  const content: ServiceRequest = ServiceRequest.parse({
    schema: 'tereze.request/1',
    caseId,
    service: { id: definition.id, version: definition.version, name: definition.name },
    channel: state.channel,
    centre: { bin: deps.workplace.bin, name: deps.workplace.name, desk: deps.workplace.deskNumber },
    operator: { iin: session.staff.iin, fullName: session.staff.fullName },
    applicant: Applicant.parse(applicantOf(draft)),
    ...(representative === undefined ? {} : { representative: Representative.parse(representative) }),
    answers: shownAnswers(definition, draft.answers),
    documents,
    provisionalNumber: state.provisionalNumber ?? preparedNumber(deps, caseId) ?? provisionalNumber(deps),
    language: draft.language,
    openedAt: state.openedAt,
    composedAt: deps.clock.instant(),
  })
  return ok(keepPreparation(deps, session.staff.staffId, { purpose: 'request', content }))
}
