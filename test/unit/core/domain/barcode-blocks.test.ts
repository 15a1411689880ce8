import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockDataLength, cutIntoBlocks, joinBlocks, readBlock, writeBlock, type BarcodeBlock } from '#core/domain/barcode-blocks.ts'

const at = '2026-11-24T08:05:00.000Z'
const base64 = fc.stringMatching(/^[A-Za-z0-9+/]{1,4000}={0,2}$/)

describe('barcode blocks', () => {
  test('a block is written as eGov writes it', () => {
    expect(writeBlock({ favorId: '0a1b', number: 2, amount: 3, data: 'UEsDBA==', createdAt: at })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><BarcodeElement xmlns="http://barcodes.pdf.shep.nitec.kz/"><creationDate>2026-11-24T08:05:00.000Z</creationDate>' +
        '<elementData>UEsDBA==</elementData><elementNumber>2</elementNumber><elementsAmount>3</elementsAmount><FavorID>0a1b</FavorID></BarcodeElement>',
    )
  })

  test('cut, written, shuffled, read and joined, the data are the same', () => {
    fc.assert(
      fc.property(
        base64.chain((data) =>
          fc.tuple(
            fc.constant(data),
            fc.shuffledSubarray([...cutIntoBlocks(data, 'f', at).keys()], { minLength: cutIntoBlocks(data, 'f', at).length }),
          ),
        ),
        ([data, order]) => {
          const blocks = cutIntoBlocks(data, 'f', at)
          const read = order.map((index) => readBlock(writeBlock(blocks[index]!))).filter((block) => block !== undefined)
          expect(joinBlocks([...read, ...read.slice(0, 2)])).toBe(data)
        },
      ),
    )
  })

  test('no part is longer than a code holds, none is empty, and they are even', () => {
    fc.assert(
      fc.property(base64, (data) => {
        const lengths = cutIntoBlocks(data, 'f', at).map((block) => block.data.length)
        expect(Math.max(...lengths) <= blockDataLength && Math.min(...lengths) > 0).toBe(true)
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(lengths.length)
      }),
    )
  })

  test('an incomplete set, a foreign block or a differing amount joins to nothing', () => {
    const blocks = cutIntoBlocks('A'.repeat(2_500), 'f', at)
    const changed = (change: Partial<BarcodeBlock>): readonly BarcodeBlock[] =>
      blocks.map((block, index) => (index === 1 ? { ...block, ...change } : block))
    expect(
      [
        ...blocks.map((_, missing) => blocks.filter((__, index) => index !== missing)),
        changed({ favorId: 'g' }),
        changed({ amount: 9 }),
        [],
      ].map((set) => joinBlocks(set)),
    ).toEqual(Array.from({ length: blocks.length + 3 }, () => undefined))
  })

  test.each(['', '123456789012', '<BarcodeElement/>', '<a><elementData>x</elementData></a>'])('%j is no block', (text) => {
    expect(readBlock(text)).toBeUndefined()
  })

  test.each([
    ['0', '3'],
    ['4', '3'],
    ['1.5', '3'],
    ['x', '3'],
    ['1', ''],
    ['-1', '3'],
  ])('number %s of %s is no block', (number, amount) => {
    const text = writeBlock({ favorId: 'f', number: 1, amount: 3, data: 'QQ==', createdAt: at })
    expect(
      readBlock(text.replace('<elementNumber>1<', `<elementNumber>${number}<`).replace('<elementsAmount>3<', `<elementsAmount>${amount}<`)),
    ).toBeUndefined()
  })
})
