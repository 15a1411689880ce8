import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { CaseId, ServiceId } from '#core/domain/ids.ts'
import { emptyDraft, type IntakeDraft, type TypedRepresentative } from '#core/domain/intake-draft.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { Locale } from '#core/domain/text.ts'
import type { Desk } from './desk.ts'
import { receptionChannel } from './reception-channel.ts'
import { record, type RecordDeps } from './record.ts'
import { peopleOf, type TypedPeople } from './typed-people.ts'
import { withinLimits } from './within-limits.ts'

export interface OpenCase {
  readonly serviceId: ServiceId
  readonly language: Locale
  /** A case of the same visit whose applicant, organisation and representative are taken over. */
  readonly applicantOf?: CaseId | undefined
  /** A case of the same visit whose representative is taken over, who acts for another principal now. */
  readonly representativeOf?: CaseId | undefined
}

type OpenDeps = RecordDeps & Pick<Desk, 'stores' | 'clock' | 'workplace' | 'limits'>

/** The service as it is in force, and the channel by which it is received here. */
export function findReceivable(deps: Pick<Desk, 'stores' | 'workplace'>, serviceId: ServiceId) {
  const definition = deps.stores.settings.catalogue()?.services.find((service) => service.id === serviceId)
  if (definition === undefined) return err(fault('catalogue/unknownService', 'support'))
  const channel = receptionChannel(definition, deps.workplace)
  if (channel === undefined) return err(fault('catalogue/notReceivable', 'act'))
  return ok({ definition, channel })
}

const kindFor = ({ applicants }: ServiceDefinition, wanted: IntakeDraft['applicantKind']): IntakeDraft['applicantKind'] =>
  applicants.includes(wanted) || applicants[0] === undefined ? wanted : applicants[0]

/** The power of attorney was judged for another service: its scope is to be asked about anew. */
function unasked({ evidence: _evidence, ...representative }: TypedRepresentative): TypedRepresentative {
  return representative
}

/** A power of attorney names one principal: for another one there is another paper. */
const withoutPaper = (representative: TypedRepresentative): TypedRepresentative => ({
  ...unasked(representative),
  authorityNumber: '',
  notary: '',
  issuedAt: '',
  expiresAt: '',
})

/** What is taken over of the people of an earlier case, as far as this service takes it. */
function takenOver(definition: ServiceDefinition, people: TypedPeople, whole: boolean): Partial<IntakeDraft> {
  const { representative: earlier, organisation, applicant } = people
  const acting = definition.representation.allowed ? earlier : undefined
  if (!whole) return acting === undefined ? {} : { representative: withoutPaper(acting) }
  const applicantKind = kindFor(definition, people.applicantKind)
  return {
    applicantKind,
    applicant,
    ...(organisation === undefined || applicantKind === 'person' ? {} : { organisation }),
    ...(acting === undefined ? {} : { representative: unasked(acting) }),
  }
}

/** Starts an intake at the counter, unless a limit was reached. Services without steps in this workplace's channel cannot be received here. */
export function openCase(deps: OpenDeps, actor: Actor, input: OpenCase) {
  const limits = withinLimits(deps)
  if (!limits.ok) return limits
  const receivable = findReceivable(deps, input.serviceId)
  if (!receivable.ok) return receivable
  const { definition, channel } = receivable.value
  const earlierId = input.applicantOf ?? input.representativeOf
  const earlier = earlierId === undefined ? undefined : deps.stores.cases.state(earlierId)
  if (earlierId !== undefined && earlier === undefined) return err(fault('case/missing', 'support'))
  const people = earlierId === undefined ? undefined : peopleOf(deps, earlierId)
  const caseId = deps.random.uuid() as CaseId
  const draft: IntakeDraft = {
    ...emptyDraft(input.language),
    applicantKind: kindFor(definition, 'person'),
    ...(people === undefined ? {} : takenOver(definition, people, input.applicantOf !== undefined)),
  }
  deps.stores.transaction(() => {
    record(deps, actor, caseId, {
      kind: 'opened',
      serviceId: definition.id,
      serviceVersion: definition.version,
      channel,
      ...(earlier === undefined ? {} : { visit: earlier.visit ?? earlier.caseId }),
    })
    deps.stores.drafts.save(caseId, draft, deps.clock.instant())
  })
  return ok({ caseId })
}
