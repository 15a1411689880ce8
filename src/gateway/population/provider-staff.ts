import type { Sketch } from './colleague.ts'

/** A provider of the training, as drawn up by hand; name and address come from its services' definitions. */
export interface ProviderSketch {
  readonly bin: string
  /** Id of its workplace. */
  readonly id: string
  /** Three digits within official numbers of requests taken in at its own desk. */
  readonly code: string
  readonly base: number
  readonly staff: readonly Sketch[]
}

/** The seven organisations whose services the catalogue has: logins `<organisation>.<role>`; employment's are plain. */
export const providerSketches: readonly ProviderSketch[] = [
  {
    bin: '990240001237',
    id: 'training-provider',
    code: '201',
    base: 9200,
    staff: [
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
    ],
  },
  {
    bin: '010340010108',
    id: 'training-archive-mangystau',
    code: '202',
    base: 9300,
    staff: [
      {
        login: 'mangystau.head',
        role: 'head',
        sex: 'female',
        birthDate: '1974-03-22',
        pin: '3101',
        name: { surname: 'Қалиева', givenName: 'Меруерт', patronymic: 'Ерланқызы' },
      },
      {
        login: 'mangystau.executor',
        role: 'executor',
        sex: 'male',
        birthDate: '1992-11-14',
        pin: '3102',
        name: { surname: 'Досмағамбетов', givenName: 'Үсен', patronymic: 'Серікұлы' },
      },
    ],
  },
  {
    bin: '000540023105',
    id: 'training-education',
    code: '203',
    base: 9400,
    staff: [
      {
        login: 'education.head',
        role: 'head',
        sex: 'female',
        birthDate: '1976-09-01',
        pin: '3201',
        name: { surname: 'Громова', givenName: 'Татьяна', patronymic: 'Викторовна' },
      },
      {
        login: 'education.chancellery',
        role: 'chancellery',
        sex: 'female',
        birthDate: '1998-02-25',
        pin: '3202',
        name: { surname: 'Төлегенова', givenName: 'Камила', patronymic: 'Дәуренқызы' },
      },
      {
        login: 'education.executor',
        role: 'executor',
        sex: 'female',
        birthDate: '1988-07-12',
        pin: '3203',
        name: { surname: 'Рахымжанова', givenName: 'Айнұр', patronymic: 'Қайратқызы' },
      },
    ],
  },
  {
    bin: '050140031408',
    id: 'training-housing',
    code: '204',
    base: 9500,
    staff: [
      {
        login: 'housing.head',
        role: 'head',
        sex: 'male',
        birthDate: '1970-12-03',
        pin: '3301',
        name: { surname: 'Оразбаев', givenName: 'Бауыржан', patronymic: 'Мейрамұлы' },
      },
      {
        login: 'housing.executor',
        role: 'executor',
        sex: 'female',
        birthDate: '1993-04-18',
        pin: '3302',
        name: { surname: 'Киселёва', givenName: 'Алёна', patronymic: 'Сергеевна' },
      },
    ],
  },
  {
    bin: '120240040109',
    id: 'training-committee',
    code: '205',
    base: 9600,
    staff: [
      {
        login: 'committee.head',
        role: 'head',
        sex: 'male',
        birthDate: '1968-05-29',
        pin: '3401',
        name: { surname: 'Сағынтаев', givenName: 'Әділет', patronymic: 'Берікұлы' },
      },
      {
        login: 'committee.executor',
        role: 'executor',
        sex: 'male',
        birthDate: '1991-10-06',
        pin: '3402',
        name: { surname: 'Мұқанов', givenName: 'Тимур', patronymic: 'Асқарұлы' },
      },
    ],
  },
  {
    bin: '050240051505',
    id: 'training-aktobe-policy',
    code: '206',
    base: 9700,
    staff: [
      {
        login: 'aktobe.head',
        role: 'head',
        sex: 'female',
        birthDate: '1979-08-15',
        pin: '3501',
        name: { surname: 'Жұмабаева', givenName: 'Ләззат', patronymic: 'Болатқызы' },
      },
      {
        login: 'aktobe.executor',
        role: 'executor',
        sex: 'male',
        birthDate: '1996-01-31',
        pin: '3502',
        name: { surname: 'Волков', givenName: 'Дмитрий', patronymic: 'Андреевич' },
      },
    ],
  },
  {
    bin: '991140060102',
    id: 'training-akimat',
    code: '207',
    base: 9800,
    staff: [
      {
        login: 'akimat.head',
        role: 'head',
        sex: 'male',
        birthDate: '1971-06-10',
        pin: '3601',
        name: { surname: 'Нұрғалиев', givenName: 'Олжас', patronymic: 'Талғатұлы' },
      },
      {
        login: 'akimat.chancellery',
        role: 'chancellery',
        sex: 'female',
        birthDate: '1985-03-08',
        pin: '3602',
        name: { surname: 'Сәтбаева', givenName: 'Гүлмира', patronymic: 'Рүстемқызы' },
      },
      {
        login: 'akimat.executor',
        role: 'executor',
        sex: 'female',
        birthDate: '1994-09-27',
        pin: '3603',
        name: { surname: 'Ұзақбаева', givenName: 'Еңлік', patronymic: 'Ғалымқызы' },
      },
    ],
  },
]
