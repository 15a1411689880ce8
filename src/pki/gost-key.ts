// GOST keys and signatures as octets: Kazakhstan's way (root.gov.kz/oid; certificates of НУЦ РК) and the Russian one (RFC 9215).
import type { AsnType } from 'asn1js'
import { bitsOf, childAt, contentsOf, isUniversal, octetsOf, oidOf, parseAsn1 } from './asn1.ts'
import { bitString, integer, objectIdentifier, octetString, sequence } from './der.ts'
import { curve256A, curve512A, type GostCurve, type GostPoint } from './gost-curve.ts'
import { areNumbersValid, fromLittleEndian, type GostNumbers, randomScalar, signNumbers, toLittleEndian } from './gost-signature.ts'
import { streebog } from './streebog.ts'

/** Who names the algorithm also says in which order the octets of a signature stand. */
export type GostArc = 'kazakh' | 'russian'

export interface GostPublicKey {
  readonly curve: GostCurve
  readonly point: GostPoint
}

export interface GostPrivateKey {
  readonly curve: GostCurve
  readonly d: bigint
}

const key512 = '1.2.398.3.10.1.1.2.2'
const parameters512 = '1.2.398.3.10.1.1.2.2.1'
const streebog512 = '1.2.398.3.10.1.3.3'

/** Curves by the pair of key algorithm and parameter set. */
const curves: ReadonlyMap<string, GostCurve> = new Map([
  [`${key512} ${parameters512}`, curve512A],
  ['1.2.398.3.10.1.1.2.1 1.2.398.3.10.1.1.2.1.1', curve256A],
  ['1.2.643.7.1.1.1.2 1.2.643.7.1.2.1.2.1', curve512A],
  ['1.2.643.7.1.1.1.1 1.2.643.7.1.2.1.1.1', curve256A],
])

const curveOf = (algorithm: AsnType | undefined): GostCurve | undefined =>
  curves.get(`${oidOf(childAt(algorithm, 0)) ?? ''} ${oidOf(childAt(algorithm, 1, 0)) ?? ''}`)

const half = (curve: GostCurve): number => curve.bits / 8

/**
 * Reads a SubjectPublicKeyInfo whose key is x‖y, each least significant octet first, inside an OCTET STRING (RFC 9215, 4).
 * @returns undefined for other keys, and where the numbers are no point of the curve
 */
export function readGostPublicKey(spki: Uint8Array): GostPublicKey | undefined {
  const root = parseAsn1(spki)
  const curve = curveOf(childAt(root, 0))
  const octets = octetsOf(parseAsn1(bitsOf(childAt(root, 1)) ?? new Uint8Array()))
  if (curve === undefined || octets?.length !== 2 * half(curve)) return undefined
  try {
    const point = curve.points.fromAffine({
      x: fromLittleEndian(octets.subarray(0, half(curve))),
      y: fromLittleEndian(octets.subarray(half(curve))),
    })
    point.assertValidity()
    return { curve, point }
  } catch {
    return undefined
  }
}

/** Kazakhstan's AlgorithmIdentifier of a 512-bit key: parameter set and hash, as certificates of НУЦ РК have them. */
const keyAlgorithm = (): Uint8Array =>
  sequence(objectIdentifier(key512), sequence(objectIdentifier(parameters512), objectIdentifier(streebog512)))

/** DER of SubjectPublicKeyInfo. */
export function gostSpkiOf({ curve, d }: GostPrivateKey): Uint8Array {
  const { x, y } = curve.points.BASE.multiply(d).toAffine()
  const octets = [toLittleEndian(x, half(curve)), toLittleEndian(y, half(curve))]
  return sequence(keyAlgorithm(), bitString(octetString(Buffer.concat(octets))))
}

/**
 * The number in a PKCS#8's privateKey: an OCTET STRING inside it (files of НУЦ РК) or bare octets, both least significant first,
 * or an INTEGER, as older tools wrote it.
 */
function readNumber(octets: Uint8Array, length: number): bigint | undefined {
  const inner = parseAsn1(octets)
  const held = octetsOf(inner)
  if (held?.length === length) return fromLittleEndian(held)
  if (octets.length === length) return fromLittleEndian(octets)
  return inner !== undefined && isUniversal(inner, 2) ? fromLittleEndian(contentsOf(inner).toReversed()) : undefined
}

/** @returns undefined for keys of other kinds and for numbers that are none of the curve's */
export function readGostPrivateKey(pkcs8: Uint8Array): GostPrivateKey | undefined {
  const root = parseAsn1(pkcs8)
  const curve = curveOf(childAt(root, 1))
  const octets = octetsOf(childAt(root, 2))
  const d = curve === undefined || octets === undefined ? undefined : readNumber(octets, half(curve))
  return curve === undefined || d === undefined || d <= 0n || d >= curve.order ? undefined : { curve, d }
}

/** A key of 512 bits under Kazakhstan's names. @returns DER of SubjectPublicKeyInfo and of PKCS#8 */
export function newGostKey(): { readonly spki: Uint8Array; readonly privateKey: Uint8Array } {
  const key = { curve: curve512A, d: randomScalar(curve512A) }
  const held = octetString(octetString(toLittleEndian(key.d, half(key.curve))))
  return { spki: gostSpkiOf(key), privateKey: sequence(integer(0), keyAlgorithm(), held) }
}

/** r‖s, each least significant octet first: in certificates, CMS and everywhere else under Kazakhstan's names. */
export function signGost({ curve, d }: GostPrivateKey, data: Uint8Array): Uint8Array {
  const { r, s } = signNumbers(curve, d, streebog(curve.bits, data))
  return new Uint8Array(Buffer.concat([toLittleEndian(r, half(curve)), toLittleEndian(s, half(curve))]))
}

/** The Russian order is s‖r, most significant octet first (RFC 9215, 3): the Kazakh one read backwards. */
function readSignature(curve: GostCurve, signature: Uint8Array, arc: GostArc): GostNumbers | undefined {
  if (signature.length !== 2 * half(curve)) return undefined
  const octets = arc === 'kazakh' ? signature : signature.toReversed()
  return { r: fromLittleEndian(octets.subarray(0, half(curve))), s: fromLittleEndian(octets.subarray(half(curve))) }
}

export function isGostSignatureValid({ curve, point }: GostPublicKey, data: Uint8Array, signature: Uint8Array, arc: GostArc): boolean {
  const numbers = readSignature(curve, signature, arc)
  return numbers !== undefined && areNumbersValid(curve, point, streebog(curve.bits, data), numbers)
}

/**
 * Vendors' modules differ in the order of a signature's octets and do not say which is theirs: the one that is valid is.
 * @param made both numbers, each of 64 octets
 * @returns Kazakhstan's order; undefined where none is valid
 */
export function gostSignatureOf(spki: Uint8Array, data: Uint8Array, made: Uint8Array): Uint8Array | undefined {
  const key = readGostPublicKey(spki)
  if (key === undefined) return undefined
  const [first, second] = [made.subarray(0, half(key.curve)), made.subarray(half(key.curve))]
  const orders = [
    [first, second],
    [first.toReversed(), second.toReversed()],
    [second.toReversed(), first.toReversed()],
    [second, first],
  ].map((parts) => new Uint8Array(Buffer.concat(parts)))
  return orders.find((signature) => isGostSignatureValid(key, data, signature, 'kazakh'))
}
