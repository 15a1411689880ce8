import type { TFunction } from 'i18next'
import type { CaseAction, CaseEvent } from '#core/domain/case-action.ts'
import { type Conflict, contradicts, registerOf } from '#core/domain/conflict.ts'
import { faultSentence } from '#renderer/i18n/fault-text.ts'
import { formatDate, formatDateTime, formatNumber, localText } from '#renderer/i18n/format.ts'

type Translate = (key: string, options?: Record<string, unknown>) => string

/** Whole minutes between what a time stamp says and what the device's clock said. */
const minutesApart = (provedAt: string, deviceAt: string | undefined): number =>
  deviceAt === undefined ? 0 : Math.round(Math.abs(Date.parse(provedAt) - Date.parse(deviceAt)) / 60_000)

/** Which variant of the event's sentence. */
export function eventContext(event: CaseEvent): string | undefined {
  switch (event.kind) {
    case 'opened':
      return event.channel
    case 'registerAsked':
      return event.outcome
    case 'declaredChecked':
      return event.unanswered.length > 0 ? 'silent' : undefined
    case 'conflictFound':
      return event.conflict.source
    case 'conflictDecided':
      return event.choice
    case 'receiptIssued':
      return event.way
    case 'statusReceived':
      return event.status
    case 'resultReceived':
    case 'resultSigned':
      return event.outcome
    case 'decisionDrafted':
      return event.decision.outcome
    case 'handedOut':
      if (event.way === 'email') return 'email'
      return event.intermediate === true ? 'intermediate' : event.to
    case 'signatureExtended':
      return minutesApart(event.provedAt, event.deviceAt) < 2 ? undefined : 'skewed'
    case 'viewed':
      return event.screen
    default:
      return undefined
  }
}

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ')

/** Whom or what a conflict is about. */
const conflictSubjects = (translate: Translate, { findings, version }: Conflict): string => {
  const subjects = findings.filter(contradicts).map(({ subject }) => translate(`conflict:subject.${subject}`))
  return listed(version === undefined ? subjects : [...subjects, translate('conflict:version.signed')])
}

function eventData(translate: Translate, event: CaseEvent): Record<string, unknown> {
  switch (event.kind) {
    case 'registerAsked':
      return { register: translate(`case:registers.${event.register}`) }
    case 'receptionRefused':
    case 'cancelled':
      return { reason: event.reason }
    case 'signatureExtended':
      return { time: formatDateTime(event.provedAt), level: event.level, minutes: minutesApart(event.provedAt, event.deviceAt) }
    case 'requestSigned':
      return { number: formatNumber(event.provisionalNumber) }
    case 'registered':
      return { number: formatNumber(event.number), due: formatDate(event.deadline.dueOn) }
    case 'requestArrived':
      return { number: formatNumber(event.number) }
    case 'sendingRejected':
      return { reason: rejectionText(translate, event.code) }
    case 'declaredChecked':
      return { registers: listed(event.unanswered.map((subject) => translate(`case:registers.${registerOf[subject]}`))) }
    case 'conflictFound':
      return { subjects: conflictSubjects(translate, event.conflict) }
    case 'conflictDecided':
      return { remark: event.remark ?? '' }
    case 'receiptIssued':
      return { copy: event.copy }
    case 'assigned':
      return { name: event.executor.fullName, resolution: event.resolution }
    case 'returnedToExecutor':
      return { remark: event.remark }
    case 'deadlineExtended':
      return { due: formatDate(event.deadline.dueOn), reason: localText(event.reason) }
    case 'handedOut':
      return {
        document: event.identityDocument === undefined ? '' : translate(`case:identity.${event.identityDocument.kind}`),
        number: event.identityDocument?.number ?? '',
        to: event.email?.to ?? '',
      }
    case 'emailCorrected':
    case 'resultEmailed':
      return { to: event.to }
    default:
      return {}
  }
}

/** The gateway's code of a refusal as a sentence. */
export const rejectionText = (translate: Translate, code: string): string =>
  faultSentence(translate, { tag: 'gateway/refused', remedy: 'act', code })

/** What happened, in words. */
export function eventText(t: TFunction<['case', 'faults', 'common']>, event: CaseEvent): string {
  const translate = t as unknown as Translate
  const context = eventContext(event)
  return translate(`case:event.${event.kind}`, { ...eventData(translate, event), ...(context === undefined ? {} : { context }) })
}

/** The timeline as it is read: newest first; looks at the case only where they are wanted. */
export const shownActions = (actions: readonly CaseAction[], withViews: boolean): readonly CaseAction[] =>
  actions.filter((action) => withViews || action.event.kind !== 'viewed').toReversed()
