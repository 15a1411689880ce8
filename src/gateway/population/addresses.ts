import type { LocalText } from '#core/domain/text.ts'
import type { Random } from './random.ts'

interface City {
  readonly kk: string
  readonly ru: string
  /** Streets, as each language writes them. */
  readonly streets: readonly (readonly [kk: string, ru: string])[]
}

const oskemen: City = {
  kk: 'Шығыс Қазақстан облысы, Өскемен қ.',
  ru: 'Восточно-Казахстанская область, г. Усть-Каменогорск',
  streets: [
    ['Қазақстан к-сі', 'ул. Казахстан'],
    ['Тәуелсіздік даңғ.', 'пр. Независимости'],
    ['Қабанбай батыр к-сі', 'ул. Кабанбай батыра'],
    ['Мызы к-сі', 'ул. Мызы'],
    ['Сәтбаев даңғ.', 'пр. Сатпаева'],
  ],
}
const aktau: City = {
  kk: 'Маңғыстау облысы, Ақтау қ.',
  ru: 'Мангистауская область, г. Актау',
  streets: [
    ['7-шағын аудан', '7-й микрорайон'],
    ['12-шағын аудан', '12-й микрорайон'],
    ['27-шағын аудан', '27-й микрорайон'],
    ['31Б шағын ауданы', 'микрорайон 31Б'],
  ],
}
const aktobe: City = {
  kk: 'Ақтөбе облысы, Ақтөбе қ.',
  ru: 'Актюбинская область, г. Актобе',
  streets: [
    ['Әбілқайыр хан даңғ.', 'пр. Абилкайыр хана'],
    ['Ағайынды Жұбановтар к-сі', 'ул. Братьев Жубановых'],
    ['Мәңгілік Ел даңғ.', 'пр. Мангилик Ел'],
    ['Әлия Молдағұлова даңғ.', 'пр. Алии Молдагуловой'],
  ],
}
const astana: City = {
  kk: 'Астана қ.',
  ru: 'г. Астана',
  streets: [
    ['Абай даңғ.', 'пр. Абая'],
    ['Республика даңғ.', 'пр. Республики'],
    ['Мәңгілік Ел даңғ.', 'пр. Мангилик Ел'],
    ['Сығанақ к-сі', 'ул. Сыганак'],
    ['Қарасай батыр к-сі', 'ул. Карасай батыра'],
  ],
}
const cities = [oskemen, aktau, aktobe, astana] as const

const place = (city: City, street: readonly [string, string], house: number, rest: LocalText): LocalText => ({
  kk: `${city.kk}, ${street[0]}, ${house}-үй, ${rest.kk}`,
  ru: `${city.ru}, ${street[1]}, д. ${house}, ${rest.ru}`,
})

/** Where a person lives; half of them in Өскемен, where the training centre stands. */
export function homeAddress(random: Random): LocalText {
  const city = random.next() < 0.5 ? oskemen : random.pick(cities)
  const flat = random.between(1, 120)
  return place(city, random.pick(city.streets), random.between(1, 140), { kk: `${flat}-пәтер`, ru: `кв. ${flat}` })
}

export function officeAddress(random: Random): LocalText {
  const city = random.pick(cities)
  const office = random.between(1, 60)
  return place(city, random.pick(city.streets), random.between(1, 140), { kk: `${office}-кеңсе`, ru: `офис ${office}` })
}
