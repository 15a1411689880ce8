import type { Deadline } from '#core/domain/calendar.ts'
import type { ContentHash, Instant } from '#core/domain/ids.ts'
import type { Outcome } from '#core/domain/result-document.ts'
import type { Channel } from '#core/domain/service.ts'
import type { LocalText } from '#core/domain/text.ts'
import type { FeedStore } from './feed-store.ts'
import type { NoticeStore } from './portal/notice-store.ts'
import { noticeText, type Told } from './portal/notice-text.ts'
import type { RegisteredRequest } from './request-store.ts'
import type { ServiceStore } from './service-store.ts'

type Case = Pick<RegisteredRequest, 'caseId' | 'workplaceId' | 'channel' | 'serviceId' | 'serviceVersion' | 'answer'>

/** Tells of what happened to a case, inside its transaction: the workplaces by their feeds, the applicant in the cabinet. */
export interface CaseEvents {
  readonly registered: (request: Case, to: { readonly providerBin: string; readonly requestHash: ContentHash }) => void
  readonly inWork: (request: Case, at: Instant) => void
  readonly extended: (request: Case, at: Instant, deadline: Deadline, reason: LocalText) => void
  readonly resultReady: (request: Case, at: Instant, resultHash: ContentHash, outcome: Outcome) => void
}

/** A provider's own desk knows what its colleagues do, and the portal has no feed: only a centre is told. */
const isToldByFeed = (channel: Channel): boolean => channel === 'centre'

export function createCaseEvents({
  feed,
  notices,
  services,
}: {
  readonly feed: FeedStore
  readonly notices: NoticeStore
  readonly services: ServiceStore
}): CaseEvents {
  const notify = (request: Case, at: Instant, told: Told, resultHash?: ContentHash): void =>
    notices.add({
      at,
      caseId: request.caseId,
      number: request.answer.number,
      serviceName: services.get(request).name,
      kind: told.kind,
      text: noticeText(told),
      ...(resultHash === undefined ? {} : { resultHash }),
    })
  const toCentre = (request: Case, event: Parameters<FeedStore['add']>[1]): void => {
    if (isToldByFeed(request.channel)) feed.add(request.workplaceId, event)
  }

  return {
    registered: (request, { providerBin, requestHash }) => {
      const { caseId, number, registeredAt, deadline } = request.answer
      feed.add(providerBin, { kind: 'requestArrived', caseId, number, registeredAt, deadline, requestHash, at: registeredAt })
      notify(request, registeredAt, { kind: 'registered', number, dueOn: deadline.dueOn })
    },
    inWork: (request, at) => {
      toCentre(request, { kind: 'statusChanged', caseId: request.caseId, status: 'inWork', at })
      notify(request, at, { kind: 'inWork' })
    },
    extended: (request, at, deadline, reason) => {
      toCentre(request, { kind: 'deadlineExtended', caseId: request.caseId, deadline, reason, at })
      notify(request, at, { kind: 'extended', dueOn: deadline.dueOn, reason })
    },
    resultReady: (request, at, resultHash, outcome) => {
      const { caseId } = request
      const intermediate = outcome === 'intermediate'
      if (!intermediate) toCentre(request, { kind: 'statusChanged', caseId, status: 'completed', at })
      toCentre(request, { kind: 'resultReady', caseId, resultHash, intermediate, at })
      const kinds = { intermediate: 'intermediate', positive: 'completed', refusal: 'refused' } as const
      notify(request, at, { kind: kinds[outcome] }, resultHash)
    },
  }
}
