import type { StaffMember } from '#core/domain/staff.ts'
import type { RouteAccess } from '#core/wire/routes.ts'
import type { SessionStore } from '#gateway/session-store.ts'
import type { EnrolledWorkplace, StaffStore } from '#gateway/staff-store.ts'
import { Refusal } from './problem.ts'

export interface StaffCaller {
  readonly workplace: EnrolledWorkplace
  readonly staff: StaffMember
}
export interface WorkplaceCaller {
  readonly workplace: EnrolledWorkplace
}
/** Who calls, as far as the route's access makes sure of it. */
export type CallerOf<Access extends RouteAccess> = Access extends 'staff'
  ? StaffCaller
  : Access extends 'workplace'
    ? WorkplaceCaller
    : object

export interface Authenticate {
  /** @throws Refusal `unauthorised` */
  readonly workplace: (authorization: string | undefined) => WorkplaceCaller
  readonly staff: (authorization: string | undefined) => StaffCaller
}

const bearer = (authorization: string | undefined): string => {
  const token = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new Refusal('unauthorised')
  return token
}

export function createAuthenticate(staffStore: StaffStore, sessions: SessionStore, clock: () => Date): Authenticate {
  const findStaff = (token: string): StaffCaller | undefined => {
    const session = sessions.find(token, clock())
    const staff = session === undefined ? undefined : staffStore.findById(session.staffId)
    const workplace = session === undefined ? undefined : staffStore.findWorkplace(session.workplaceId)
    return staff === undefined || workplace === undefined ? undefined : { staff, workplace }
  }
  return {
    staff: (authorization) => {
      const caller = findStaff(bearer(authorization))
      if (caller === undefined) throw new Refusal('unauthorised')
      return caller
    },
    // Whoever is logged in at a workplace may do what the workplace may.
    workplace: (authorization) => {
      const token = bearer(authorization)
      const workplace = staffStore.findWorkplaceByToken(token) ?? findStaff(token)?.workplace
      if (workplace === undefined) throw new Refusal('unauthorised')
      return { workplace }
    },
  }
}
