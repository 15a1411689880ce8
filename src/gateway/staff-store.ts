import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { StaffMember, Workplace } from '#core/domain/staff.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { Database } from '#gateway/database/database.ts'

const BodyRow = z.object({ body: z.string() })
const StaffRow = z.object({ body: z.string(), password_hash: z.string() })
const WorkplaceRow = z.object({ body: z.string(), code: z.string() })

/** A workplace with its organisation's three digits within official numbers. */
export type EnrolledWorkplace = Workplace & { readonly code: string }

export interface StaffStore {
  readonly findByLogin: (login: string) => { readonly member: StaffMember; readonly passwordHash: string } | undefined
  readonly findById: (staffId: string) => StaffMember | undefined
  readonly findByIin: (iin: string, bin: string) => StaffMember | undefined
  /** Who works at an organisation, by login. */
  readonly colleagues: (bin: string) => readonly StaffMember[]
  readonly add: (member: StaffMember, passwordHash: string) => void
  readonly findWorkplace: (id: string) => EnrolledWorkplace | undefined
  readonly findWorkplaceByToken: (token: string) => EnrolledWorkplace | undefined
  /** By the digits of their numbers: the centre first. */
  readonly workplaces: () => readonly EnrolledWorkplace[]
  readonly addWorkplace: (workplace: Workplace, code: string) => void
  /** The workplace's bearer token: derived, so that only its hash has to be kept. */
  readonly tokenOf: (workplaceId: string) => string
}

export const tokenHash = (token: string): string => hashOf(new TextEncoder().encode(token))

export function createStaffStore(database: Database, secret: Buffer): StaffStore {
  const byLogin = database.prepare('SELECT body, password_hash FROM staff WHERE login = ?')
  const byId = database.prepare('SELECT body FROM staff WHERE staff_id = ?')
  const byIin = database.prepare('SELECT body FROM staff WHERE iin = ? AND bin = ?')
  const byBin = database.prepare('SELECT body FROM staff WHERE bin = ? ORDER BY login')
  const insert = database.prepare('INSERT INTO staff (staff_id, login, iin, bin, password_hash, body) VALUES (?, ?, ?, ?, ?, ?)')
  const workplaceById = database.prepare('SELECT body, code FROM workplace WHERE id = ?')
  const workplaceByToken = database.prepare('SELECT body, code FROM workplace WHERE token_hash = ?')
  const allWorkplaces = database.prepare('SELECT body, code FROM workplace ORDER BY code')
  const insertWorkplace = database.prepare('INSERT INTO workplace (id, bin, code, token_hash, body) VALUES (?, ?, ?, ?, ?)')
  const tokenOf = (workplaceId: string): string => createHmac('sha256', secret).update(`workplace:${workplaceId}`).digest('base64url')

  const member = (row: unknown): StaffMember | undefined => {
    const found = BodyRow.optional().parse(row)
    return found === undefined ? undefined : StaffMember.parse(JSON.parse(found.body))
  }
  const workplace = (row: unknown): EnrolledWorkplace | undefined => {
    const found = WorkplaceRow.optional().parse(row)
    return found === undefined ? undefined : { ...Workplace.parse(JSON.parse(found.body)), code: found.code }
  }
  return {
    findByLogin: (login) => {
      const row = StaffRow.optional().parse(byLogin.get(login))
      return row === undefined ? undefined : { member: StaffMember.parse(JSON.parse(row.body)), passwordHash: row.password_hash }
    },
    findById: (staffId) => member(byId.get(staffId)),
    findByIin: (iin, bin) => member(byIin.get(iin, bin)),
    colleagues: (bin) =>
      byBin
        .all(bin)
        .map(member)
        .filter((one) => one !== undefined),
    add: (one, passwordHash) => void insert.run(one.staffId, one.login, one.iin, one.organisationBin, passwordHash, JSON.stringify(one)),
    findWorkplace: (id) => workplace(workplaceById.get(id)),
    findWorkplaceByToken: (token) => workplace(workplaceByToken.get(tokenHash(token))),
    workplaces: () =>
      allWorkplaces
        .all()
        .map(workplace)
        .filter((one) => one !== undefined),
    addWorkplace: (one, code) => void insertWorkplace.run(one.id, one.bin, code, tokenHash(tokenOf(one.id)), JSON.stringify(one)),
    tokenOf,
  }
}
