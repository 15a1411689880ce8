import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import type { ManifestEntry, SlotDraft } from '#core/domain/document.ts'
import { draftProblems, factsOf, slotsOf } from '#core/domain/draft-problems.ts'
import type { CaseId, Instant } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { Payment } from '#core/domain/payment.ts'
import { provisionalNumber } from '#core/domain/provisional-number.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import { fieldsOf } from '#core/domain/service-form.ts'
import { type Channel, type DocumentSlot, feeFor, type ServiceDefinition } from '#core/domain/service.ts'
import type { AssemblyPage } from '#core/ports/paper.ts'
import type { Desk, Session } from './desk.ts'
import { findDraft } from './keep-draft.ts'
import { keepPreparation } from './preparation.ts'
import { definitionOf } from './record.ts'
import { requestAnswers } from './request-answers.ts'
import { applicantOf, organisationOf, representativeOf } from './request-people.ts'

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

/** Proved by the payment gateway, or declared by the paper receipt: then the amount is the one that the service asks. */
function paymentOf(definition: ServiceDefinition, { payment }: IntakeDraft, channel: Channel): Payment | undefined {
  const fee = feeFor(definition, channel)
  if (fee === undefined || payment?.evidence === undefined) return undefined
  const { reference, evidence } = payment
  return { reference: reference.trim(), tenge: evidence.outcome === 'confirmed' ? evidence.tenge : fee.tenge, evidence }
}

/** Everything that keeps the draft from being signed, by the fields' names. */
function incompleteFields(definition: ServiceDefinition, draft: IntakeDraft, channel: Channel, now: Instant): readonly string[] {
  const fields = draftProblems(definition, draft, channel, now).map((problem) => problem.field)
  return definition.applicants.includes(draft.applicantKind) ? fields : ['applicantKind', ...fields]
}

function nextProvisionalNumber(deps: PrepareDeps): string {
  const day = almatyDate(deps.clock.instant())
  const sequence = deps.stores.transaction(() => deps.stores.settings.nextProvisional(day))
  return provisionalNumber(deps.workplace.deskNumber, day, sequence)
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
  const { channel } = state
  const incomplete = incompleteFields(definition, draft, channel, deps.clock.instant())
  if (incomplete.length > 0) return err(fault('signing/incomplete', 'act', { fields: [...incomplete] }))
  const documents: ManifestEntry[] = []
  for (const slot of slotsOf(definition, draft, channel)) {
    const filled = draft.slots.find((candidate) => candidate.slotId === slot.id)
    if (filled === undefined || filled.pages.length === 0) continue
    const entry = await bindSlot(deps, slot, filled)
    if (!entry.ok) return entry
    documents.push(entry.value)
  }
  const organisation = organisationOf(draft)
  const representative = representativeOf(draft)
  const payment = paymentOf(definition, draft, channel)
  const content: ServiceRequest = ServiceRequest.parse({
    schema: 'tereze.request/1',
    caseId,
    service: { id: definition.id, version: definition.version, name: definition.name },
    channel,
    centre: { bin: deps.workplace.bin, name: deps.workplace.name, desk: deps.workplace.deskNumber },
    operator: { iin: session.staff.iin, fullName: session.staff.fullName },
    applicant: applicantOf(draft),
    ...(organisation === undefined ? {} : { organisation }),
    ...(representative === undefined ? {} : { representative }),
    answers: requestAnswers(fieldsOf(definition.form), draft.answers, factsOf(draft, channel)),
    ...(payment === undefined ? {} : { payment }),
    ...(draft.correction === undefined ? {} : { corrects: draft.correction.caseId }),
    documents,
    provisionalNumber: state.provisionalNumber ?? preparedNumber(deps, caseId) ?? nextProvisionalNumber(deps),
    language: draft.language,
    openedAt: state.openedAt,
    composedAt: deps.clock.instant(),
  })
  return ok(keepPreparation(deps, session.staff.staffId, { purpose: 'request', content }))
}
