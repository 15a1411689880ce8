import type { Bin, Sex } from '#core/domain/iin.ts'
import type { PersonName, RegisteredPerson } from '#core/domain/person.ts'
import { fullNameOf } from '#core/domain/person.ts'
import type { Role, StaffMember, Workplace } from '#core/domain/staff.ts'
import type { LocalText } from '#core/domain/text.ts'
import { makeBin, makeIin } from './identifiers.ts'

/** Every fictitious employee's password. It opens nothing but the training. */
export const trainingPassword = 'Tereze-2026'

export interface Colleague {
  readonly person: RegisteredPerson
  readonly member: StaffMember
  /** PIN of the employee's training token, 4 digits. */
  readonly pin: string
}

interface Sketch {
  readonly login: string
  readonly role: Role
  readonly sex: Sex
  readonly birthDate: string
  readonly name: PersonName
  readonly pin: string
}

const centreStaff: readonly Sketch[] = [
  {
    login: 'operator1',
    role: 'operator',
    sex: 'female',
    birthDate: '1994-02-17',
    pin: '1101',
    name: { surname: 'Жақсыбекова', givenName: 'Мәдина', patronymic: 'Ержанқызы' },
  },
  {
    login: 'operator2',
    role: 'operator',
    sex: 'male',
    birthDate: '1989-09-03',
    pin: '1202',
    name: { surname: 'Исабеков', givenName: 'Данияр', patronymic: 'Мақсатұлы' },
  },
  {
    login: 'operator3',
    role: 'operator',
    sex: 'female',
    birthDate: '1997-12-28',
    pin: '1303',
    name: { surname: 'Лебедева', givenName: 'Ольга', patronymic: 'Николаевна' },
  },
  {
    login: 'courier',
    role: 'courier',
    sex: 'male',
    birthDate: '1986-04-11',
    pin: '1404',
    name: { surname: 'Тілеуберлинов', givenName: 'Жәнібек', patronymic: 'Олжасұлы' },
  },
  {
    login: 'manager',
    role: 'manager',
    sex: 'female',
    birthDate: '1977-06-30',
    pin: '1505',
    name: { surname: 'Сүлейменова', givenName: 'Раушан', patronymic: 'Төлегенқызы' },
  },
]
const providerStaff: readonly Sketch[] = [
  {
    login: 'chancellery',
    role: 'chancellery',
    sex: 'female',
    birthDate: '1984-10-05',
    pin: '2101',
    name: { surname: 'Нұрғалиева', givenName: 'Шынар', patronymic: 'Болатқызы' },
  },
  {
    login: 'head',
    role: 'head',
    sex: 'male',
    birthDate: '1972-01-19',
    pin: '2202',
    name: { surname: 'Ерғалиев', givenName: 'Қанат', patronymic: 'Сәкенұлы' },
  },
  {
    login: 'executor1',
    role: 'executor',
    sex: 'female',
    birthDate: '1990-08-08',
    pin: '2303',
    name: { surname: 'Әбілова', givenName: 'Әсел', patronymic: 'Нұржанқызы' },
  },
  {
    login: 'executor2',
    role: 'executor',
    sex: 'male',
    birthDate: '1995-05-23',
    pin: '2404',
    name: { surname: 'Құсайынов', givenName: 'Арман', patronymic: 'Бауыржанұлы' },
  },
]

const headOf = (staff: readonly Sketch[], role: Role): string => {
  const head = staff.find((sketch) => sketch.role === role)
  if (head === undefined) throw new Error('An organisation without a head')
  return fullNameOf(head.name)
}

/** The centre's three digits within official numbers. */
export const centreCode = '101'

export const trainingCentre: Workplace = {
  id: 'training-centre',
  kind: 'centre',
  bin: makeBin('2016-01-29', 40_101),
  deskNumber: 1,
  name: { kk: 'Өскемен қаласының халыққа қызмет көрсету орталығы', ru: 'Центр обслуживания населения города Усть-Каменогорска' },
  address: {
    kk: 'Шығыс Қазақстан облысы, Өскемен қ., Сәтбаев даңғ., 20/1',
    ru: 'Восточно-Казахстанская область, г. Усть-Каменогорск, пр. Сатпаева, 20/1',
  },
  region: { kk: 'Шығыс Қазақстан облысы', ru: 'Восточно-Казахстанская область' },
  headName: headOf(centreStaff, 'manager'),
}

export const trainingProvider = (bin: Bin, name: LocalText, region: LocalText): Workplace => ({
  id: 'training-provider',
  kind: 'provider',
  bin,
  name,
  region,
  deskNumber: 1,
  headName: headOf(providerStaff, 'head'),
  address: {
    kk: 'Шығыс Қазақстан облысы, Өскемен қ., Қазақстан к-сі, 27',
    ru: 'Восточно-Казахстанская область, г. Усть-Каменогорск, ул. Казахстан, 27',
  },
})

const home: LocalText = {
  kk: 'Шығыс Қазақстан облысы, Өскемен қ., Мызы к-сі, 15-үй, 3-пәтер',
  ru: 'Восточно-Казахстанская область, г. Усть-Каменогорск, ул. Мызы, д. 15, кв. 3',
}

const colleague =
  (bin: Bin, base: number) =>
  ({ login, role, sex, birthDate, name, pin }: Sketch, index: number): Colleague => {
    const iin = makeIin(birthDate, sex, base + index)
    return {
      pin,
      member: {
        staffId: `staff-${login}`,
        login,
        iin,
        fullName: fullNameOf(name),
        role,
        organisationBin: bin,
        phone: `+7705${base}${String(index).padStart(3, '0')}`,
      },
      person: {
        iin,
        name,
        birthDate,
        sex,
        address: home,
        identityDocument: {
          kind: 'idCard',
          number: `05${base}${String(index).padStart(3, '0')}`,
          issuedAt: '2022-05-16',
          expiresAt: '2032-05-15',
        },
      },
    }
  }

/** Everybody who works at the training centre and at the training provider. */
export const trainingColleagues = (provider: Workplace): readonly Colleague[] => [
  ...centreStaff.map(colleague(trainingCentre.bin, 9100)),
  ...providerStaff.map(colleague(provider.bin, 9200)),
]
