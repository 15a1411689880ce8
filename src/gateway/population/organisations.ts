import type { Bin } from '#core/domain/iin.ts'
import type { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import type { LocalText } from '#core/domain/text.ts'
import { officeAddress } from './addresses.ts'
import { makeBin } from './identifiers.ts'
import type { Random } from './random.ts'

const names = [
  'Алтай',
  'Ертіс',
  'Бәйтерек',
  'Каспий',
  'Ұлытау',
  'Жетісу',
  'Нұр',
  'Береке',
  'Самұрық',
  'Қазына',
  'Тұлпар',
  'Ақжайық',
  'Мұнара',
  'Дархан',
  'Шаңырақ',
] as const
const trades: readonly LocalText[] = [
  { kk: 'Құрылыс', ru: 'Курылыс' },
  { kk: 'Сервис', ru: 'Сервис' },
  { kk: 'Логистика', ru: 'Логистика' },
  { kk: 'Агро', ru: 'Агро' },
]
const inRussian: Readonly<Record<(typeof names)[number], string>> = {
  Алтай: 'Алтай',
  Ертіс: 'Ертис',
  Бәйтерек: 'Байтерек',
  Каспий: 'Каспий',
  Ұлытау: 'Улытау',
  Жетісу: 'Жетысу',
  Нұр: 'Нур',
  Береке: 'Береке',
  Самұрық: 'Самрук',
  Қазына: 'Казына',
  Тұлпар: 'Тулпар',
  Ақжайық: 'Акжайык',
  Мұнара: 'Мунара',
  Дархан: 'Дархан',
  Шаңырақ: 'Шанырак',
}

/**
 * Sixty fictitious companies: every name with every trade, each headed by a living adult of the register.
 * @param taken BINs that are given away already
 */
export function makeOrganisations(random: Random, heads: readonly RegisteredPerson[], taken: Set<Bin>): readonly RegisteredOrganisation[] {
  return names.flatMap((name) =>
    trades.map((trade): RegisteredOrganisation => {
      const registeredAt = `${random.between(2000, 2025)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`
      let bin = makeBin(registeredAt, random.between(0, 99_999))
      while (taken.has(bin)) bin = makeBin(registeredAt, random.between(0, 99_999))
      taken.add(bin)
      const head = random.pick(heads)
      return {
        bin,
        registeredAt,
        address: officeAddress(random),
        head: { iin: head.iin, name: head.name },
        name: { kk: `«${name} ${trade.kk}» ЖШС`, ru: `ТОО «${inRussian[name]} ${trade.ru}»` },
      }
    }),
  )
}
