import { checkDigitOf } from '#core/domain/iin.ts'
import { RegisteredChild } from '#core/domain/civil-acts.ts'
import { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'

/** A valid IIN for a birth date: the serial is raised until a check digit exists. */
export function iinOf(birthDate: string, sex: 'male' | 'female', serial: number): string {
  const century = (birthDate < '2000' ? 3 : 5) + (sex === 'male' ? 0 : 1)
  for (let next = serial; ; next++) {
    const eleven = `${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}${birthDate.slice(8, 10)}${century}${String(next).padStart(4, '0')}`
    const digit = checkDigitOf(eleven)
    if (digit !== undefined) return eleven + digit
  }
}

const rows = [
  ['Мұхамедқалиқызы', 'Гүлсім', 'Әбдімәжитқызы', '1987-05-14', 'female', 'Өскемен қаласы, Қазақстан көшесі, 64-үй, 112-пәтер'],
  ['Серікбаев', 'Нұрлан', 'Қайратұлы', '1990-02-03', 'male', 'Өскемен қаласы, Тәуелсіздік даңғылы, 12-үй'],
  ['Ермекұлы', 'Жәнібек', '', '1996-11-30', 'male', 'Өскемен қаласы, Ахмирово ауылы, Достық көшесі, 3-үй'],
  ['Иванова', 'Светлана', 'Петровна', '1979-08-21', 'female', 'Өскемен қаласы, Бурова көшесі, 22-үй, 5-пәтер'],
  ['Құдайбергенова', 'Айгерім', 'Төлегенқызы', '2001-04-09', 'female', 'Өскемен қаласы, Сәтбаев көшесі, 7/1-үй, 48-пәтер'],
  ['Шәріпов', 'Ғалымжан', 'Өмірбекұлы', '1968-12-25', 'male', 'Өскемен қаласы, Виноградов көшесі, 19-үй'],
] as const

export const people: readonly RegisteredPerson[] = rows.map(([surname, givenName, patronymic, birthDate, sex, address], index) =>
  RegisteredPerson.parse({
    iin: iinOf(birthDate, sex, 30 + index * 17),
    name: { surname, givenName, ...(patronymic === '' ? {} : { patronymic }) },
    birthDate,
    sex,
    address: { kk: `Шығыс Қазақстан облысы, ${address}`, ru: `Восточно-Казахстанская область, ${address}` },
    identityDocument: { kind: 'idCard', number: `04${1234567 + index * 31}`, issuedAt: '2021-06-15', expiresAt: '2031-06-14' },
  }),
)

export const children: readonly RegisteredChild[] = [
  ['Айша', '2021-03-12', 'female'],
  ['Мирас', '2022-08-30', 'male'],
  ['Әмина', '2024-05-06', 'female'],
].map(([givenName, birthDate, sex], index) =>
  RegisteredChild.parse({
    iin: iinOf(birthDate ?? '', sex === 'male' ? 'male' : 'female', 100 + index * 9),
    name: { surname: 'Серікбай', givenName, patronymic: sex === 'male' ? 'Нұрланұлы' : 'Нұрланқызы' },
    birthDate,
    sex,
    birthAct: { number: `10-${index + 1}`, date: birthDate },
  }),
)

const head = people[1]

export const organisations: readonly RegisteredOrganisation[] = [
  RegisteredOrganisation.parse({
    bin: '990240001237',
    name: {
      kk: '«Алтай басылымдары» жауапкершілігі шектеулі серіктестігі',
      ru: 'Товарищество с ограниченной ответственностью «Алтай басылымдары»',
    },
    address: { kk: 'Өскемен қаласы, Протозанов көшесі, 83', ru: 'г. Усть-Каменогорск, ул. Протозанова, 83' },
    head: { iin: head?.iin, name: head?.name },
    registeredAt: '1999-02-17',
  }),
]
