import { describe, expect, test } from 'vitest'
import { findWholePnm } from '#adapters/sane/pnm-page.ts'

const pnm = (header: string, pixels: number) => Buffer.concat([Buffer.from(header, 'latin1'), Buffer.alloc(pixels, 0x20)])

describe('a PNM as scanimage writes it', () => {
  test.each([
    ['P5\n# SANE data follows\n4 3\n255\n', 12, 1],
    ['P6\n# SANE data follows\n4 3\n255\n', 36, 3],
    ['P5 4 3 255\n', 12, 1],
  ] as const)('%j is whole with all its pixels and with more, not with one less', (header, size, channels) => {
    const whole = { widthPx: 4, heightPx: 3, channels, pixels: Buffer.alloc(size, 0x20) }
    expect(findWholePnm(pnm(header, size))).toEqual(whole)
    // Pixels that look like white space must not be taken for the header's.
    expect(findWholePnm(pnm(header, size + 5))).toEqual(whole)
    expect(findWholePnm(pnm(header, size - 1))).toBeUndefined()
    expect(findWholePnm(pnm(header, 0))).toBeUndefined()
  })

  test.each(['', 'P4\n4 3\n', 'P5\n0 3\n255\n', 'P5\n4 -1\n255\n', 'P6\n4 3\n65535\n', 'II*\0'])('%j is none', (header) => {
    expect(findWholePnm(pnm(header, 100))).toBeUndefined()
  })
})
