import type { Random } from '#gateway/population/random.ts'

const digitCharacters = '0123456789'
const wordCharacters = `abcdefghijklmnopqrstuvwxyz${digitCharacters}`

/** Every character of `[…]`, ranges written out. */
function charactersOf(members: string): string {
  let found = ''
  for (let at = 0; at < members.length; at++) {
    const character = members[at] ?? ''
    if (character === '\\') {
      const escaped = members[++at] ?? ''
      found += escaped === 'd' ? digitCharacters : escaped === 'w' ? wordCharacters : escaped
    } else if (members[at + 1] === '-' && members[at + 2] !== undefined) {
      const [from, to] = [character.charCodeAt(0), members.charCodeAt(at + 2)]
      for (let code = from; code <= to; code++) found += String.fromCharCode(code)
      at += 2
    } else found += character
  }
  return found
}

interface Atom {
  readonly make: () => string
  readonly next: number
}

/**
 * A text that a regular expression takes: literals, classes, groups with alternatives, and quantifiers, which is what definitions use of ECMAScript's.
 * Whether it does take it, the caller asks the expression itself.
 */
export function textOfPattern(pattern: string, random: Random): string {
  const source = pattern.replace(/^\^/, '').replace(/\$$/, '')

  const closing = (from: number, open: string, close: string): number => {
    for (let at = from, depth = 0; at < source.length; at++) {
      if (source[at] === '\\') at++
      else if (source[at] === open) depth++
      else if (source[at] === close && --depth === 0) return at
    }
    return source.length
  }
  const alternatives = (text: string): readonly string[] => {
    const found = ['']
    for (let at = 0, depth = 0; at < text.length; at++) {
      const character = text[at] ?? ''
      if (character === '(' || character === '[') depth++
      if (character === ')' || character === ']') depth--
      if (character === '|' && depth === 0) found.push('')
      else found[found.length - 1] += character === '\\' ? character + (text[++at] ?? '') : character
    }
    return found
  }
  const atomAt = (at: number): Atom => {
    const character = source[at] ?? ''
    const oneOf = (characters: string) => () => random.pick([...characters])
    if (character === '[') {
      const end = closing(at, '[', ']')
      return { make: oneOf(charactersOf(source.slice(at + 1, end))), next: end + 1 }
    }
    if (character === '(') {
      const end = closing(at, '(', ')')
      const inner = source.slice(at + 1, end).replace(/^\?:/, '')
      return { make: () => textOfPattern(random.pick(alternatives(inner)), random), next: end + 1 }
    }
    if (character === '\\') return { make: oneOf(charactersOf(source.slice(at, at + 2))), next: at + 2 }
    return { make: () => (character === '.' ? 'а' : character), next: at + 1 }
  }
  const timesAt = (at: number): { readonly times: number; readonly next: number } => {
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(source.slice(at))
    if (counted !== null) {
      const least = Number(counted[1])
      return { times: random.between(least, counted[3] ? Number(counted[3]) : least), next: at + counted[0].length }
    }
    if (source[at] === '?') return { times: random.between(0, 1), next: at + 1 }
    if (source[at] === '+') return { times: random.between(1, 4), next: at + 1 }
    return source[at] === '*' ? { times: random.between(0, 3), next: at + 1 } : { times: 1, next: at }
  }

  let text = ''
  for (let at = 0; at < source.length;) {
    const { make, next } = atomAt(at)
    const quantified = timesAt(next)
    for (let count = 0; count < quantified.times; count++) text += make()
    at = quantified.next
  }
  return text
}
