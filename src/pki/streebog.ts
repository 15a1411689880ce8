import { matrix, roundConstants, substitution } from './streebog-constants.ts'

// A block is 512 bits, here sixteen 32-bit words, least significant first: octets of the message in their order.
const blockWords = 16
const blockOctets = 64

type Block = Uint32Array

/**
 * S, P and L in one step (RFC 6986, 6): for octet `b` at place `j` of a 64-bit row, `table[(j * 256 + b) * 2]` and the next are
 * the low and the high half of what it adds to the result. Bit `n` of a row, counted from the lowest, takes row 63 - n of A.
 */
const table: Uint32Array = (() => {
  const made = new Uint32Array(8 * 256 * 2)
  for (let place = 0; place < 8; place++) {
    for (let octet = 0; octet < 256; octet++) {
      const substituted = substitution[octet] ?? 0
      let [low, high] = [0, 0]
      for (let bit = 0; bit < 8; bit++) {
        if (((substituted >> bit) & 1) === 0) continue
        const row = (63 - (place * 8 + bit)) * 8
        high ^= matrix.readUInt32BE(row)
        low ^= matrix.readUInt32BE(row + 4)
      }
      made[(place * 256 + octet) * 2] = low
      made[(place * 256 + octet) * 2 + 1] = high
    }
  }
  return made
})()

const constants: readonly Block[] = roundConstants.map((constant) =>
  Uint32Array.from({ length: blockWords }, (_, word) => constant.readUInt32BE(blockOctets - 4 * (word + 1))),
)

/** target := LPS(one xor other). P turns rows into columns: octet `row` of every 64-bit row goes into result row `row`. */
function transform(target: Block, one: Block, other: Block, mixed: Block): void {
  for (let word = 0; word < blockWords; word++) mixed[word] = (one[word] ?? 0) ^ (other[word] ?? 0)
  for (let row = 0; row < 8; row++) {
    let [low, high] = [0, 0]
    const shift = (row & 3) * 8
    for (let place = 0; place < 8; place++) {
      const octet = ((mixed[place * 2 + (row >> 2)] ?? 0) >>> shift) & 0xff
      const entry = (place * 256 + octet) * 2
      low ^= table[entry] ?? 0
      high ^= table[entry + 1] ?? 0
    }
    target[row * 2] = low
    target[row * 2 + 1] = high
  }
}

/** sum := sum + addend modulo 2^512. */
function add(sum: Block, addend: Block): void {
  let carry = 0
  for (let word = 0; word < blockWords; word++) {
    const total = (sum[word] ?? 0) + (addend[word] ?? 0) + carry
    sum[word] = total
    carry = total > 0xffff_ffff ? 1 : 0
  }
}

const zero: Block = new Uint32Array(blockWords)
const blockOf = (bits: number): Block => Uint32Array.of(bits, ...zero.subarray(1))

/** Streebog (ГОСТ Р 34.11-2012, the same as 34.11-2015; RFC 6986) of whole octets. @param bits 512, or 256: 64 or 32 octets come back */
export function streebog(bits: 512 | 256, data: Uint8Array): Uint8Array {
  const hash = new Uint32Array(blockWords).fill(bits === 512 ? 0 : 0x0101_0101)
  const [counter, checksum] = [new Uint32Array(blockWords), new Uint32Array(blockWords)]
  const [key, state, mixed] = [new Uint32Array(blockWords), new Uint32Array(blockWords), new Uint32Array(blockWords)]

  /** The compression function g (RFC 6986, 8): twelve rounds, each with the next key. */
  const compress = (counted: Block, block: Block): void => {
    transform(key, hash, counted, mixed)
    state.set(block)
    for (const constant of constants) {
      transform(state, state, key, mixed)
      transform(key, key, constant, mixed)
    }
    for (let word = 0; word < blockWords; word++)
      hash[word] = (hash[word] ?? 0) ^ (state[word] ?? 0) ^ (key[word] ?? 0) ^ (block[word] ?? 0)
  }

  const octets = new Uint8Array(blockOctets)
  const view = new DataView(octets.buffer)
  const block = new Uint32Array(blockWords)
  const take = (piece: Uint8Array, length: number): void => {
    octets.fill(0).set(piece)
    if (piece.length < blockOctets) octets[piece.length] = 1
    for (let word = 0; word < blockWords; word++) block[word] = view.getUint32(word * 4, true)
    compress(counter, block)
    add(counter, blockOf(length * 8))
    add(checksum, block)
  }

  let offset = 0
  for (; offset + blockOctets <= data.length; offset += blockOctets) take(data.subarray(offset, offset + blockOctets), blockOctets)
  take(data.subarray(offset), data.length - offset)
  compress(zero, counter)
  compress(zero, checksum)
  for (let word = 0; word < blockWords; word++) view.setUint32(word * 4, hash[word] ?? 0, true)
  return octets.slice(bits === 512 ? 0 : 32)
}
