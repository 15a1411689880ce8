import { describe, expect, it } from 'vitest'
import { foldName } from '#adapters/sqlite/fold-name.ts'

describe('foldName', () => {
  it.each([
    ['ӘБІЛҚАСЫМОВ Қайрат', 'абилкасымов кайрат'],
    ['Абилкасымов Кайрат', 'абилкасымов кайрат'],
    ['Алёна', 'алена'],
    ['Үсенғалиұлы  Өмірһан-Ұлы', 'усенгалиулы омирхан улы'],
    ['Йәңе', 'йане'],
    ['Ёлкин'.normalize('NFD'), 'елкин'],
    ["О'Нил", 'о нил'],
    ['', ''],
  ])('%s → %s', (name, folded) => expect(foldName(name)).toBe(folded))
})
