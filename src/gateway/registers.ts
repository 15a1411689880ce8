import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { RegisteredAuthority } from '#core/domain/authority.ts'
import { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import type { Database } from '#gateway/database/database.ts'

export type RegisterName = 'persons' | 'organisations' | 'notaries' | 'civilActs' | 'payments'

export interface Registers {
  /** ЖТ МДҚ */
  readonly findPerson: (iin: string) => RegisteredPerson | undefined
  readonly persons: () => readonly RegisteredPerson[]
  /** ЗТ МДҚ */
  readonly findOrganisation: (bin: string) => RegisteredOrganisation | undefined
  readonly organisations: () => readonly RegisteredOrganisation[]
  /** БНАЖ */
  readonly findAuthority: (number: string) => RegisteredAuthority | undefined
  /** Every query is kept: who asked which register when, and whether it knew. Not whom about. @returns the query's reference */
  readonly logQuery: (register: RegisterName, staffId: string, found: boolean, now: Date) => string
  /** All three leave what is there as it is. */
  readonly addPerson: (person: RegisteredPerson) => void
  readonly addOrganisation: (organisation: RegisteredOrganisation) => void
  readonly addAuthority: (authority: RegisteredAuthority) => void
}

const Row = z.object({ body: z.string() })

export function createRegisters(database: Database): Registers {
  const table = <T>(name: 'person' | 'organisation' | 'authority', column: 'iin' | 'bin' | 'number', schema: z.ZodType<T>) => {
    const select = database.prepare(`SELECT body FROM ${name} WHERE ${column} = ?`)
    const everything = database.prepare(`SELECT body FROM ${name} ORDER BY ${column}`)
    const insert = database.prepare(`INSERT INTO ${name} (${column}, body) VALUES (?, ?) ON CONFLICT DO NOTHING`)
    const read = (body: string): T => schema.parse(JSON.parse(body))
    return {
      find: (key: string): T | undefined => {
        const row = Row.optional().parse(select.get(key))
        return row === undefined ? undefined : read(row.body)
      },
      all: (): readonly T[] =>
        z
          .array(Row)
          .parse(everything.all())
          .map(({ body }) => read(body)),
      add: (key: string, value: T): void => void insert.run(key, JSON.stringify(value)),
    }
  }
  const persons = table('person', 'iin', RegisteredPerson)
  const organisations = table('organisation', 'bin', RegisteredOrganisation)
  const authorities = table('authority', 'number', RegisteredAuthority)
  const log = database.prepare('INSERT INTO register_query (reference, register, staff_id, found, at) VALUES (?, ?, ?, ?, ?)')
  return {
    findPerson: persons.find,
    persons: persons.all,
    findOrganisation: organisations.find,
    organisations: organisations.all,
    findAuthority: authorities.find,
    logQuery: (register, staffId, found, now) => {
      const reference = randomUUID()
      log.run(reference, register, staffId, found ? 1 : 0, now.toISOString())
      return reference
    },
    addPerson: (person) => persons.add(person.iin, person),
    addOrganisation: (organisation) => organisations.add(organisation.bin, organisation),
    addAuthority: (authority) => authorities.add(authority.number, authority),
  }
}
