import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromPem, toPem } from '#pki/pem.ts'

describe('PEM', () => {
  test('what was written is read back, block by block, other labels passed over', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 4 }), (ders) => {
        const text = `Bag Attributes\n${ders.map((der) => toPem('PUBLIC KEY', Uint8Array.of(1)) + toPem('CERTIFICATE', der)).join('')}`
        expect(fromPem('CERTIFICATE', text)).toEqual({ ok: true, value: ders })
      }),
    )
  })

  test('lines are of 64 characters', () => {
    expect(
      toPem('CMS', new Uint8Array(49))
        .split('\n')
        .map((line) => line.length),
    ).toEqual([19, 64, 4, 17, 0])
  })

  test('without a block there is a fault', () => {
    expect(['', 'text', '-----BEGIN CERTIFICATE----------END CERTIFICATE-----'].map((text) => fromPem('CERTIFICATE', text).ok)).toEqual([
      false,
      false,
      false,
    ])
  })
})
