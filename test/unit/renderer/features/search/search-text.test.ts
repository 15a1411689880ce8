import { describe, expect, it } from 'vitest'
import { searchedText } from '#renderer/features/search/searched-text.ts'

describe('what is searched for', () => {
  it('is a number without its groups, and a name without blanks around it', () => {
    expect([searchedText('870514 400 308'), searchedText(' 1002 4500'), searchedText('  Ермекұлы  Ж ')]).toEqual([
      '870514400308',
      '10024500',
      'Ермекұлы  Ж',
    ])
  })
})
