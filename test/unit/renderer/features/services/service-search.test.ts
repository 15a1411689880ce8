import { describe, expect, it } from 'vitest'
import type { ServiceId } from '#core/domain/ids.ts'
import { findServices, fold, type ListedService } from '#renderer/features/services/service-search.ts'

const service = (number: number, id: string, kk: string, ru: string, more: Partial<ListedService> = {}): ListedService => ({
  id: id as ServiceId,
  number,
  channels: ['centre'],
  version: '1.0.0',
  name: { kk, ru },
  category: { kk: 'Әлеуметтік қорғау', ru: 'Социальная защита' },
  provider: { kk: 'Бөлім', ru: 'Отдел' },
  synonyms: { kk: [], ru: [] },
  receivable: true,
  favourite: false,
  ...more,
})
const services = [
  service(2, 'unemployed-cert', 'Жұмыссыз азаматтарға анықтама беру', 'Выдача справок безработным гражданам', {
    synonyms: { kk: ['жұмыспен қамту'], ru: ['биржа труда'] },
  }),
  service(1, 'archive-cert', 'Мұрағаттық анықтама беру', 'Выдача архивных справок', {
    provider: { kk: 'Маңғыстау мұрағаты', ru: 'Архив Мангистау' },
  }),
  service(10, 'archive-national', 'Мұрағаттық анықтама беру', 'Выдача архивных справок', { provider: { kk: 'Комитет', ru: 'Комитет' } }),
  service(7, 'kindergarten', 'Балаларды кезекке қою', 'Постановка детей на очередь', { favourite: true }),
]
const found = (text: string): readonly string[] => findServices(services, text).map((item) => item.id)

describe('search of services', () => {
  it('shows favourites first where nothing is asked', () => {
    expect(found('')).toEqual(['kindergarten', 'archive-cert', 'unemployed-cert', 'archive-national'])
  })

  it('finds by the beginning of every word, in both languages, and by what people call it', () => {
    expect(found('анық мұр')).toEqual(['archive-cert', 'archive-national'])
    expect(found('справ')).toEqual(['archive-cert', 'unemployed-cert', 'archive-national'])
    expect(found('биржа')).toEqual(['unemployed-cert'])
  })

  it('finds Kazakh words typed without Kazakh letters', () => {
    expect(fold('Жұмыссыз Әлеуметтік')).toBe('жумыссыз алеуметтик')
    expect(found('жумыссыз')).toEqual(['unemployed-cert'])
    expect(found('балаларды кою')).toEqual(['kindergarten'])
  })

  it('finds by the number of the list, and that one alone', () => {
    expect(found('10')).toEqual(['archive-national'])
    expect(found('3')).toEqual([])
  })

  it('tells services of one name apart by their provider', () => {
    expect(found('мұрағат маңғ')).toEqual(['archive-cert'])
  })

  it('finds nothing for what is not there', () => {
    expect(found('ветеринар')).toEqual([])
  })
})
