import { describe, expect, it } from 'vitest'
import type { ServiceId } from '#core/domain/ids.ts'
import { findServices, fold, type ListedService, numbered } from '#renderer/features/services/service-search.ts'

const service = (id: string, kk: string, ru: string, more: Partial<ListedService> = {}): ListedService => ({
  id: id as ServiceId,
  version: '1.0.0',
  name: { kk, ru },
  category: { kk: 'Әлеуметтік қорғау', ru: 'Социальная защита' },
  provider: { kk: 'Бөлім', ru: 'Отдел' },
  synonyms: { kk: [], ru: [] },
  receivable: true,
  favourite: false,
  ...more,
})
const services = numbered([
  service('unemployed-cert', 'Жұмыссыз азаматтарға анықтама беру', 'Выдача справок безработным гражданам', {
    synonyms: { kk: ['жұмыспен қамту'], ru: ['биржа труда'] },
  }),
  service('archive-cert', 'Мұрағаттық анықтама беру', 'Выдача архивных справок'),
  service('kindergarten', 'Балаларды кезекке қою', 'Постановка детей на очередь', { favourite: true }),
])
const found = (text: string): readonly string[] => findServices(services, text).map((item) => item.service.id)

describe('search of services', () => {
  it('shows favourites first where nothing is asked', () => {
    expect(found('')).toEqual(['kindergarten', 'unemployed-cert', 'archive-cert'])
  })

  it('finds by the beginning of every word, in both languages, and by what people call it', () => {
    expect(found('анық мұр')).toEqual(['archive-cert'])
    expect(found('справ')).toEqual(['unemployed-cert', 'archive-cert'])
    expect(found('биржа')).toEqual(['unemployed-cert'])
  })

  it('finds Kazakh words typed without Kazakh letters', () => {
    expect(fold('Жұмыссыз Әлеуметтік')).toBe('жумыссыз алеуметтик')
    expect(found('жумыссыз')).toEqual(['unemployed-cert'])
    expect(found('балаларды кою')).toEqual(['kindergarten'])
  })

  it('finds by number, and that one first', () => {
    expect(found('2')).toEqual(['archive-cert'])
  })

  it('finds nothing for what is not there', () => {
    expect(found('ветеринар')).toEqual([])
  })
})
