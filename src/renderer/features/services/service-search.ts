import type { OutputOf } from '#core/contract/client.ts'

export type ListedService = OutputOf<'catalogue/list'>['services'][number]

/** A service with its number in the list, from 1: operators know the frequent ones by it. */
export interface NumberedService {
  readonly number: number
  readonly service: ListedService
}

const alike: Readonly<Record<string, string>> = { ә: 'а', і: 'и', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', ё: 'е' }

/** Kazakh letters as they are typed on a Russian layout, so that either finds the other. */
export const fold = (text: string): string => text.toLowerCase().replace(/[әіғқңөұүһё]/g, (letter) => alike[letter] ?? letter)

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const wordsOfService = ({ name, category, provider, synonyms }: ListedService): readonly string[] =>
  [name.kk, name.ru, category.kk, category.ru, provider.kk, provider.ru, ...synonyms.kk, ...synonyms.ru].flatMap(wordsOf)

export const numbered = (services: readonly ListedService[]): readonly NumberedService[] =>
  services.map((service, index) => ({ number: index + 1, service }))

/** The services whose words begin with every word of the text, or whose number it is; favourites first. */
export function findServices(services: readonly NumberedService[], text: string): readonly NumberedService[] {
  const asked = wordsOf(text)
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined
  const found = services.filter(({ service, number: own }) => {
    if (own === number) return true
    const words = wordsOfService(service)
    return asked.every((beginning) => words.some((word) => word.startsWith(beginning)))
  })
  const rank = ({ service, number: own }: NumberedService): number => (own === number ? 0 : service.favourite ? 1 : 2)
  return found.toSorted((one, other) => rank(one) - rank(other) || one.number - other.number)
}
