import { describe, expect, test } from 'vitest'
import { findScanArguments, parseDeviceOptions } from '#adapters/sane/device-options.ts'

const a4 = { widthMm: 210, heightMm: 297 }

/** What real back ends print. */
const listings = {
  airscan: `
All options specific to device \`airscan:e0:HP LaserJet':
  Standard:
    --resolution 75|100|200|300|600dpi [300]
        Sets the resolution of the scanned image.
    --mode Color|Gray [Color]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --source Flatbed|ADF|ADF Duplex [Flatbed]
        Selects the scan source (such as a document-feeder).
  Geometry:
    -l 0..215.9mm [0]
    -t 0..297.011mm [0]
    -x 0..215.9mm [215.9]
    -y 0..297.011mm [297.011]`,
  brother: `
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|150|200|300|400|600|1200|2400|4800|9600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(centrally aligned) [Automatic Document Feeder(left aligned)]
    --brightness -50..50% (in steps of 1) [inactive]
    -x 0..215.9mm (in steps of 0.0999908) [215.9]
    -y 0..355.6mm (in steps of 0.0999908) [355.6]`,
  fujitsu: `
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
    -x 0..224.846mm (in steps of 0.0211639) [215.872]
    -y 0..863.489mm (in steps of 0.0211639) [279.364]`,
  pixelCounting: `
    --mode Grayscale|Color [Color]
    --depth 8|16 [16]
    -x 0..2550pel (in steps of 1) [2550]`,
}

const args = (listing: keyof typeof listings, source: 'flatbed' | 'feeder', mode: 'gray' | 'colour', dpi: number) =>
  findScanArguments(parseDeviceOptions(listings[listing].split('\n')), { source, mode, dpi }, a4)

describe('the names and limits of real devices', () => {
  test('airscan', () => {
    expect(args('airscan', 'feeder', 'gray', 250)).toEqual({
      dpi: 300,
      args: ['--source=ADF', '--mode=Gray', '--resolution=300', '-x', '210', '-y', '297'],
    })
    expect(args('airscan', 'flatbed', 'colour', 1200)).toMatchObject({ dpi: 600 })
  })

  test('brother: brackets in the names, no dithering for gray', () => {
    expect(args('brother', 'feeder', 'gray', 300)?.args).toEqual([
      '--source=Automatic Document Feeder(left aligned)',
      '--mode=True Gray',
      '--resolution=300',
      '-x',
      '210',
      '-y',
      '297',
    ])
    expect(args('brother', 'flatbed', 'colour', 300)?.args.slice(0, 2)).toEqual(['--source=FlatBed', '--mode=24bit Color'])
  })

  test('fujitsu: one side of the sheet, and no glass', () => {
    expect(args('fujitsu', 'feeder', 'colour', 700)).toMatchObject({
      dpi: 600,
      args: ['--source=ADF Front', '--mode=Color', '--resolution=600', '-x', '210', '-y', '297'],
    })
    expect(args('fujitsu', 'flatbed', 'colour', 300)).toBeUndefined()
  })

  test('no list of sources: the glass alone; eight bits; pixels are no millimetres', () => {
    expect(args('pixelCounting', 'flatbed', 'gray', 300)).toEqual({ dpi: 300, args: ['--mode=Grayscale', '--depth=8'] })
    expect(args('pixelCounting', 'feeder', 'gray', 300)).toBeUndefined()
  })

  test('inactive options are not there', () => {
    expect(parseDeviceOptions(listings.brother.split('\n')).has('brightness')).toBe(false)
  })
})
