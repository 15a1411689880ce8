import { type RawPages, usableSize } from './raw-pages.ts'

/** The first byte of a page that holds rows of a table (sqlite.org/fileformat2.html, 1.6). */
const tableLeaf = 0x0d
/** A body is far shorter; a length that is noise must not be believed. */
const longestRecord = 64 * 1024 * 1024

export interface RawRecord {
  readonly rowid: number
  /** NULL, integer or text; of other types only that they are there. */
  readonly values: readonly (string | number | null | undefined)[]
}

class Reader {
  readonly #bytes: Buffer
  at: number
  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes
    this.at = at
  }
  varint(): number {
    let value = 0
    for (let index = 0; index < 9; index++) {
      const byte = this.#bytes.readUInt8(this.at++)
      if (index === 8) return value * 256 + byte
      value = value * 128 + (byte & 0x7f)
      if (byte < 0x80) return value
    }
    return value
  }
}

/** How much of a record stands on the page itself; the rest follows on overflow pages. */
function localSize(length: number): number {
  const most = usableSize - 35
  if (length <= most) return length
  const least = Math.floor(((usableSize - 12) * 32) / 255) - 23
  const wanted = least + ((length - least) % (usableSize - 4))
  return wanted <= most ? wanted : least
}

function payloadAt(pages: RawPages, page: Buffer, at: number, length: number): Buffer | undefined {
  const local = localSize(length)
  const parts = [page.subarray(at, at + local)]
  let left = length - local
  let next = left === 0 ? 0 : page.readUInt32BE(at + local)
  while (left > 0) {
    if (next < 2 || next > pages.count) return undefined
    const overflow = pages.read(next)
    if (overflow === undefined) return undefined
    const part = overflow.subarray(4, 4 + Math.min(left, usableSize - 4))
    parts.push(part)
    left -= part.length
    next = overflow.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8]

function valueOf(
  payload: Buffer,
  type: number,
  at: number,
): { readonly value: string | number | null | undefined; readonly length: number } {
  if (type === 0) return { value: null, length: 0 }
  if (type <= 6) {
    const length = integerBytes[type] ?? 0
    return { value: length > 6 ? Number(payload.readBigInt64BE(at)) : payload.readIntBE(at, length), length }
  }
  if (type === 7) return { value: undefined, length: 8 }
  if (type === 8 || type === 9) return { value: type - 8, length: 0 }
  const length = Math.floor((type - 12) / 2)
  if (type < 12 || at + length > payload.length) throw new RangeError('No record')
  return { value: type % 2 === 1 ? payload.toString('utf8', at, at + length) : undefined, length }
}

function valuesOf(payload: Buffer): RawRecord['values'] {
  const header = new Reader(payload)
  const end = header.varint()
  const values: (string | number | null | undefined)[] = []
  let at = end
  while (header.at < end) {
    const { value, length } = valueOf(payload, header.varint(), at)
    values.push(value)
    at += length
  }
  return values
}

function recordAt(pages: RawPages, page: Buffer, at: number): RawRecord | undefined {
  const cell = new Reader(page, at)
  const length = cell.varint()
  const rowid = cell.varint()
  if (length > longestRecord) return undefined
  const payload = payloadAt(pages, page, cell.at, length)
  return payload === undefined ? undefined : { rowid, values: valuesOf(payload) }
}

/** What stands outside its page or record is noise. */
function unlessNoise<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (failure) {
    if (failure instanceof RangeError) return undefined
    throw failure
  }
}

/**
 * Every record that stands on a leaf page of any table, whatever became of the way to it. Nothing is authenticated: who takes a record must have
 * a proof of its own, as the log has.
 */
export function* rawRecords(pages: RawPages): Generator<RawRecord> {
  for (let number = 2; number <= pages.count; number++) {
    const page = pages.read(number)
    if (page?.[0] !== tableLeaf) continue
    const cells = page.readUInt16BE(3)
    for (let index = 0; index < cells && 8 + 2 * index + 2 <= page.length; index++) {
      const record = unlessNoise(() => recordAt(pages, page, page.readUInt16BE(8 + 2 * index)))
      if (record !== undefined) yield record
    }
  }
}
