/** What a PDF needs of a TrueType font: the glyphs, their widths and names, and the way from a character to its glyph (ISO 32000-1, 9.9). */
const needed = new Set(['OS/2', 'cmap', 'cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post', 'prep'])

// OpenType 1.9, "Organization of an OpenType Font".
const headerBytes = 12
const recordBytes = 16
const checksumAdjustmentAt = 8
const magic = 0xb1b0afba
const postHeaderBytes = 32
const postWithoutNames = 0x00030000

interface Table {
  readonly tag: string
  readonly bytes: Buffer
}

const aligned = (length: number): number => (length + 3) & ~3

/** The sum of a table's 32-bit words, the last one filled up with zeros. */
export function tableChecksum(bytes: Buffer): number {
  let sum = 0
  const whole = bytes.length & ~3
  for (let at = 0; at < whole; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  for (let at = whole; at < bytes.length; at += 1) sum = (sum + (bytes[at] ?? 0) * 2 ** (24 - 8 * (at - whole))) >>> 0
  return sum
}

function readTables(font: Buffer): readonly Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const record = headerBytes + index * recordBytes
    const start = font.readUInt32BE(record + 8)
    return { tag: font.toString('latin1', record, record + 4), bytes: font.subarray(start, start + font.readUInt32BE(record + 12)) }
  })
}

/** The glyphs' names are thousands of strings that nobody asks for: version 3 of the table is the header alone. */
function withoutNames(post: Buffer): Buffer {
  const header = Buffer.from(post.subarray(0, postHeaderBytes))
  header.writeUInt32BE(postWithoutNames, 0)
  return header
}

/** The same font with its own checksums, without the tables of layout (kerning, ligatures) and variation, which are most of its bytes and of the work of reading it. */
export function stripFont(font: Buffer): Buffer {
  const tables = readTables(font)
    .filter(({ tag }) => needed.has(tag))
    .map((table) => (table.tag === 'post' ? { ...table, bytes: withoutNames(table.bytes) } : table))
  const power = Math.floor(Math.log2(tables.length))
  const directoryBytes = headerBytes + tables.length * recordBytes
  const stripped = Buffer.alloc(tables.reduce((sum, { bytes }) => sum + aligned(bytes.length), directoryBytes))
  font.copy(stripped, 0, 0, 4)
  stripped.writeUInt16BE(tables.length, 4)
  stripped.writeUInt16BE(2 ** power * recordBytes, 6)
  stripped.writeUInt16BE(power, 8)
  stripped.writeUInt16BE((tables.length - 2 ** power) * recordBytes, 10)

  let head = 0
  let start = directoryBytes
  for (const [index, { tag, bytes }] of tables.entries()) {
    bytes.copy(stripped, start)
    if (tag === 'head') {
      head = start
      // The adjustment counts as zero in the table's checksum and in the font's.
      stripped.writeUInt32BE(0, head + checksumAdjustmentAt)
    }
    const record = headerBytes + index * recordBytes
    stripped.write(tag, record, 'latin1')
    stripped.writeUInt32BE(tableChecksum(stripped.subarray(start, start + bytes.length)), record + 4)
    stripped.writeUInt32BE(start, record + 8)
    stripped.writeUInt32BE(bytes.length, record + 12)
    start += aligned(bytes.length)
  }
  stripped.writeUInt32BE((magic - tableChecksum(stripped)) >>> 0, head + checksumAdjustmentAt)
  return stripped
}
