import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { GatewayDeps } from './deps.ts'

export function createRegisterHandlers({ registers, faults }: GatewayDeps): Pick<Handlers, 'person' | 'organisation' | 'authority'> {
  const ask = <T>(register: 'persons' | 'organisations' | 'notaries', staffId: string, now: Date, find: () => T | undefined) => {
    if (faults.current().registersDown) throw new Refusal('unavailable', { register })
    const found = find()
    const reference = registers.logQuery(register, staffId, found !== undefined, now)
    if (found === undefined) throw new Refusal('notFound', { register, reference })
    return { found, answeredAt: now.toISOString(), reference }
  }
  return {
    person: ({ params, staff, now }) => {
      const { found, ...evidence } = ask('persons', staff.staffId, now, () => registers.findPerson(params.iin))
      return { person: found, ...evidence }
    },
    organisation: ({ params, staff, now }) => {
      const { found, ...evidence } = ask('organisations', staff.staffId, now, () => registers.findOrganisation(params.bin))
      return { organisation: found, ...evidence }
    },
    authority: ({ params, staff, now }) => {
      const { found, ...evidence } = ask('notaries', staff.staffId, now, () => registers.findAuthority(params.number))
      return { authority: found, ...evidence }
    },
  }
}
