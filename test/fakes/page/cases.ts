import type { OutputOf } from '#core/contract/client.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { RegisteredPerson } from '#core/domain/person.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import type { CaseAction } from '#core/domain/case-action.ts'
import type { CaseId, JobId } from '#core/domain/ids.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { definitions } from './catalogue.ts'
import { logOf, plus, type Until } from './case-log.ts'
import { people } from './people.ts'

export type CaseView = OutputOf<'case/get'>
export type CaseLine = OutputOf<'case/search'>['lines'][number]
export type JobView = OutputOf<'outbox/list'>['jobs'][number]

export interface FakeCase {
  readonly person: RegisteredPerson
  readonly definition: ServiceDefinition
  log: readonly CaseAction[]
}

const uuid = (index: number, tail: string) => `00000000-0000-4000-8000-${String(index).padStart(6, '0')}${tail}`
export const caseIdOf = (index: number) => uuid(index, 'aaaaaa') as CaseId

const stages: readonly Until[] = [
  'completed',
  'queued',
  'registered',
  'rejected',
  'inWork',
  'draft',
  'handedOut',
  'registered',
  'inWork',
  'completed',
  'queued',
  'handedOut',
]

/** Some cases of every stage, the later the newer; long lists repeat them. */
export function makeCases(count: number, now: string): Map<CaseId, FakeCase> {
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const person = people[index % people.length]
      const definition = definitions[index % 5]
      if (person === undefined || definition === undefined) throw new Error('No people or services')
      const stage = stages[index % stages.length] ?? 'registered'
      const openedAt = plus(now, -(stage === 'completed' || stage === 'handedOut' ? 4000 : 240) - index * 47)
      const caseId = caseIdOf(index + 1)
      const numbers = { own: `90007${String(20_260_000 + index)}`, official: `1002${String(45_000_123 + index * 7)}` }
      return [caseId, { person, definition, log: logOf(caseId, stage, definition, person, openedAt, numbers) }]
    }),
  )
}

const jobOf = (caseId: CaseId, one: FakeCase, now: string): JobView | undefined => {
  const state = foldCase(one.log)
  const base = {
    id: caseId.replace('aaaaaa', 'bbbbbb') as JobId,
    kind: 'submitRequest' as const,
    caseId,
    number: state.number ?? state.provisionalNumber ?? '',
    serviceName: one.definition.name,
    applicantName: fullNameOf(one.person.name),
    priority: 'desk' as const,
    createdAt: state.last.at,
    ...(state.provisionalNumber === undefined ? {} : { provisionalNumber: state.provisionalNumber }),
  }
  if (state.stage === 'rejected')
    return {
      ...base,
      state: 'rejected',
      attempts: 2,
      nextAt: now,
      lastFault: { tag: 'gateway/refused', data: { code: 'request/documentDiffers' } },
    }
  if (state.stage !== 'queued') return undefined
  const running = caseId.includes('000002')
  return running
    ? { ...base, state: 'running', attempts: 1, nextAt: now, progress: { done: 412_000, total: 1_310_000 } }
    : { ...base, state: 'ready', attempts: 6, nextAt: plus(now, 4), lastFault: { tag: 'gateway/unavailable', data: { why: 'timeout' } } }
}

export const jobsOf = (cases: Map<CaseId, FakeCase>, now: string): readonly JobView[] => {
  const jobs = [...cases].flatMap(([caseId, one]) => jobOf(caseId, one, now) ?? [])
  const first = jobs[0]
  if (first === undefined) return []
  const extra = { ...first, progress: undefined }
  return [
    ...jobs,
    {
      ...extra,
      id: uuid(901, 'cccccc') as JobId,
      kind: 'deliverResult',
      state: 'stuck',
      attempts: 14,
      lastFault: { tag: 'storage/missing', data: {} },
    },
    { ...extra, id: uuid(902, 'cccccc') as JobId, state: 'done', attempts: 1, finishedAt: plus(now, -30) },
  ] as JobView[]
}

export function lineOf(caseId: CaseId, one: FakeCase): CaseLine {
  const state = foldCase(one.log)
  const number = state.number ?? state.provisionalNumber
  return {
    caseId,
    stage: state.stage,
    side: state.side,
    channel: state.channel,
    serviceId: state.serviceId,
    serviceName: one.definition.name,
    openedAt: state.openedAt,
    updatedAt: state.last.at,
    applicantName: fullNameOf(one.person.name),
    applicantIin: one.person.iin,
    ...(number === undefined ? {} : { number }),
    ...(state.deadline === undefined ? {} : { dueOn: state.deadline.dueOn }),
    ...(state.outcome === undefined ? {} : { outcome: state.outcome }),
  }
}

export function viewOf(caseId: CaseId, one: FakeCase, now: string): CaseView {
  const {
    last: _last,
    eventIds: _ids,
    requestCms: _cms,
    resultCms: _result,
    intermediate: _paper,
    emails: _emails,
    extension: _extension,
    ...state
  } = foldCase(one.log)
  return {
    ...state,
    emails: [],
    serviceName: one.definition.name,
    providerName: one.definition.provider.name,
    deeds: [],
    timeline: [...one.log],
    unbroken: true,
    jobs: jobsOf(new Map([[caseId, one]]), now).filter(
      (job) => job.caseId === caseId && job.kind === 'submitRequest' && job.state !== 'done',
    ),
    ...(state.deadline === undefined ? {} : { daysLeft: Math.round((Date.parse(state.deadline.dueOn) - Date.parse(now)) / 86_400_000) }),
    norms: [
      {
        step: { kk: 'Өтініш пен құжаттарды қабылдау', ru: 'Приём заявления и документов' },
        text: { kk: 'Нысанды толтыру', ru: 'Заполнение формы' },
        normSeconds: 600,
        actualSeconds: 540,
        late: false,
      },
      {
        step: { kk: 'Өтініш пен құжаттарды қабылдау', ru: 'Приём заявления и документов' },
        text: { kk: 'Сұрау салуды шлюзге жіберу', ru: 'Отправка запроса на шлюз' },
        normSeconds: 60,
        actualSeconds: 121,
        late: true,
      },
    ],
  }
}
