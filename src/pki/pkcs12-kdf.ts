import { createHash } from 'node:crypto'
import type { Sha } from './algorithms.ts'

/** What the derived octets are for (RFC 7292, B.3). */
export type KeyMaterial = 'key' | 'iv' | 'mac'
const identifiers = { key: 1, iv: 2, mac: 3 } as const

/** The password as BMPString with two zero octets at the end (RFC 7292, B.1). */
const bmpPassword = (password: string): Buffer => {
  const utf16 = Buffer.from(`${password}\0`, 'utf16le')
  return utf16.swap16()
}

const filled = (source: Uint8Array, block: number): Buffer =>
  Buffer.alloc(source.length === 0 ? 0 : block * Math.ceil(source.length / block), source)

/** block := block + addend + 1, as big-endian numbers modulo their width. */
const addAndOne = (block: Buffer, addend: Buffer): void => {
  let carry = 1
  for (let index = block.length - 1; index >= 0; index--) {
    carry += (block[index] ?? 0) + (addend[index] ?? 0)
    block[index] = carry & 0xff
    carry >>= 8
  }
}

export interface Pkcs12Derivation {
  readonly hash: Sha
  readonly password: string
  readonly salt: Uint8Array
  readonly iterations: number
  readonly material: KeyMaterial
  /** Octets wanted. */
  readonly length: number
}

/** The key derivation of PKCS#12 (RFC 7292, appendix B.2): for its MAC, and for the old ciphers. */
export function derivePkcs12({ hash, password, salt, iterations, material, length }: Pkcs12Derivation): Buffer {
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64
  const diversifier = Buffer.alloc(block, identifiers[material])
  const input = Buffer.concat([filled(salt, block), filled(bmpPassword(password), block)])
  const pieces: Buffer[] = []
  for (let have = 0; have < length;) {
    let piece = createHash(hash).update(diversifier).update(input).digest()
    for (let round = 1; round < iterations; round++) piece = createHash(hash).update(piece).digest()
    pieces.push(piece)
    have += piece.length
    const addend = Buffer.alloc(block, piece)
    for (let offset = 0; offset < input.length; offset += block) addAndOne(input.subarray(offset, offset + block), addend)
  }
  return Buffer.concat(pieces).subarray(0, length)
}
