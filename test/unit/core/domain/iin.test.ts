import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bin, checkDigitOf, Iin, isBin, readIin } from '#core/domain/iin.ts'

const problemOf = (text: string): string | undefined => {
  const reading = readIin(text)
  return reading.valid ? undefined : reading.problem
}

describe('check digit', () => {
  test.each<[string, number | undefined, string]>([
    ['02024000055', 5, 'one pass'],
    ['00010130180', 5, 'first pass 10, second pass 5'],
    ['00010130188', undefined, '10 in both passes: never issued'],
  ])('%s gives %s (%s)', (eleven, digit) => {
    expect(checkDigitOf(eleven)).toBe(digit)
  })

  test('is a digit or there is none, and exactly one twelfth digit fits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), (eleven) => {
        const digit = checkDigitOf(eleven)
        expect(digit === undefined || (Number.isInteger(digit) && digit >= 0 && digit <= 9)).toBe(true)
      }),
    )
  })

  /** The first pass, written anew. */
  const firstPass = (digits: string): number =>
    [...digits.slice(0, 11)].reduce((sum, digit, index) => sum + Number(digit) * (index + 1), 0) % 11

  /*
   * Weights 1…10 have inverses modulo 11, so a single wrong digit among the first ten or in the last place always shows.
   * Two exceptions lie in the rule itself: the eleventh digit has weight 11 ≡ 0 and does not count in the first pass,
   * and a number of the second pass is compared with one of the first by different weights.
   */
  test('one wrong digit is always caught, except in the eleventh place and between the two passes', () => {
    const place = fc.integer({ min: 0, max: 11 }).filter((at) => at !== 10)
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), place, fc.integer({ min: 1, max: 9 }), (eleven, at, by) => {
        const digit = checkDigitOf(eleven)
        fc.pre(digit !== undefined && firstPass(eleven) !== 10)
        const right = `${eleven}${digit}`
        const wrong = `${right.slice(0, at)}${(Number(right[at]) + by) % 10}${right.slice(at + 1)}`
        fc.pre(firstPass(wrong) !== 10)
        expect(checkDigitOf(wrong.slice(0, 11)) === Number(wrong[11])).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  test('the eleventh digit is not secured by the first pass: known weakness of the rule', () => {
    expect([...'0123456789'].map((last) => checkDigitOf(`0202400005${last}`))).toEqual(Array.from({ length: 10 }, () => 5))
  })
})

describe('reading an IIN', () => {
  const withCheck = (eleven: string): string => `${eleven}${checkDigitOf(eleven)}`

  test.each([
    ['000101301805', { birthDate: '1900-01-01', sex: 'male' }],
    [withCheck('85123030012'), { birthDate: '1985-12-30', sex: 'male' }],
    [withCheck('85123040012'), { birthDate: '1985-12-30', sex: 'female' }],
    [withCheck('04022950013'), { birthDate: '2004-02-29', sex: 'male' }],
    [withCheck('99010110012'), { birthDate: '1899-01-01', sex: 'male' }],
    [withCheck('85123000013'), {}],
  ])('%s', (text, facts) => {
    expect(readIin(text)).toEqual({ valid: true, facts: { iin: text, ...facts } })
    expect(Iin.parse(text)).toBe(text)
  })

  test.each<[string, string]>([
    ['', 'notTwelveDigits'],
    ['00010130180', 'notTwelveDigits'],
    ['0001013018055', 'notTwelveDigits'],
    ['00010130180а', 'notTwelveDigits'],
    ['٠٠٠١٠١٣٠١٨٠٥', 'notTwelveDigits'],
    ['000101301805\n', 'notTwelveDigits'],
    ['000101701805', 'centuryDigitImpossible'],
    ['001301301805', 'birthDateImpossible'],
    ['000100301805', 'birthDateImpossible'],
    ['010229501805', 'birthDateImpossible'],
    ['000229301805', 'birthDateImpossible'],
    ['000101301806', 'checkDigit'],
    ...Array.from({ length: 10 }, (_, digit): [string, string] => [`00010130188${digit}`, 'checkDigit']),
  ])('%j is refused: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem)
    expect(Iin.safeParse(text).success).toBe(false)
  })

  test('whatever is accepted has twelve digits, a real date and a fitting check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (text) => {
        const reading = readIin(text)
        if (!reading.valid) return
        const { birthDate } = reading.facts
        expect(checkDigitOf(text.slice(0, 11))).toBe(Number(text[11]))
        if (birthDate !== undefined) expect(new Date(`${birthDate}T00:00:00Z`).toISOString().slice(0, 10)).toBe(birthDate)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('BIN', () => {
  test('is told from an IIN by its fifth digit', () => {
    expect([isBin('020240000555'), readIin('020240000555').valid, isBin('000101301805')]).toEqual([true, false, false])
    expect(Bin.safeParse('020240000556').success).toBe(false)
  })

  test('no number is both', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (text) => {
        expect(isBin(text) && readIin(text).valid).toBe(false)
      }),
    )
  })
})
