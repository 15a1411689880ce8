import type { CaseAction } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import support from '#resources/services/disabled-child-support.json' with { type: 'json' }
import guardianship from '#resources/services/guardianship-establish.json' with { type: 'json' }
import kindergarten from '#resources/services/kindergarten-queue.json' with { type: 'json' }
import media from '#resources/services/media-registration.json' with { type: 'json' }
import unemployed from '#resources/services/unemployed-cert.json' with { type: 'json' }
import { actorOf } from './actors.ts'
import { plus } from './case-log.ts'
import { caseIdOf } from './cases.ts'
import { people } from './people.ts'
import { type Arrived, providerLog, signedResult, type Step } from './provider-log.ts'

export const providerDefinitions = [unemployed, kindergarten, support, media, guardianship].map((json) => ServiceDefinition.parse(json))

const definitionOf = (id: string): ServiceDefinition => {
  const found = providerDefinitions.find((definition) => definition.id === id)
  if (found === undefined) throw new Error(`No service ${id}`)
  return found
}
const personOf = (index: number) => {
  const person = people[index % people.length]
  if (person === undefined) throw new Error('No people')
  return person
}

const child = {
  iin: '190305500019',
  fullName: 'Мұхамедқали Айбар Нұрланұлы',
  birthDate: '2019-03-05',
  address: 'Өскемен қаласы, Бурова көшесі, 22',
}
const answers = {
  'unemployed-cert': {
    address: 'Өскемен қаласы, Қазақстан көшесі, 64',
    presentedTo: { kk: 'Әлеуметтік көмек тағайындау үшін', ru: 'Для назначения социальной помощи' },
    handOutWay: 'inPerson',
  },
  'kindergarten-queue': {
    child: [child],
    relation: 'mother',
    language: 'kk',
    choiceOfPlace: 'any',
    benefit: 'none',
    handOutWay: 'inPerson',
  },
  'disabled-child-support': {
    child: [child],
    relation: 'mother',
    schooling: 'both',
    conclusionNumber: '17-45',
    conclusionDate: '2026-09-10',
    disabilityUntil: 'adult',
    address: child.address,
    handOutWay: 'inPerson',
  },
  'media-registration': { mediumKind: 'onlinePublication', mediumName: 'Өскемен жаңалықтары', domain: 'jana.kz', earlier: 'no' },
  'guardianship-establish': {},
} as const

const arrived = (
  id: keyof typeof answers,
  person: number,
  channel: Arrived['channel'],
  organisation?: Arrived['organisation'],
): Arrived => ({
  definition: definitionOf(id),
  person: personOf(person),
  channel,
  answers: answers[id] as unknown as Arrived['answers'],
  ...(organisation === undefined ? {} : { organisation }),
})

const chancellery = actorOf('chancellery')
const head = actorOf('head')
const executor = actorOf('executor')
const accepted: Step = [22, chancellery, { kind: 'accepted' }]
const assigned: Step = [
  41,
  head,
  {
    kind: 'assigned',
    executor: { staffId: executor.staffId, fullName: executor.fullName },
    resolution: 'Заңнамаға сәйкес қарап, шешім жобасын дайындаңыз.',
  },
]
const refusal = {
  outcome: 'refusal' as const,
  groundIds: [definitionOf('guardianship-establish').refusalGrounds[0]?.id ?? ''],
  explanation: { kk: 'Тұрғын үй жағдайын тексеру актісі жоқ.', ru: 'Нет акта обследования жилья.' },
  wrongFields: ['slots.identity'],
}
const drafted: Step = [2000, executor, { kind: 'decisionDrafted', decision: refusal }]
const submitted: Step = [2010, executor, { kind: 'submittedForSignature' }]
const returned: Step = [2100, head, { kind: 'returnedToExecutor', remark: 'Бас тарту негізін нақтылап, қай құжат жетпейтінін көрсетіңіз.' }]

export interface ProviderCase {
  readonly definition: ServiceDefinition
  log: readonly CaseAction[]
}

/** Requests at the provider, one of each kind of moment, by the number of their ids. */
export function makeProviderCases(now: string): Map<CaseId, ProviderCase> {
  const company = { bin: '050240031500', name: { kk: '«Ертіс Медиа» ЖШС', ru: 'ТОО «Ертис Медиа»' } }
  const signed = (id: number, outcome: 'positive' | 'intermediate' | 'refusal', minutes: number): Step => [
    minutes,
    head,
    signedResult(caseIdOf(id), outcome, head, now),
  ]
  const delivered = (id: number, outcome: 'positive' | 'intermediate', minutes: number): Step => {
    const event = signedResult(caseIdOf(id), outcome, head, now)
    return [minutes, head, { kind: 'resultDelivered', acknowledgement: 'ack', ...('cms' in event ? { cms: event.cms } : {}) }]
  }
  const extended: Step = [
    900,
    executor,
    {
      kind: 'deadlineExtended',
      deadline: { dueOn: plus(now, 9 * 1440).slice(0, 10), issueFrom: plus(now, 9 * 1440).slice(0, 10), calendarVersion: 'kz-2026-2027.1' },
      days: 5,
      reason: { kk: 'Дәрігерлік қорытынды қосымша сұралды.', ru: 'Дополнительно запрошено врачебное заключение.' },
    },
  ]
  type Moment = readonly [id: number, daysAgo: number, dueInDays: number, Arrived, readonly Step[]]
  /** A draft on the head's desk. */
  const waiting = (id: number, index: number): Moment => [
    id,
    3 + index,
    14 + ((index * 7) % 11),
    arrived('guardianship-establish', index, index % 3 === 0 ? 'portal' : 'centre'),
    [accepted, assigned, drafted, submitted],
  ]
  const moments: readonly Moment[] = [
    [101, 0, 3, arrived('unemployed-cert', 0, 'centre'), []],
    [102, 1, 3, arrived('unemployed-cert', 1, 'centre'), [accepted]],
    [103, 2, 10, arrived('disabled-child-support', 3, 'provider'), [accepted]],
    [
      104,
      4,
      5,
      arrived('kindergarten-queue', 4, 'portal'),
      [accepted, signed(104, 'intermediate', 400), delivered(104, 'intermediate', 402)],
    ],
    [105, 6, 5, arrived('kindergarten-queue', 0, 'centre'), [accepted]],
    [106, 3, 15, arrived('media-registration', 2, 'portal', company), [accepted]],
    [107, 0, 30, arrived('guardianship-establish', 3, 'provider'), []],
    [108, 1, 30, arrived('guardianship-establish', 4, 'portal'), [accepted]],
    [109, 2, 30, arrived('guardianship-establish', 5, 'centre'), [accepted, assigned]],
    [110, 3, 30, arrived('guardianship-establish', 0, 'centre'), [accepted, assigned, drafted, submitted]],
    ...Array.from({ length: 11 }, (_, index) => waiting(120 + index, index)),
    [111, 4, 30, arrived('guardianship-establish', 1, 'portal'), [accepted, assigned, drafted, submitted, returned]],
    [112, 5, 30, arrived('guardianship-establish', 2, 'centre'), [accepted, assigned, drafted, submitted, signed(112, 'refusal', 2600)]],
    [113, 9, 12, arrived('unemployed-cert', 5, 'centre'), [accepted, signed(113, 'positive', 500), delivered(113, 'positive', 501)]],
    [114, 5, 6, arrived('disabled-child-support', 4, 'portal'), [accepted, extended]],
  ]
  return new Map(
    moments.map(([id, daysAgo, dueInDays, what, steps]) => {
      const at = plus(now, -daysAgo * 1440 - 90)
      const log = providerLog(caseIdOf(id), what, at, { number: `1002${String(45_000_000 + id)}`, dueInDays, steps })
      return [caseIdOf(id), { definition: what.definition, log }]
    }),
  )
}
