import type { Sex } from '#core/domain/iin.ts'
import type { PersonName } from '#core/domain/person.ts'
import type { Random } from './random.ts'

const kazakh = {
  male: [
    'Нұрлан',
    'Ерлан',
    'Серік',
    'Болат',
    'Қайрат',
    'Мұрат',
    'Асқар',
    'Бауыржан',
    'Дәурен',
    'Жандос',
    'Қанат',
    'Мейрам',
    'Олжас',
    'Рүстем',
    'Сәкен',
    'Тимур',
    'Әлихан',
    'Әділет',
    'Ғалым',
    'Өмірзақ',
    'Үсен',
    'Ілияс',
    'Арман',
    'Берік',
    'Данияр',
    'Ержан',
    'Жәнібек',
    'Мақсат',
    'Нұржан',
    'Талғат',
  ],
  female: [
    'Айгүл',
    'Гүлнар',
    'Динара',
    'Жанар',
    'Зәуре',
    'Қарлығаш',
    'Ләззат',
    'Мәдина',
    'Назгүл',
    'Раушан',
    'Сәуле',
    'Толқын',
    'Шынар',
    'Әсел',
    'Әлия',
    'Ғайни',
    'Үміт',
    'Іңкәр',
    'Айнұр',
    'Ақмарал',
    'Балжан',
    'Гүлмира',
    'Еңлік',
    'Жұлдыз',
    'Камила',
    'Меруерт',
    'Орынкүл',
    'Перизат',
    'Салтанат',
    'Томирис',
  ],
  /** Stems of surnames; -а is added for a woman. */
  surnames: [
    'Әбілов',
    'Әлімов',
    'Байжанов',
    'Бекенов',
    'Досмағамбетов',
    'Ерғалиев',
    'Жақсыбеков',
    'Жұмабаев',
    'Исабеков',
    'Қалиев',
    'Қасымов',
    'Құсайынов',
    'Мұқанов',
    'Нұрғалиев',
    'Оразбаев',
    'Өтегенов',
    'Рахымжанов',
    'Сағынтаев',
    'Сәтбаев',
    'Сүлейменов',
    'Тілеуберлинов',
    'Төлегенов',
    'Ұзақбаев',
    'Үсенов',
    'Шәкенов',
    'Ғабдуллин',
    'Ысқақов',
    'Ізтілеуов',
  ],
} as const

/** Given names with the patronymics made of them. */
const russian = {
  male: [
    ['Александр', 'Александрович', 'Александровна'],
    ['Андрей', 'Андреевич', 'Андреевна'],
    ['Виктор', 'Викторович', 'Викторовна'],
    ['Дмитрий', 'Дмитриевич', 'Дмитриевна'],
    ['Евгений', 'Евгеньевич', 'Евгеньевна'],
    ['Иван', 'Иванович', 'Ивановна'],
    ['Михаил', 'Михайлович', 'Михайловна'],
    ['Николай', 'Николаевич', 'Николаевна'],
    ['Пётр', 'Петрович', 'Петровна'],
    ['Сергей', 'Сергеевич', 'Сергеевна'],
    ['Фёдор', 'Фёдорович', 'Фёдоровна'],
    ['Юрий', 'Юрьевич', 'Юрьевна'],
  ],
  female: [
    'Алёна',
    'Анастасия',
    'Вера',
    'Галина',
    'Екатерина',
    'Елена',
    'Ирина',
    'Людмила',
    'Мария',
    'Наталья',
    'Ольга',
    'Светлана',
    'Татьяна',
    'Юлия',
  ],
  surnames: [
    'Иванов',
    'Петров',
    'Сидоров',
    'Кузнецов',
    'Соловьёв',
    'Морозов',
    'Волков',
    'Фёдоров',
    'Киселёв',
    'Щербаков',
    'Громов',
    'Ершов',
    'Лебедев',
    'Тихонов',
  ],
} as const

export type Family = { readonly tongue: 'kk' | 'ru'; readonly surname: string; readonly father: string }

/** A family: the surname as men bear it, and the father's given name. */
export function pickFamily(random: Random): Family {
  return random.next() < 0.72
    ? { tongue: 'kk', surname: random.pick(kazakh.surnames), father: random.pick(kazakh.male) }
    : { tongue: 'ru', surname: random.pick(russian.surnames), father: random.pick(russian.male)[0] }
}

const patronymicOf = (family: Family, sex: Sex): string | undefined => {
  if (family.tongue === 'kk') return family.father + (sex === 'male' ? 'ұлы' : 'қызы')
  return russian.male.find(([name]) => name === family.father)?.[sex === 'male' ? 1 : 2]
}

export function nameOf(random: Random, family: Family, sex: Sex): PersonName {
  const men = family.tongue === 'kk' ? kazakh.male : russian.male.map(([name]) => name)
  const women = family.tongue === 'kk' ? kazakh.female : russian.female
  const patronymic = patronymicOf(family, sex)
  return {
    surname: sex === 'male' ? family.surname : `${family.surname}а`,
    givenName: random.pick(sex === 'male' ? men : women),
    // One in twenty five has none, as in life: forms must not ask for it.
    ...(patronymic === undefined || random.next() < 0.04 ? {} : { patronymic }),
  }
}
