// Writing DER (X.690). Structures that carry foreign parts (a name, a certificate) embed their bytes exactly as they were.
import { ObjectIdentifier } from 'asn1js'

const lengthOctets = (length: number): readonly number[] => {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

/** One element: identifier octet, definite length, the parts one after another. */
export function element(identifier: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head = [identifier, ...lengthOctets(length)]
  const out = new Uint8Array(head.length + length)
  out.set(head)
  let offset = head.length
  for (const part of parts) {
    out.set(part, offset)
    offset += part.length
  }
  return out
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(0x30, ...parts)
/** SET OF: DER wants the elements in ascending order of their encodings. */
export const setOf = (...parts: readonly Uint8Array[]): Uint8Array =>
  element(0x31, ...parts.toSorted((one, other) => Buffer.compare(one, other)))
/** Context-specific and constructed: EXPLICIT, or IMPLICIT over a SEQUENCE or SET. */
export const tagged = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => element(0xa0 | tag, ...parts)
/** Context-specific and primitive: IMPLICIT over a string or an integer. */
export const taggedPrimitive = (tag: number, contents: Uint8Array): Uint8Array => element(0x80 | tag, contents)

export const objectIdentifier = (oid: string): Uint8Array => new Uint8Array(new ObjectIdentifier({ value: oid }).toBER())
export const octetString = (contents: Uint8Array): Uint8Array => element(0x04, contents)
export const bitString = (contents: Uint8Array, unusedBits = 0): Uint8Array => element(0x03, Uint8Array.of(unusedBits), contents)
export const boolean = (value: boolean): Uint8Array => Uint8Array.of(0x01, 0x01, value ? 0xff : 0x00)
export const nullValue = (): Uint8Array => Uint8Array.of(0x05, 0x00)
export const utf8String = (text: string): Uint8Array => element(0x0c, Buffer.from(text, 'utf8'))
export const printableString = (text: string): Uint8Array => element(0x13, Buffer.from(text, 'latin1'))
export const ia5String = (text: string): Uint8Array => element(0x16, Buffer.from(text, 'latin1'))

/** INTEGER from an unsigned big-endian magnitude. */
export function unsignedInteger(magnitude: Uint8Array): Uint8Array {
  const first = magnitude.findIndex((octet) => octet !== 0)
  const digits = first < 0 ? Uint8Array.of(0) : magnitude.subarray(first)
  return (digits[0] ?? 0) >= 0x80 ? element(0x02, Uint8Array.of(0), digits) : element(0x02, digits)
}

/** INTEGER, non-negative and small. */
export const integer = (value: number): Uint8Array => {
  const hexadecimal = value.toString(16)
  return unsignedInteger(Buffer.from(hexadecimal.padStart(hexadecimal.length + (hexadecimal.length % 2), '0'), 'hex'))
}
export const enumerated = (value: number): Uint8Array => Uint8Array.of(0x0a, 0x01, value)

const digitsOf = (date: Date): string => date.toISOString().replace(/[-:T]/g, '').slice(0, 14)

/** GeneralizedTime in UTC, to the second: the only form RFC 5280, 6960 and 3161 all take. */
export const generalizedTime = (date: Date): Uint8Array => element(0x18, Buffer.from(`${digitsOf(date)}Z`, 'latin1'))

/** RFC 5280, 4.1.2.5: UTCTime through the year 2049, GeneralizedTime after it. */
export function time(date: Date): Uint8Array {
  const year = date.getUTCFullYear()
  return year >= 1950 && year < 2050 ? element(0x17, Buffer.from(`${digitsOf(date).slice(2)}Z`, 'latin1')) : generalizedTime(date)
}
