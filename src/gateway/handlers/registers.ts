import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { RegisterName } from '#gateway/registers.ts'
import type { GatewayDeps } from './deps.ts'

type RegisterRoute = 'person' | 'organisation' | 'authority' | 'family' | 'payment'

export function createRegisterHandlers({ registers, civilActs, payments, faults }: GatewayDeps): Pick<Handlers, RegisterRoute> {
  const ask = <T>(register: RegisterName, staffId: string, now: Date, find: () => T | undefined) => {
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
    // Nobody without children is unknown: the answer is then an empty record. Unknown is who is in no register at all.
    family: ({ params, staff, now }) => {
      const { found, ...evidence } = ask('civilActs', staff.staffId, now, () =>
        registers.findPerson(params.iin) === undefined ? undefined : civilActs.familyOf(params.iin),
      )
      return { family: found, ...evidence }
    },
    payment: ({ params, staff, now }) => {
      const { found, answeredAt } = ask('payments', staff.staffId, now, () => payments.find(params.reference))
      return { payment: found, answeredAt }
    },
  }
}
