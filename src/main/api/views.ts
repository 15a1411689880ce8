import type { CaseLineView, CaseView, JobView, SessionView } from '#core/contract/views.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { shownNumber } from '#core/domain/case-state.ts'
import type { ServiceId } from '#core/domain/ids.ts'
import type { Job } from '#core/domain/job.ts'
import { rightsOf } from '#core/domain/staff.ts'
import type { LocalText } from '#core/domain/text.ts'
import type { CaseLine } from '#core/ports/stores.ts'
import type { viewCase } from '#core/services/view-case.ts'
import type { ServedDesk } from './context.ts'
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
  locked,
})

const unnamed: LocalText = { kk: '—', ru: '—' }

const serviceName = (desk: ServedDesk, serviceId: string): LocalText =>
  desk.stores.settings.catalogue()?.services.find((service) => service.id === serviceId)?.name ?? unnamed

export const lineView = (desk: ServedDesk, line: CaseLine): CaseLineView => ({
  ...line,
  serviceId: line.serviceId as ServiceId,
  serviceName: serviceName(desk, line.serviceId),
})

export function jobView(desk: ServedDesk, job: Job): JobView {
  const { idempotencyKey: _key, ...shown } = job
  const state = desk.stores.cases.state(job.caseId)
  if (state === undefined) return shown
  const number = shownNumber(state)
  return { ...shown, serviceName: serviceName(desk, state.serviceId), ...(number === undefined ? {} : { number }) }
}

type Viewed = Extract<Awaited<ReturnType<typeof viewCase>>, { ok: true }>['value']

export function caseView(desk: ServedDesk, viewed: Viewed): CaseView {
  const { state, definition, timeline, unbroken, jobs, norms, result } = viewed
  const { requestCms: _requestCms, resultCms: _resultCms, eventIds: _eventIds, last: _last, channel: _channel, ...shown } = state
  const today = Date.parse(almatyDate(desk.clock.instant()))
  return {
    ...shown,
    serviceName: definition.name,
    providerName: definition.provider.name,
    timeline: [...timeline],
    unbroken,
    jobs: jobs.map((job) => jobView(desk, job)),
    norms: [...norms],
    ...(state.deadline === undefined ? {} : { daysLeft: Math.round((Date.parse(state.deadline.dueOn) - today) / 86_400_000) }),
    ...(result === undefined ? {} : { result }),
  }
}
