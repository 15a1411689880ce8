import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { hindrancesOf } from '#core/domain/token-hindrances.ts'
import { logIn, logInWithToken } from '#core/services/log-in.ts'
import { listCertificates } from '#core/services/choose-certificate.ts'
import type { OpenHandler, SeatedHandler, ServedDesk } from '#api/context.ts'
import { sessionView } from '#api/views.ts'

/**
 * A machine of one organisation has one desk; a training machine has one for each organisation. The desk where this login was right before is asked first, so that
 * a wrong password counts once.
 */
const desksFor = (desks: readonly ServedDesk[], login: string): readonly ServedDesk[] =>
  desks.toSorted(
    (a, b) =>
      Number(b.stores.settings.findLogin(login)?.staff !== undefined) - Number(a.stores.settings.findLogin(login)?.staff !== undefined),
  )

export const current: OpenHandler<'session/current'> = ({ holder, training, version }) =>
  ok({ training, version, ...(holder.seat === undefined ? {} : { session: sessionView(holder.seat) }) })

export const login: OpenHandler<'session/login'> = async ({ desks, holder }, input) => {
  for (const desk of desksFor(desks, input.login)) {
    const answer = await logIn(desk, input.login, input.password)
    if (answer.ok) return ok(sessionView(holder.begin(desk, answer.value)))
    if (answer.error.tag !== 'session/notHere') return answer
  }
  return err(fault('session/notHere', 'act'))
}

export const loginWithToken: OpenHandler<'session/loginWithToken'> = async ({ desks, holder }, input, signal) => {
  const [first] = desks
  if (first === undefined) return err(fault('session/notHere', 'support'))
  const found = await first.token.find(input.certificateId)
  if (!found.ok) return found
  const desk = desks.find((candidate) => candidate.workplace.bin === found.value.summary.bin)
  if (desk === undefined) return err(fault('session/notHere', 'act'))
  const answer = await logInWithToken(desk, input.certificateId, input.ticket, signal)
  if (answer.ok) return ok(sessionView(holder.begin(desk, answer.value)))
  // Whoever is not let in leaves no login behind either.
  await desk.token.endLogins()
  return answer
}

export const logout: SeatedHandler<'session/logout'> = ({ context }) => {
  context.holder.end('loggedOut')
  return ok({})
}

export const lock: SeatedHandler<'session/lock'> = ({ context, desk }) => {
  context.holder.setLocked(true)
  void desk.token.endLogins()
  return ok({})
}

export const unlock: SeatedHandler<'session/unlock'> = async ({ context, desk, session }, input) => {
  const answer = await logIn(desk, session.staff.login, input.password)
  if (!answer.ok) return answer
  return ok(sessionView(context.holder.begin(desk, { ...answer.value, since: session.since })))
}

export const certificates: OpenHandler<'signing/certificates'> = async ({ desks, holder }, { purpose }) => {
  const [first] = desks
  const seat = holder.seat
  const desk = seat?.desk ?? first
  if (desk === undefined) return err(fault('session/notHere', 'support'))
  const mine = seat === undefined || purpose === 'login' ? {} : { iin: seat.session.staff.iin }
  const bins = purpose === 'login' ? desks.map((candidate) => candidate.workplace.bin) : [desk.workplace.bin]
  const listed = await listCertificates(desk, { purpose, at: desk.clock.instant(), bins, ...mine })
  if (!listed.ok && listed.error.tag === 'token/processDown') return listed
  // Reading a slow token twice is for who cannot sign.
  if (listed.ok && listed.value.tokens.some(({ certificates: choices }) => choices.some(({ fits }) => fits)))
    return ok({ ...listed.value, hindrances: [] })
  const diagnosis = await desk.token.diagnose()
  const hindrances = diagnosis.ok ? [...hindrancesOf(diagnosis.value)] : []
  if (listed.ok) return ok({ ...listed.value, hindrances })
  // What is wrong with the module has its own, more exact sentence there.
  return hindrances.length > 0 ? ok({ tokens: [], hindrances }) : listed
}
