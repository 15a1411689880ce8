import type { EventName, EventOf, OutputOf } from '#core/contract/client.ts'
import type { WireFault } from '#core/contract/operation.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { emptyDraft, type IntakeDraft } from '#core/domain/intake-draft.ts'
import type { CatalogueRefusal } from '#core/domain/catalogue.ts'
import type { LimitFinding } from '#core/domain/outbox.ts'
import type { Answers } from '#core/domain/service-form.ts'
import type { Role } from '#core/domain/staff.ts'
import { sessionOf } from './actors.ts'
import { type FakeCase, jobsOf, makeCases } from './cases.ts'
import { longAnswers } from './long-form.ts'
import { type FakeOutbox, listOf } from './outbox.ts'
import { itemsOf, type OutboxContent } from './outbox-items.ts'
import { people } from './people.ts'

/** What the scene begins with. */
export interface Scene {
  /** Nobody is logged in where it is absent. */
  readonly role?: Role
  readonly cases?: number
  readonly offline?: boolean
  /** Why it is offline. */
  readonly why?: 'noConnection' | 'timeout' | 'nonsense'
  /** What the queue holds; without it what the cases have to send. */
  readonly outbox?: OutboxContent
  /** All sending is stopped by the operator, or the gateway is away. */
  readonly queue?: 'paused' | 'away'
  readonly limits?: readonly LimitFinding[]
  readonly token?: 'present' | 'absent' | 'down'
  /** NCALayer runs on this machine. */
  readonly ncalayer?: boolean
  readonly skew?: number
  readonly training?: boolean
  /** The database was damaged and mended. */
  readonly recovery?: OutputOf<'header/status'>['recovery']
  /** Service of the draft that is taken in; `long-form` is the bench's. */
  readonly service?: string
  /** That service is paid for here too. */
  readonly feeHere?: boolean
  /** The draft puts a refused request right, with these fields wrong. */
  readonly wrongFields?: readonly string[]
  /** The register of civil acts knows so many children of the applicant. */
  readonly children?: number
  /** An earlier request has these answers. */
  readonly earlier?: Answers
  /** The gateway's newer catalogue was refused. */
  readonly catalogueRefused?: CatalogueRefusal
  /** The case in work has an intermediate paper. */
  readonly intermediate?: boolean
  /** This operation answers with this fault. */
  readonly fail?: Readonly<Record<string, WireFault>>
  /** Milliseconds before each answer. */
  readonly delay?: number
}

export interface World {
  readonly scene: Scene
  readonly now: string
  session: OutputOf<'session/current'>['session']
  recovery: OutputOf<'header/status'>['recovery']
  readonly cases: Map<CaseId, FakeCase>
  readonly drafts: Map<CaseId, IntakeDraft>
  readonly favourites: Set<string>
  readonly outbox: FakeOutbox
  readonly emit: <Name extends EventName>(name: Name, value: EventOf<Name>) => void
}

export function makeWorld(scene: Scene, emit: World['emit']): World {
  const now = new Date().toISOString()
  const cases = makeCases(scene.cases ?? 12, now)
  return {
    scene,
    now,
    emit,
    cases,
    recovery: scene.recovery,
    session: scene.role === undefined ? undefined : sessionOf(scene.role, now),
    outbox: makeOutbox(scene, cases, now),
    drafts: new Map(),
    favourites: new Set(['unemployed-cert', 'kindergarten-queue']),
  }
}

function makeOutbox({ outbox, queue, offline = false }: Scene, cases: World['cases'], now: string): FakeOutbox {
  const before = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString()
  return {
    jobs: outbox === undefined ? jobsOf(cases, now) : itemsOf(outbox, now),
    syncedAt: before(queue === 'away' || offline ? 47 : 1),
    queue: {
      ...(queue === 'paused' ? { paused: { since: before(12), by: 'Бекмағамбетова Әсем' } } : {}),
      circuit: queue === 'away' ? { state: 'open', since: before(47), nextTryAt: before(-0.6) } : { state: 'closed' },
      upload: {},
    },
  }
}

/** A draft with everything typed, or the one the page has saved. */
export function draftOf(world: World, caseId: CaseId): IntakeDraft {
  const kept = world.drafts.get(caseId)
  if (kept !== undefined) return kept
  const draft = emptyDraft('kk')
  const person = world.cases.get(caseId)?.person ?? people[0]
  if (person === undefined) return draft
  const applicant = { ...draft.applicant, iin: person.iin, phone: '+77055551234' }
  const { service, wrongFields } = world.scene
  if (wrongFields !== undefined) return correctedDraft({ ...draft, applicant }, wrongFields)
  return { ...draft, applicant, answers: service === 'long-form' ? longAnswers : {} }
}

/** A refused request's draft, copied wholly. */
function correctedDraft(draft: IntakeDraft, wrongFields: readonly string[]): IntakeDraft {
  const [, person] = people
  if (person === undefined) return draft
  return {
    ...draft,
    applicant: {
      ...draft.applicant,
      iin: person.iin,
      surname: person.name.surname,
      givenName: person.name.givenName,
      birthDate: person.birthDate,
      sex: person.sex,
      address: person.address.kk,
      evidence: { outcome: 'confirmed', register: 'ЖТ МДҚ', answeredAt: new Date().toISOString(), reference: 'gbd-7' },
    },
    answers: {
      child: [{ iin: '190312500011', fullName: 'Серікбаева Айша Нұрланқызы', birthDate: '2019-03-12' }],
      relation: 'father',
      language: 'kk',
      preferred: '№ 12 «Балбұлақ» балабақшасы',
    },
    correction: {
      caseId: '00000000-0000-4000-8000-000001aaaaaa' as CaseId,
      number: '100245000123',
      refusedOn: '2026-11-05',
      wrongFields: [...wrongFields],
      grounds: [{ kk: 'Ұсынылған құжаттар толық емес.', ru: 'Представлены не все документы.' }],
      explanation: {
        kk: 'Баланың ЖСН-і туу туралы куәлікке сәйкес емес, куәліктің көшірмесі оқылмайды.',
        ru: 'ИИН ребёнка не совпадает со свидетельством о рождении, копия не читается.',
      },
    },
  }
}

export const headerOf = (world: World): OutputOf<'header/status'> => {
  const { offline = false, why, token = 'present', skew, training = false } = world.scene
  const { counts, queue } = listOf(world.outbox, 'open', 1)
  const countOf = (...states: readonly (keyof typeof counts)[]): number => states.reduce((sum, state) => sum + counts[state], 0)
  return {
    connection: {
      state: offline ? 'offline' : 'online',
      since: new Date(Date.parse(world.now) - 47 * 60_000).toISOString(),
      ...(offline && why !== undefined ? { why } : {}),
    },
    outbox: {
      waiting: countOf('ready', 'running', 'paused'),
      stuck: countOf('stuck', 'rejected'),
      paused: queue.paused !== undefined,
    },
    limits: [...(world.scene.limits ?? [])],
    token:
      token === 'present' ? { state: token, label: 'KAZTOKEN', certificateName: 'БЕКМАҒАМБЕТОВА ӘСЕМ', daysLeft: 52 } : { state: token },
    ...(skew === undefined ? {} : { clockSkew: skew }),
    ...(world.recovery === undefined ? {} : { recovery: world.recovery }),
    inbox: 4,
    training,
  }
}
