import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { stripFont, tableChecksum } from '#adapters/typesetter/strip-font.ts'

const files = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans-mono/600SemiBold/NotoSansMono_600SemiBold.ttf',
]
const read = (file: string): Buffer => readFileSync(createRequire(import.meta.url).resolve(file))

/** The directory as a font reader of its own sees it. */
function directoryOf(font: Buffer) {
  return Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index
    const start = font.readUInt32BE(at + 8)
    const bytes = font.subarray(start, start + font.readUInt32BE(at + 12))
    return { tag: font.toString('latin1', at, at + 4), checksum: font.readUInt32BE(at + 4), start, bytes }
  })
}

describe.each(files)('%s', (file) => {
  const original = directoryOf(read(file))
  const stripped = stripFont(read(file))
  const tables = directoryOf(stripped)
  const tags = tables.map(({ tag }) => tag)

  test('layout tables are gone, those for embedding are there, in the order of their tags', () => {
    expect(original.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['GDEF', 'GPOS', 'GSUB']))
    expect(tags).toEqual(expect.arrayContaining(['OS/2', 'cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post']))
    expect(tags.filter((tag) => ['GDEF', 'GPOS', 'GSUB', 'kern', 'STAT'].includes(tag))).toEqual([])
    expect(tags).toEqual(tags.toSorted())
  })

  test('what stays is byte for byte as it was, but for the checksum in head and the names in post', () => {
    const changed = tables.filter(({ tag, bytes }) => !original.find((table) => table.tag === tag)?.bytes.equals(bytes))
    expect(changed.map(({ tag }) => tag)).toEqual(['head', 'post'])
    const post = tables.find(({ tag }) => tag === 'post')?.bytes
    expect([post?.length, post?.readUInt32BE(0)]).toEqual([32, 0x00030000])
  })

  test('every table lies on a boundary of four bytes, and its checksum is right', () => {
    const withoutAdjustment = Buffer.from(stripped)
    const head = tables.find(({ tag }) => tag === 'head')
    withoutAdjustment.writeUInt32BE(0, (head?.start ?? 0) + 8)
    const wrong = directoryOf(withoutAdjustment).filter(
      ({ checksum, start, bytes }) => start % 4 !== 0 || tableChecksum(bytes) !== checksum,
    )
    expect(wrong.map(({ tag }) => tag)).toEqual([])
  })

  test('the whole font adds up to the number that OpenType asks for', () => {
    expect(tableChecksum(stripped)).toBe(0xb1b0afba)
  })
})

test('the last bytes of a table are filled up with zeros for its checksum', () => {
  expect(tableChecksum(Buffer.from([0, 0, 0, 1, 0xff]))).toBe(0xff000001)
  expect(tableChecksum(Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2]))).toBe(1)
})
