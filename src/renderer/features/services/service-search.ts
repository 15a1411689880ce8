import type { OutputOf } from '#core/contract/client.ts'

export type ListedService = OutputOf<'catalogue/list'>['services'][number]

const alike: Readonly<Record<string, string>> = { ә: 'а', і: 'и', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', ё: 'е' }

/** Kazakh letters as they are typed on a Russian layout, so that either finds the other. */
export const fold = (text: string): string => text.toLowerCase().replace(/[әіғқңөұүһё]/g, (letter) => alike[letter] ?? letter)

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const wordsOfService = ({ name, category, provider, synonyms }: ListedService): readonly string[] =>
  [name.kk, name.ru, category.kk, category.ru, provider.kk, provider.ru, ...synonyms.kk, ...synonyms.ru].flatMap(wordsOf)

/**
 * The services whose words begin with every word of the text, or whose number it is: that one first, then
 * favourites, then what can be taken in here, each by number.
 */
export function findServices(services: readonly ListedService[], text: string): readonly ListedService[] {
  const asked = wordsOf(text)
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined
  const found = services.filter((service) => {
    if (service.number === number) return true
    const words = wordsOfService(service)
    return asked.every((beginning) => words.some((word) => word.startsWith(beginning)))
  })
  const rank = (service: ListedService): number => (service.number === number ? 0 : service.favourite ? 1 : service.receivable ? 2 : 3)
  return found.toSorted((one, other) => rank(one) - rank(other) || one.number - other.number)
}
