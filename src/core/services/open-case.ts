import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId, ServiceId } from '#core/domain/ids.ts'
import { emptyDraft, type IntakeDraft } from '#core/domain/intake-draft.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Locale } from '#core/domain/text.ts'
import type { Desk } from './desk.ts'
import { record, type RecordDeps } from './record.ts'

export interface OpenCase {
  readonly serviceId: ServiceId
  readonly language: Locale
  /** A case of the same visit whose applicant is taken over. */
  readonly applicantOf?: CaseId | undefined
}

/** Starts an intake at the counter. Services without steps at the centre cannot be received here. */
export function openCase(deps: RecordDeps & Pick<Desk, 'stores' | 'clock'>, actor: Actor, input: OpenCase) {
  const definition = deps.stores.settings.catalogue()?.services.find((service) => service.id === input.serviceId)
  if (definition === undefined) return err(fault('catalogue/unknownService', 'support'))
  if (definition.channels.centre === undefined) return err(fault('catalogue/notReceivable', 'act'))
  const caseId = deps.random.uuid() as CaseId
  const earlier = input.applicantOf === undefined ? undefined : applicantFrom(deps, input.applicantOf)
  const draft: IntakeDraft = { ...emptyDraft(input.language), ...(earlier === undefined ? {} : { applicant: earlier }) }
  deps.stores.transaction(() => {
    record(deps, actor, caseId, { kind: 'opened', serviceId: definition.id, serviceVersion: definition.version, channel: 'centre' })
    deps.stores.drafts.save(caseId, draft, deps.clock.instant())
  })
  return ok({ caseId })
}

function applicantFrom(deps: Pick<Desk, 'stores'>, caseId: CaseId): IntakeDraft['applicant'] | undefined {
  const kept = deps.stores.drafts.find(caseId)
  if (kept !== undefined) return kept.draft.applicant
  const signed = deps.stores.cases.state(caseId)?.request?.applicant
  if (signed === undefined) return undefined
  const { name, iin, birthDate, sex, address, phone, email, evidence } = signed
  return {
    iin,
    surname: name.surname,
    givenName: name.givenName,
    patronymic: name.patronymic ?? '',
    birthDate,
    sex,
    address,
    phone,
    email: email ?? '',
    evidence,
  }
}
