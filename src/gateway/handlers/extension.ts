import { almatyDate, type Deadline, type DeadlineRule, deadlineOf } from '#core/domain/calendar.ts'
import { canonicalHash } from '#core/domain/canonical.ts'
import { type ServiceDefinition, termFor } from '#core/domain/service.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { RegisteredRequest } from '#gateway/request-store.ts'
import { finalOf } from '#gateway/result-store.ts'
import type { GatewayDeps } from './deps.ts'
import { ownRequest } from './own-request.ts'

/** The term with so many more days: of the same unit the term is simply longer; of another one they are counted from its end. */
function extendedDeadline(
  { resources }: Pick<GatewayDeps, 'resources'>,
  service: ServiceDefinition,
  { channel, answer }: RegisteredRequest,
  days: number,
): Deadline {
  const rule = termFor(service, channel)
  const unit = service.term.extension?.unit ?? rule.unit
  const longer: DeadlineRule =
    unit === rule.unit ? { ...rule, days: rule.days + days } : { ...rule, days, unit, receptionDayExcluded: true }
  const from = unit === rule.unit ? almatyDate(answer.registeredAt) : answer.deadline.dueOn
  const deadline = deadlineOf(resources.calendar.value, longer, from)
  if (deadline === undefined) throw new Refusal('unavailable', { reason: 'calendar' })
  return deadline
}

/** The provider extends the term once, before the result, with a notice to the applicant (annex 3, note). */
export function createExtensionHandler(deps: GatewayDeps): Pick<Handlers, 'extension'> {
  const { requests, results, services, events, feed, acknowledge, logger } = deps
  return {
    extension: ({ params, body, workplace, now }) => {
      const { caseId } = ownRequest(deps, params.caseId, workplace)
      return {
        commit: () => {
          const request = ownRequest(deps, caseId, workplace)
          if (request.extension !== undefined) {
            // The same again is an answer that got lost on its way.
            if (canonicalHash(request.extension.body) === canonicalHash(body)) return request.extension.answer
            throw new Refusal('extension/alreadyExtended')
          }
          const service = services.get(request)
          const { extension } = service.term
          if (extension === undefined) throw new Refusal('extension/notAllowed')
          if (body.days > extension.maxDays) throw new Refusal('extension/tooLong', { maxDays: extension.maxDays })
          if (finalOf(results.of(caseId)) !== undefined) throw new Refusal('result/alreadyDecided')
          const at = now.toISOString()
          const deadline = extendedDeadline(deps, service, request, body.days)
          const contentHash = canonicalHash(body)
          const answer = { acknowledgement: acknowledge({ kind: 'extension', caseId, contentHash, deadline, at }), at, deadline }
          requests.extend(caseId, { body, answer })
          events.extended(request, at, deadline, body.reason)
          return answer
        },
        after: () => {
          feed.announce()
          logger.info('extended', { caseId })
        },
      }
    },
  }
}
