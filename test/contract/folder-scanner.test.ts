import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { createFolderScanner } from '#adapters/folder-scanner/folder-scanner.ts'
import { makeJpeg, makePdf, makePng } from '#test/builders/papers.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { collect, scannerContract, scanOf } from './scanner.contract.ts'

/** Papers of different shapes, by which the order can be told. */
async function setUp() {
  const folder = temporaryFolder()
  writeFileSync(join(folder, '1 card.jpg'), await makeJpeg({ widthMm: 86, heightMm: 54 }))
  writeFileSync(join(folder, '2 letter.pdf'), await makePdf({ pages: 2 }))
  writeFileSync(join(folder, '10 square.png'), await makePng({ widthMm: 100, heightMm: 100 }))
  writeFileSync(join(folder, 'notes.txt'), 'not a paper')
  return { folder, deviceId: 'folder:0', feederPages: 4, scanner: createFolderScanner({ folder }) }
}

describe('a folder as a scanner', () => {
  scannerContract(setUp)

  test('takes the files in the order of their numbers, at the resolution asked for, and begins again', async () => {
    const setup = await setUp()
    const sizes: unknown[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      const { pages } = await collect(setup.scanner, scanOf(setup, { dpi: 254 }))
      sizes.push(...pages.map(({ widthPx, heightPx }) => [Math.round(widthPx / 10), Math.round(heightPx / 10)]))
    }
    expect(sizes).toEqual([
      [86, 54],
      [210, 297],
      [100, 100],
      [86, 54],
    ])
  })

  test('a PDF is really drawn', async () => {
    const setup = await setUp()
    const { pages } = await collect(setup.scanner, scanOf(setup, { source: 'feeder', mode: 'colour', dpi: 72 }))
    const { data, info } = await sharp(pages[1]?.jpeg).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) =>
      [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)].map((value) => Math.round(value / 64))
    expect([at(30, 30), at(500, 800)]).toEqual([
      [4, 0, 0],
      [4, 4, 4],
    ])
  })

  test('an empty or missing folder has no device and no sheet', async () => {
    const scanner = createFolderScanner({ folder: join(temporaryFolder(), 'none') })
    expect(await scanner.listDevices()).toEqual({ ok: true, value: [] })
    expect((await collect(scanner, scanOf({ deviceId: 'folder:0' }))).result).toEqual({
      ok: false,
      error: { tag: 'scanner/feederEmpty', remedy: 'act' },
    })
  })

  test('a file that is not what its name says jams', async () => {
    const setup = await setUp()
    copyFileSync(join(setup.folder, 'notes.txt'), join(setup.folder, '2 letter.pdf'))
    const { pages, result } = await collect(setup.scanner, scanOf(setup, { source: 'feeder' }))
    expect([pages.length, result]).toEqual([1, { ok: false, error: { tag: 'scanner/jammed', remedy: 'act', pagesKept: 1 } }])
  })
})
