import { assertNever } from '#core/base/assert-never.ts'
import type { CaseAction, CaseEvent } from '#core/domain/case-action.ts'
import { type DeclaredCheck, mayGoBack } from '#core/domain/conflict.ts'
import { type CaseState, mayFollow, resultCmsOf } from '#core/domain/case-state.ts'
import { happenedAt } from '#core/domain/known-time.ts'

const born = (action: CaseAction): CaseState => {
  const { event } = action
  const start = {
    caseId: action.caseId,
    openedAt: happenedAt(action),
    receiptCopies: 0,
    submitted: false,
    dispatched: false,
    resultDelivered: false,
    surveyed: false,
    emails: [],
    last: action,
  }
  if (event.kind === 'opened') {
    return {
      ...start,
      side: 'centre',
      stage: 'draft',
      serviceId: event.serviceId,
      serviceVersion: event.serviceVersion,
      channel: event.channel,
      ...(event.visit === undefined ? {} : { visit: event.visit }),
      eventIds: [],
    }
  }
  if (event.kind === 'requestArrived') {
    const { request, cms, report, number, registeredAt, deadline } = event
    return {
      ...start,
      side: 'provider',
      stage: 'registered',
      serviceId: request.service.id,
      serviceVersion: request.service.version,
      channel: request.channel,
      request,
      requestCms: cms,
      requestReport: report,
      number,
      registeredAt,
      deadline,
      eventIds: [event.eventId],
    }
  }
  throw new Error(`A case cannot begin with ${event.kind}`)
}

/** A paper that is sent once more is on its way again; given out otherwise, its letter that was not sent is called off. */
function emailsAfter(state: CaseState, event: Extract<CaseEvent, { kind: 'handedOut' }>): CaseState['emails'] {
  const { emails } = state
  const cms = resultCmsOf(state, event.intermediate === true)
  if (cms === undefined) return emails
  if (event.email === undefined) return emails.filter((email) => email.cms !== cms || email.sent)
  return [...emails.filter((email) => email.cms !== cms), { ...event.email, cms, sent: false }]
}

function withoutConflict(state: CaseState): CaseState {
  const { conflict: _conflict, ...rest } = state
  return rest
}

/** Open for typing again, under the number it has. */
function backAtCounter(state: CaseState): CaseState {
  const { rejection: _rejection, ...rest } = withoutConflict(state)
  return { ...rest, stage: 'draft' }
}

/** A later check adds what was unanswered before. */
const checkedAfter = ({ declaredCheck }: CaseState, { findings, unanswered }: DeclaredCheck): DeclaredCheck => ({
  findings: [...(declaredCheck?.findings ?? []), ...findings],
  unanswered,
})

function applyEvent(state: CaseState, event: CaseEvent): CaseState {
  switch (event.kind) {
    case 'opened':
      throw new Error('A case begins once')
    case 'requestArrived':
      // Taken in at the provider's own desk: the same case goes on here. A late repetition changes nothing.
      return state.side === 'provider'
        ? state
        : {
            ...state,
            side: 'provider',
            stage: 'registered',
            number: event.number,
            registeredAt: event.registeredAt,
            deadline: event.deadline,
            eventIds: [...state.eventIds, event.eventId],
          }
    case 'registerAsked':
    case 'refusalReceiptIssued':
    case 'viewed':
      return state
    case 'receptionRefused':
      return { ...state, stage: 'receptionRefused' }
    case 'cancelled':
      return { ...withoutConflict(state), stage: 'cancelled' }
    case 'requestSigned': {
      const { request, cms, report, provisionalNumber, expected } = event
      const { declaredCheck: _check, ...rest } = withoutConflict(state)
      const signed = { ...rest, stage: 'queued' as const, request, requestCms: cms, requestReport: report, provisionalNumber }
      return expected === undefined ? signed : { ...signed, deadline: expected }
    }
    case 'registered': {
      const { number, registeredAt, deadline } = event
      const registered = { ...state, stage: state.stage === 'queued' ? ('registered' as const) : state.stage, number, registeredAt }
      // The feed may have been ahead with a longer term: that one holds.
      return state.extension === undefined
        ? { ...registered, deadline }
        : { ...registered, extension: { ...state.extension, from: deadline } }
    }
    case 'sendingRejected':
      return { ...state, stage: 'rejected', rejection: event.code }
    case 'reopened':
      return backAtCounter(state)
    case 'declaredChecked':
      return { ...state, declaredCheck: checkedAfter(state, event) }
    case 'conflictFound': {
      const { conflict, unanswered } = event
      const found = { ...state, conflict }
      return conflict.source === 'refusal'
        ? found
        : { ...found, declaredCheck: checkedAfter(state, { findings: conflict.findings, unanswered }) }
    }
    case 'conflictDecided': {
      const { choice, serviceVersion = state.serviceVersion } = event
      const isCorrected = mayGoBack(state.stage) && (choice === 'takeRegister' || choice === 'correct')
      return isCorrected ? { ...backAtCounter(state), serviceVersion } : withoutConflict(state)
    }
    case 'receiptIssued':
      return { ...state, receiptCopies: state.receiptCopies + 1 }
    case 'statusReceived': {
      // The provider's own desk learns of its deeds by doing them.
      if (state.side === 'provider') return { ...state, eventIds: [...state.eventIds, event.eventId] }
      const isEarlier =
        state.stage === 'queued' || state.stage === 'registered' || (state.stage === 'inWork' && event.status === 'completed')
      const stage = isEarlier ? event.status : state.stage
      return { ...state, stage, eventIds: [...state.eventIds, event.eventId] }
    }
    case 'resultReceived':
      if (state.side === 'provider') return { ...state, eventIds: [...state.eventIds, event.eventId] }
      if (event.outcome === 'intermediate')
        return {
          ...state,
          // The final result may have overtaken it.
          stage: state.stage === 'completed' ? 'completed' : 'inWork',
          intermediate: { cms: event.cms, report: event.report, delivered: true, handedOut: false },
          eventIds: [...state.eventIds, event.eventId],
        }
      return {
        ...state,
        stage: 'completed',
        resultCms: event.cms,
        outcome: event.outcome,
        resultReport: event.report,
        eventIds: [...state.eventIds, event.eventId],
      }
    case 'handedOut': {
      const emails = emailsAfter(state, event)
      if (event.intermediate !== true) return { ...state, emails, stage: 'handedOut' }
      const { intermediate } = state
      return intermediate === undefined ? state : { ...state, emails, intermediate: { ...intermediate, handedOut: true } }
    }
    case 'emailCorrected':
    case 'resultEmailed': {
      const { cms, to, kind } = event
      return {
        ...state,
        emails: state.emails.map((email) => (email.cms === cms ? { ...email, to, sent: kind === 'resultEmailed' } : email)),
      }
    }
    case 'signatureExtended': {
      const { kind: _kind, deviceAt: _deviceAt, ...extension } = event
      return { ...state, extensions: [...(state.extensions ?? []).filter(({ cms }) => cms !== event.cms), extension] }
    }
    case 'surveyAnswered':
      return { ...state, surveyed: true }
    case 'accepted':
      return { ...state, stage: 'inWork' }
    case 'decisionDrafted':
      return { ...state, decision: event.decision }
    case 'assigned':
      return { ...state, assigned: { ...event.executor, resolution: event.resolution } }
    case 'submittedForSignature': {
      const { remark: _remark, ...rest } = state
      return { ...rest, submitted: true }
    }
    case 'returnedToExecutor':
      return { ...state, submitted: false, remark: event.remark }
    case 'resultSigned': {
      if (event.outcome !== 'intermediate')
        return { ...state, stage: 'completed', resultCms: event.cms, outcome: event.outcome, resultReport: event.report }
      const { decision: _decision, ...rest } = state
      return {
        ...rest,
        submitted: false,
        intermediate: { cms: event.cms, report: event.report, delivered: false, handedOut: false },
      }
    }
    case 'resultDispatched':
      return { ...state, dispatched: true }
    case 'deadlineExtended': {
      // The gateway's own deadline may follow ours: the term was still extended once.
      const { extension, eventIds, deadline: earlier } = state
      const from = extension === undefined ? earlier : extension.from
      const extended = { ...state, deadline: event.deadline, extension: { reason: event.reason, from } }
      if (event.eventId === undefined) return extended
      // Terms only grow: of two that came out of order the longer one is the later.
      const isOvertaken = extension !== undefined && earlier !== undefined && earlier.dueOn > event.deadline.dueOn
      return { ...(isOvertaken ? state : extended), eventIds: [...eventIds, event.eventId] }
    }
    case 'resultDelivered':
      // The intermediate paper may come through after the final one was signed.
      return state.intermediate !== undefined && state.intermediate.cms === event.cms
        ? { ...state, intermediate: { ...state.intermediate, delivered: true } }
        : { ...state, resultDelivered: true }
    default:
      return assertNever(event)
  }
}

/** The feed delivers at least once: an event that is already in counts in no stage. */
const isRepeated = (state: CaseState, event: CaseEvent): boolean =>
  'eventId' in event && event.eventId !== undefined && state.eventIds.includes(event.eventId)

/** One step of the fold. */
export function applyAction(state: CaseState | undefined, action: CaseAction): CaseState {
  if (state === undefined) return born(action)
  if (isRepeated(state, action.event)) return { ...state, last: action }
  if (!mayFollow(state.stage, action.event.kind)) throw new Error(`${action.event.kind} may not follow in stage ${state.stage}`)
  return { ...applyEvent(state, action.event), last: action }
}

/** The state that a case's log adds up to. `actions` in order of seq, at least one. */
export function foldCase(actions: readonly CaseAction[]): CaseState {
  const state = actions.reduce<CaseState | undefined>(applyAction, undefined)
  if (state === undefined) throw new Error('A case has at least one action')
  return state
}
