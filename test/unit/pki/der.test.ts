import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOf, integerHex, parseAsn1 } from '#pki/asn1.ts'
import { element, integer, octetString, sequence, setOf, time, unsignedInteger } from '#pki/der.ts'
import { isWellFormed } from '#pki/well-formed.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('der', () => {
  test('lengths take the fewest octets', () => {
    expect([0, 127, 128, 255, 256, 70_000].map((length) => hex(octetString(new Uint8Array(length)).subarray(0, 5)).slice(0, 10))).toEqual([
      '0400',
      '047f000000',
      '0481800000',
      '0481ff0000',
      '0482010000',
      '0483011170',
    ])
  })

  test('integers are read back, and never negative', () => {
    expect([0, 127, 128, 300].map((value) => hex(integer(value)))).toEqual(['020100', '02017f', '02020080', '0202012c'])
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (magnitude) => {
        expect(BigInt(`0x${integerHex(parseAsn1(unsignedInteger(magnitude)))}`)).toBe(BigInt(`0x${hex(magnitude)}`))
      }),
    )
  })

  test('the elements of a set ascend', () => {
    expect(hex(setOf(integer(5), octetString(Uint8Array.of(1)), integer(3)))).toBe('3109020103020105040101')
  })

  test('time is UTCTime through 2049 and GeneralizedTime after it', () => {
    const dates = ['1999-12-31T23:59:59.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z']
    expect(dates.map((date) => [time(new Date(date))[0], dateOf(parseAsn1(time(new Date(date))))?.toISOString()])).toEqual([
      [0x17, dates[0]],
      [0x17, dates[1]],
      [0x18, dates[2]],
    ])
  })
})

describe('isWellFormed', () => {
  const nested = sequence(sequence(integer(1), octetString(Uint8Array.of(1, 2, 3))), integer(2))

  test('takes DER and the indefinite lengths of BER', () => {
    expect(isWellFormed(nested)).toBe(true)
    expect(isWellFormed(Buffer.from('30800201012480040101040102000002010300' + '00', 'hex'))).toBe(true)
  })

  test.each([
    ['an outer length one too short', '3003020101' + '05'],
    ['a child that reaches past its parent', '30043003020101'],
    ['a child longer than its parent', '3003020201'],
    ['something after the end', '30030201010500'],
    ['an end of contents where none belongs', '30020000'],
    ['an indefinite primitive', '04800000'],
    ['a missing end of contents', '3080020101'],
    ['a length of five octets', '30850000000003020101'],
    ['nothing', ''],
  ])('refuses %s', (_, encoded) => {
    const bytes = new Uint8Array(Buffer.from(encoded, 'hex'))
    expect([isWellFormed(bytes), parseAsn1(bytes)]).toEqual([false, undefined])
  })

  test('refuses nesting without end', () => {
    const deep = Array.from({ length: 100 }).reduce<Uint8Array>((inner) => element(0x30, inner), integer(1))
    expect(isWellFormed(deep)).toBe(false)
    expect(isWellFormed(new Uint8Array(200_000).fill(0x30))).toBe(false)
  })
})
