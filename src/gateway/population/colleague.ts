import type { Bin, Sex } from '#core/domain/iin.ts'
import { fullNameOf, type PersonName, type RegisteredPerson } from '#core/domain/person.ts'
import type { Role, StaffMember } from '#core/domain/staff.ts'
import type { LocalText } from '#core/domain/text.ts'
import { makeIin } from './identifiers.ts'

/** Every fictitious employee's password. It opens nothing but the training. */
export const trainingPassword = 'Tereze-2026'

export interface Colleague {
  readonly person: RegisteredPerson
  readonly member: StaffMember
  /** PIN of the employee's training token, 4 digits. */
  readonly pin: string
}

/** An employee as drawn up by hand. */
export interface Sketch {
  readonly login: string
  readonly role: Role
  readonly sex: Sex
  readonly birthDate: string
  readonly name: PersonName
  readonly pin: string
}

/** Full name of who stands at the head: the manager of a centre, the head of a provider. */
export const headNameOf = (staff: readonly Sketch[], role: Role): string => {
  const head = staff.find((sketch) => sketch.role === role)
  if (head === undefined) throw new Error('An organisation without a head')
  return fullNameOf(head.name)
}

const home: LocalText = {
  kk: 'Шығыс Қазақстан облысы, Өскемен қ., Мызы к-сі, 15-үй, 3-пәтер',
  ru: 'Восточно-Казахстанская область, г. Усть-Каменогорск, ул. Мызы, д. 15, кв. 3',
}

/** @param base four digits of the organisation, from which IINs, phones and document numbers are counted */
export const colleagueOf =
  (bin: Bin, base: number) =>
  ({ login, role, sex, birthDate, name, pin }: Sketch, index: number): Colleague => {
    const iin = makeIin(birthDate, sex, base + index)
    const serial = `${base}${String(index).padStart(3, '0')}`
    return {
      pin,
      member: {
        staffId: `staff-${login}`,
        login,
        iin,
        fullName: fullNameOf(name),
        role,
        organisationBin: bin,
        phone: `+7705${serial}`,
      },
      person: {
        iin,
        name,
        birthDate,
        sex,
        address: home,
        identityDocument: { kind: 'idCard', number: `05${serial}`, issuedAt: '2022-05-16', expiresAt: '2032-05-15' },
      },
    }
  }
