import type { Workplace } from '#core/domain/staff.ts'
import { headNameOf, type Sketch } from './colleague.ts'
import { makeBin } from './identifiers.ts'

export const centreStaff: readonly Sketch[] = [
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
  headName: headNameOf(centreStaff, 'manager'),
}
