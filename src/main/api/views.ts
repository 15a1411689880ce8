import type { CaseLineView, CaseView, SessionView } from '#core/contract/views.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { lastingReport } from '#core/domain/case-state.ts'
import type { ServiceId } from '#core/domain/ids.ts'
import { rightsOf } from '#core/domain/staff.ts'
import type { CaseLine } from '#core/ports/stores.ts'
import type { viewCase } from '#core/services/view-case.ts'
import type { ServedDesk } from './context.ts'
import { jobViews } from './job-views.ts'
import { serviceOf, unnamed } from './service-of.ts'
import type { Seat } from './session-holder.ts'

export const sessionView = ({ desk, session, locked }: Seat<ServedDesk>): SessionView => ({
  staff: { staffId: session.staff.staffId, login: session.staff.login, fullName: session.staff.fullName, role: session.staff.role },
  workplace: {
    kind: desk.workplace.kind,
    name: desk.workplace.name,
    address: desk.workplace.address,
    deskNumber: desk.workplace.deskNumber,
  },
  rights: [...rightsOf(session.staff.role)],
  since: session.since,
  offline: session.offline,
  ...(session.offlineDaysLeft === undefined ? {} : { offlineDaysLeft: session.offlineDaysLeft }),
  ...(session.revocation === undefined ? {} : { revocation: session.revocation }),
  locked,
})

export function lineView(desk: ServedDesk, line: CaseLine): CaseLineView {
  const service = serviceOf(desk, line.serviceId, line.caseId)
  // The index knows no procedures: that no executor is named yet is told here.
  const unassigned = line.side === 'provider' && line.stage === 'inWork' && service?.procedure === 'resolution'
  return {
    ...(unassigned ? { step: 'assign' } : {}),
    ...line,
    serviceId: line.serviceId as ServiceId,
    serviceName: service?.name ?? unnamed,
  }
}

type Viewed = Extract<Awaited<ReturnType<typeof viewCase>>, { ok: true }>['value']

/** The intermediate paper as the page shows it; nothing where it cannot be read. */
const intermediateView = ({ state, intermediate }: Viewed): Pick<CaseView, 'intermediate'> => {
  if (state.intermediate === undefined || intermediate === undefined) return {}
  const { report, delivered, handedOut } = state.intermediate
  return { intermediate: { result: intermediate, report: lastingReport(state, state.intermediate.cms, report), delivered, handedOut } }
}

export function caseView(desk: ServedDesk, viewed: Viewed): CaseView {
  const { state, definition, timeline, unbroken, jobs, norms, deeds, result } = viewed
  const {
    requestCms: _requestCms,
    resultCms: _resultCms,
    intermediate: _intermediate,
    visit: _visit,
    extensions: _extensions,
    eventIds: _eventIds,
    last: _last,
    emails,
    ...shown
  } = state
  const today = Date.parse(almatyDate(desk.clock.instant()))
  return {
    ...shown,
    ...(state.requestReport === undefined ? {} : { requestReport: lastingReport(state, state.requestCms, state.requestReport) }),
    ...(state.resultReport === undefined ? {} : { resultReport: lastingReport(state, state.resultCms, state.resultReport) }),
    ...intermediateView(viewed),
    emails: emails.map(({ cms, to, sent }) => ({ to, sent, intermediate: cms === state.intermediate?.cms })),
    serviceName: definition.name,
    providerName: definition.provider.name,
    deeds: [...deeds],
    timeline: [...timeline],
    unbroken,
    jobs: jobViews(desk, jobs),
    norms: [...norms],
    ...(state.deadline === undefined ? {} : { daysLeft: Math.round((Date.parse(state.deadline.dueOn) - today) / 86_400_000) }),
    ...(result === undefined ? {} : { result }),
  }
}
