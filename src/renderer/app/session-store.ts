import { create } from 'zustand'
import type { SessionView } from '#core/contract/views.ts'
import type { Right } from '#core/domain/staff.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { beforeLock } from './before-lock.ts'
import { useNavigation } from './navigation.ts'
import { firstScreen } from './places.ts'

export type LockReason = 'asked' | 'tokenPulled'

interface SessionState {
  /** `starting` until the core has said who is logged in. */
  readonly phase: 'starting' | 'out' | 'in'
  readonly session: SessionView | undefined
  readonly training: boolean
  readonly version: string
  readonly lock: LockReason | undefined
  /** Why the last session ended, to be told at the login. */
  readonly ended: 'loggedOut' | 'expired' | undefined
  /** Whose session ended by itself: the same person goes on where they were. */
  readonly interrupted: string | undefined
}

export const useSession = create<SessionState>(() => ({
  phase: 'starting',
  session: undefined,
  training: false,
  version: '',
  lock: undefined,
  ended: undefined,
  interrupted: undefined,
}))

/** The way requests are taken in at this workplace: at the centre, or at the provider's own desk. */
export const channelOf = (session: SessionView | undefined): 'centre' | 'provider' =>
  session?.workplace.kind === 'provider' ? 'provider' : 'centre'

export const mayIn = (session: SessionView | undefined, right: Right): boolean => session?.rights.includes(right) === true

/** Asks the core who is logged in. While the core is away the page keeps what it knows. */
export async function askSession(): Promise<void> {
  const answer = await getBridge().api['session/current']({})
  if (!answer.ok) return
  const { session, training, version } = answer.value
  const known = useSession.getState()
  // A core that was started anew knows of nobody.
  if (session === undefined && known.session !== undefined) leave('expired')
  const before = known.session?.staff.staffId ?? known.interrupted
  useSession.setState({
    phase: session === undefined ? 'out' : 'in',
    session,
    training,
    version,
    lock: session?.locked === true ? (known.lock ?? 'asked') : undefined,
  })
  if (session !== undefined && before !== session.staff.staffId) useNavigation.getState().start(firstScreen(session.rights))
}

/** The person is in: by login or by unlocking. */
export function enter(session: SessionView): void {
  const { session: known, interrupted } = useSession.getState()
  const before = known?.staff.staffId ?? interrupted
  useSession.setState({ phase: 'in', session, lock: undefined, ended: undefined, interrupted: undefined })
  if (before !== session.staff.staffId) useNavigation.getState().start(firstScreen(session.rights))
}

/** Locks at once, whatever the core answers; what is typed is saved first and stays where it is. */
export function lockNow(why: LockReason): void {
  const { phase, lock } = useSession.getState()
  if (phase !== 'in' || lock !== undefined) return
  beforeLock.emit()
  useSession.setState({ lock: why })
  void getBridge().api['session/lock']({})
}

export function leave(why: 'loggedOut' | 'expired'): void {
  const { session, interrupted } = useSession.getState()
  useSession.setState({
    phase: 'out',
    session: undefined,
    lock: undefined,
    ended: why,
    interrupted: why === 'expired' ? (session?.staff.staffId ?? interrupted) : undefined,
  })
}

export async function logOut(): Promise<void> {
  beforeLock.emit()
  const answer = await getBridge().api['session/logout']({})
  if (answer.ok) leave('loggedOut')
}
