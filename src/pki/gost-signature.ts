// GOST R 34.10-2012 (the same as 34.10-2015; RFC 7091) on top of the curve's arithmetic.
import { randomBytes } from 'node:crypto'
import type { GostCurve, GostPoint } from './gost-curve.ts'

/** Both numbers of a signature. */
export interface GostNumbers {
  readonly r: bigint
  readonly s: bigint
}

/** The least significant octet first, as all numbers are written in GOST keys and hashes. */
export const fromLittleEndian = (octets: Uint8Array): bigint => {
  const digits = Buffer.from(octets.toReversed()).toString('hex')
  return digits === '' ? 0n : BigInt(`0x${digits}`)
}

export const toLittleEndian = (value: bigint, length: number): Uint8Array =>
  new Uint8Array(Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex').reverse())

const modulo = (value: bigint, order: bigint): bigint => ((value % order) + order) % order

/** RFC 7091, 6.1 and 6.2, step 2: the hash as a number, one where that is nought. */
const hashNumber = (hash: Uint8Array, order: bigint): bigint => {
  const e = modulo(fromLittleEndian(hash), order)
  return e === 0n ? 1n : e
}

/**
 * Even between 1 and order - 1: sixteen octets more than the order has, and the rest of the division (FIPS 186-5, A.3.1).
 * The standard wants k random; it comes from where the keys themselves come from.
 */
export const randomScalar = ({ order, bits }: GostCurve): bigint => (fromLittleEndian(randomBytes(bits / 8 + 16)) % (order - 1n)) + 1n

/**
 * RFC 7091, 6.1.
 * @param hash Streebog of the message, as long as the curve's numbers
 * @param k other than random in published examples only: one k used for two messages gives the key away
 */
export function signNumbers(curve: GostCurve, d: bigint, hash: Uint8Array, k = randomScalar(curve)): GostNumbers {
  const { order, points } = curve
  const r = modulo(points.BASE.multiply(k).toAffine().x, order)
  const s = modulo(r * d + k * hashNumber(hash, order), order)
  return r === 0n || s === 0n ? signNumbers(curve, d, hash) : { r, s }
}

/** RFC 7091, 6.2. @param q a point that is on the curve */
export function areNumbersValid(curve: GostCurve, q: GostPoint, hash: Uint8Array, { r, s }: GostNumbers): boolean {
  const { order, points } = curve
  if (r <= 0n || r >= order || s <= 0n || s >= order) return false
  const v = points.Fn.inv(hashNumber(hash, order))
  const c = points.BASE.mulAddUnsafe(modulo(s * v, order), q, modulo(-r * v, order))
  return !c.is0() && modulo(c.toAffine().x, order) === r
}
