import type { JobView } from '#core/contract/views.ts'
import type { Job } from '#core/domain/job.ts'
import type { LocalText } from '#core/domain/text.ts'
import type { CaseLine } from '#core/ports/stores.ts'
import type { ServedDesk } from './context.ts'
import { serviceOf, unnamed } from './service-of.ts'

/** Jobs with what a person knows their cases by; read from the index, for a queue has many. */
export function jobViews(desk: ServedDesk, jobs: readonly Job[]): JobView[] {
  const lines = new Map(desk.stores.cases.lines([...new Set(jobs.map((job) => job.caseId))]).map((line) => [line.caseId, line]))
  const names = new Map<string, LocalText>()
  const nameOf = ({ serviceId, caseId }: CaseLine): LocalText => {
    const name = names.get(serviceId) ?? serviceOf(desk, serviceId, caseId)?.name ?? unnamed
    names.set(serviceId, name)
    return name
  }
  return jobs.map(({ idempotencyKey: _key, content: _content, leasedUntil: _lease, ...shown }) => {
    const line = lines.get(shown.caseId)
    if (line === undefined) return shown
    const { number, provisionalNumber, applicantName } = line
    return {
      ...shown,
      serviceName: nameOf(line),
      ...(number === undefined ? {} : { number }),
      ...(provisionalNumber === undefined ? {} : { provisionalNumber }),
      ...(applicantName === undefined ? {} : { applicantName }),
    }
  })
}
