import type { EventName, EventOf, OutputOf } from '#core/contract/client.ts'
import type { WireFault } from '#core/contract/operation.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { emptyDraft, type IntakeDraft } from '#core/domain/intake-draft.ts'
import type { Role } from '#core/domain/staff.ts'
import { sessionOf } from './actors.ts'
import { type FakeCase, makeCases } from './cases.ts'
import { people } from './people.ts'

/** What the scene begins with. */
export interface Scene {
  /** Nobody is logged in where it is absent. */
  readonly role?: Role
  readonly cases?: number
  readonly offline?: boolean
  readonly token?: 'present' | 'absent' | 'down'
  readonly skew?: number
  readonly training?: boolean
  /** This operation answers with this fault. */
  readonly fail?: Readonly<Record<string, WireFault>>
  /** Milliseconds before each answer. */
  readonly delay?: number
}

export interface World {
  readonly scene: Scene
  readonly now: string
  session: OutputOf<'session/current'>['session']
  readonly cases: Map<CaseId, FakeCase>
  readonly drafts: Map<CaseId, IntakeDraft>
  readonly favourites: Set<string>
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
    session: scene.role === undefined ? undefined : sessionOf(scene.role, now),
    drafts: new Map(),
    favourites: new Set(['unemployed-cert', 'kindergarten-queue']),
  }
}

/** A draft with everything typed, or the one the page has saved. */
export function draftOf(world: World, caseId: CaseId): IntakeDraft {
  const kept = world.drafts.get(caseId)
  if (kept !== undefined) return kept
  const draft = emptyDraft('kk')
  const person = world.cases.get(caseId)?.person ?? people[0]
  if (person === undefined) return draft
  return { ...draft, applicant: { ...draft.applicant, iin: person.iin, phone: '+77055551234' } }
}

export const headerOf = (world: World): OutputOf<'header/status'> => {
  const { offline = false, token = 'present', skew, training = false } = world.scene
  const stages = [...world.cases.values()].map((one) => one.log.at(-1)?.event.kind)
  return {
    connection: { state: offline ? 'offline' : 'online', since: new Date(Date.parse(world.now) - 47 * 60_000).toISOString() },
    outbox: {
      waiting: stages.filter((kind) => kind === 'receiptIssued').length,
      stuck: stages.filter((kind) => kind === 'sendingRejected').length,
    },
    token:
      token === 'present' ? { state: token, label: 'KAZTOKEN', certificateName: 'БЕКМАҒАМБЕТОВА ӘСЕМ', daysLeft: 52 } : { state: token },
    ...(skew === undefined ? {} : { clockSkew: skew }),
    inbox: 4,
    training,
  }
}
