import { fullNameOf } from '#core/domain/person.ts'
import type { JobId } from '#core/domain/ids.ts'
import { JobState as JobStates } from '#core/domain/job.ts'
import { definitions } from './catalogue.ts'
import { plus } from './case-log.ts'
import { caseIdOf, type JobView } from './cases.ts'
import { people } from './people.ts'

export const jobStates = JobStates.options
export type JobState = (typeof jobStates)[number]

/** What the queue of a scene holds: nothing, a week offline, one of each trouble, what was sent. */
export type OutboxContent = 'none' | 'backlog' | 'trouble' | 'over'

const noConnection = { tag: 'gateway/unavailable', data: { why: 'noConnection' } }

/** The item of a case; what is not said is of a request that waits. @param minutes since it was queued */
function item(index: number, now: string, minutes: number, over: Partial<JobView>): JobView {
  const person = people[index % people.length]
  const service = definitions[index % definitions.length]
  if (person === undefined || service === undefined) throw new Error('No people or services')
  const provisionalNumber = `90007${String(20_260_100 + index)}`
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(6, '0')}dddddd` as JobId,
    kind: 'submitRequest',
    caseId: caseIdOf(1 + (index % 12)),
    number: provisionalNumber,
    provisionalNumber,
    serviceName: service.name,
    applicantName: fullNameOf(person.name),
    state: 'ready',
    priority: 'desk',
    attempts: 0,
    createdAt: plus(now, -minutes),
    nextAt: now,
    ...over,
  }
}

const acknowledgement = (at: string, number: string) => ({
  at,
  number,
  text: `-----BEGIN CMS-----\n${'MIIFzQYJKoZIhvcNAQcCoIIFvjCCBboCAQExDTALBglghkgBZQMEAgEwgdQGCSqG\n'.repeat(8)}-----END CMS-----`,
})

/** Four days of a week offline: eight desks' work, none tried more than its share. */
const backlog = (now: string): readonly JobView[] =>
  Array.from({ length: 2000 }, (_, index) =>
    item(index, now, 5760 - index * 2.8, {
      caseId: caseIdOf(100 + index),
      priority: index < 1995 ? 'backlog' : 'counter',
      attempts: index < 1995 ? 3 + (index % 5) : 1,
      lastFault: noConnection,
      nextAt: plus(now, 9),
    }),
  )

const trouble = (now: string): readonly JobView[] => [
  item(1, now, 96, { state: 'stuck', attempts: 14, lastFault: { tag: 'storage/missing', data: {} } }),
  item(2, now, 64, {
    kind: 'emailResult',
    state: 'stuck',
    attempts: 1,
    number: '100245000123',
    lastFault: { tag: 'gateway/refused', data: { code: 'email/addressRefused' } },
  }),
  item(3, now, 41, { state: 'rejected', attempts: 2, lastFault: { tag: 'gateway/refused', data: { code: 'request/documentDiffers' } } }),
  item(4, now, 22, { state: 'running', attempts: 1, progress: { done: 1_912_000, total: 4_310_000 } }),
  item(5, now, 30, { state: 'paused', attempts: 3, progress: { done: 640_000, total: 9_420_000 }, lastFault: noConnection }),
  item(6, now, 2, {
    priority: 'counter',
    attempts: 1,
    lastFault: { tag: 'gateway/unavailable', data: { why: 'busy' } },
    nextAt: plus(now, 0.7),
  }),
  item(7, now, 18, { attempts: 5, lastFault: { tag: 'gateway/unavailable', data: { why: 'timeout' } }, nextAt: plus(now, 4.2) }),
  item(8, now, 1600, { kind: 'deliverResult', priority: 'backlog', attempts: 9, lastFault: noConnection, nextAt: plus(now, 95) }),
  item(9, now, 1.2, { priority: 'counter' }),
]

const over = (now: string): readonly JobView[] =>
  Array.from({ length: 60 }, (_, index) => {
    const finishedAt = plus(now, -index * 13 - 3)
    const number = `1002${String(45_000_123 + index * 7)}`
    if (index % 9 === 4)
      return item(index, now, index * 13 + 40, {
        state: 'cancelled',
        attempts: 2,
        finishedAt,
        calledOffBecause: 'Алушы өтінішін қайтарып алды: құжаттарын басқа орталыққа тапсырды.',
      })
    return item(index, now, index * 13 + 40, {
      state: 'done',
      attempts: 1 + (index % 3),
      finishedAt,
      number,
      acknowledgement: acknowledgement(finishedAt, number),
    })
  })

export const itemsOf = (content: OutboxContent, now: string): readonly JobView[] =>
  ({ none: () => [], backlog: () => backlog(now), trouble: () => trouble(now), over: () => [...trouble(now), ...over(now)] })[content]()
