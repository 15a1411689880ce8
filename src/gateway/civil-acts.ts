import { z } from 'zod'
import { type FamilyRecord, RegisteredChild, RegisteredWard } from '#core/domain/civil-acts.ts'
import type { Iin } from '#core/domain/iin.ts'
import type { Database } from '#gateway/database/database.ts'

/** АХАЖ: who is whose child or ward. */
export interface CivilActs {
  /** Oldest child first; both lists empty for who has neither. */
  readonly familyOf: (iin: Iin) => FamilyRecord
  /** Both leave what is there as it is. */
  readonly addBirth: (parent: Iin, child: RegisteredChild) => void
  readonly addGuardianship: (guardian: Iin, ward: RegisteredWard) => void
}

const Row = z.object({ body: z.string() })

export function createCivilActs(database: Database): CivilActs {
  const select = database.prepare('SELECT body FROM civil_act WHERE adult_iin = ? AND kind = ?')
  const insert = database.prepare('INSERT INTO civil_act (adult_iin, child_iin, kind, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const read = <T extends { readonly birthDate: string }>(iin: string, kind: 'birth' | 'guardianship', schema: z.ZodType<T>): T[] =>
    z
      .array(Row)
      .parse(select.all(iin, kind))
      .map(({ body }) => schema.parse(JSON.parse(body)))
      .sort((a, b) => a.birthDate.localeCompare(b.birthDate))
  return {
    familyOf: (iin) => ({ iin, children: read(iin, 'birth', RegisteredChild), wards: read(iin, 'guardianship', RegisteredWard) }),
    addBirth: (parent, child) => void insert.run(parent, child.iin, 'birth', JSON.stringify(child)),
    addGuardianship: (guardian, ward) => void insert.run(guardian, ward.iin, 'guardianship', JSON.stringify(ward)),
  }
}
