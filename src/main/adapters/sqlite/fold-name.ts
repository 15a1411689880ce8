/** Letters that are typed one for the other on a Russian keyboard. SQLite's own folding knows none of them. */
const alike: Readonly<Record<string, string>> = { ё: 'е', ә: 'а', қ: 'к', ғ: 'г', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' }

/**
 * The form in which names are stored for search and in which a search is compared: small letters by Kazakh rules, Kazakh letters by
 * their Russian neighbours, words with one space between. «Әбілқасымов» and «Абилкасымов» give the same.
 */
export function foldName(name: string): string {
  const letters = name
    .normalize('NFC')
    .toLocaleLowerCase('kk')
    .replace(/[ёәқғңөұүһі]/g, (letter) => alike[letter] ?? letter)
  return wordsOf(letters).join(' ')
}

/** Words: runs of letters and digits, as FTS5's unicode61 cuts them too. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []
