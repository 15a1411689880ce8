import { z } from 'zod'
import { DateOnly } from '#core/domain/ids.ts'
import { Iin, Sex } from '#core/domain/iin.ts'
import { PersonName } from '#core/domain/person.ts'

/** A child as the register of civil acts (АХАЖ) knows it from the act of birth. */
export const RegisteredChild = z.object({
  iin: Iin,
  name: PersonName,
  birthDate: DateOnly,
  sex: Sex,
  birthAct: z.object({ number: z.string(), date: DateOnly }),
})
export type RegisteredChild = z.infer<typeof RegisteredChild>

/** A child under somebody's guardianship (қорғаншылық) or custodianship (қамқоршылық). */
export const RegisteredWard = RegisteredChild.extend({
  role: z.enum(['guardian', 'custodian']),
  decision: z.object({ number: z.string(), date: DateOnly }),
})
export type RegisteredWard = z.infer<typeof RegisteredWard>

/** What the register says of one adult. */
export const FamilyRecord = z.object({ iin: Iin, children: z.array(RegisteredChild), wards: z.array(RegisteredWard) })
export type FamilyRecord = z.infer<typeof FamilyRecord>
