// Reading ASN.1: a thin view over asn1js that keeps the bytes as they came, because hashes and signatures are over those.
import { type AsnType, BaseBlock, fromBER, GeneralizedTime, ObjectIdentifier, OctetString, UTCTime } from 'asn1js'
import { isWellFormed } from './well-formed.ts'

/** A request is kilobytes and a list of revoked certificates some megabytes; beyond this it is an attack or a mistake. */
const maxContentLength = 64 * 1024 * 1024
const maxNodes = 2_000_000

/**
 * Parses exactly one element with nothing after it.
 * @returns undefined for anything else: hostile input is expected here, so it is a value and not an exception
 */
export function parseAsn1(bytes: Uint8Array): AsnType | undefined {
  if (bytes.length > maxContentLength || !isWellFormed(bytes)) return undefined
  try {
    const { offset, result } = fromBER(new Uint8Array(bytes), { maxContentLength, maxNodes, maxDepth: 64, parseEmbedded: false })
    return offset === bytes.length && result.error === '' ? result : undefined
  } catch {
    return undefined
  }
}

/** The classes of pkijs throw where the schema does not fit. */
export function parseAs<T>(node: AsnType | undefined, Type: new (parameters: { schema: AsnType }) => T): T | undefined {
  if (node === undefined) return undefined
  try {
    return new Type({ schema: node })
  } catch {
    return undefined
  }
}

/** The elements inside a constructed one; empty for a primitive. */
export function childrenOf(node: AsnType | undefined): readonly AsnType[] {
  const value: unknown = node === undefined ? undefined : (node.valueBlock as { value?: unknown }).value
  return Array.isArray(value) ? value.filter((child): child is AsnType => child instanceof BaseBlock) : []
}

export const childAt = (node: AsnType | undefined, ...path: readonly number[]): AsnType | undefined =>
  path.reduce<AsnType | undefined>((parent, index) => childrenOf(parent).at(index), node)

/** The whole element as it came, identifier and length included. */
export const rawOf = (node: AsnType): Uint8Array => new Uint8Array(node.valueBeforeDecodeView)

/** The octets after identifier and length. */
export const contentsOf = (node: AsnType): Uint8Array => rawOf(node).subarray(node.idBlock.blockLength + node.lenBlock.blockLength)

const contextClass = 3
const universalClass = 1
export const isContext = (node: AsnType | undefined, tag: number): boolean =>
  node?.idBlock.tagClass === contextClass && node.idBlock.tagNumber === tag
export const isUniversal = (node: AsnType | undefined, tag: number): boolean =>
  node?.idBlock.tagClass === universalClass && node.idBlock.tagNumber === tag

export const contextChild = (node: AsnType | undefined, tag: number): AsnType | undefined =>
  childrenOf(node).find((child) => isContext(child, tag))

export const oidOf = (node: AsnType | undefined): string | undefined => (node instanceof ObjectIdentifier ? node.getValue() : undefined)

/** The octets of an OCTET STRING, put together where BER cut it in pieces. */
export const octetsOf = (node: AsnType | undefined): Uint8Array | undefined =>
  node instanceof OctetString ? new Uint8Array(node.getValue()) : undefined

/** The content octets of an INTEGER as hexadecimal without leading zeros: how serial numbers are compared and shown. */
export function integerHex(node: AsnType | undefined): string | undefined {
  if (!isUniversal(node, 2) || node === undefined) return undefined
  return Buffer.from(contentsOf(node))
    .toString('hex')
    .replace(/^0+(?=.)/, '')
}

/** The value of a BIT STRING that holds whole octets: a signature or a key. */
export function bitsOf(node: AsnType | undefined): Uint8Array | undefined {
  if (!isUniversal(node, 3) || node === undefined) return undefined
  const contents = contentsOf(node)
  return contents[0] === 0 ? contents.subarray(1) : undefined
}

/** UTCTime or GeneralizedTime. */
export function dateOf(node: AsnType | undefined): Date | undefined {
  if (!(node instanceof UTCTime || node instanceof GeneralizedTime)) return undefined
  const date = node.toDate()
  return Number.isNaN(date.getTime()) ? undefined : date
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
