import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import serialise from 'canonicalize'
import type { ContentHash } from '#core/domain/ids.ts'

/**
 * Canonical JSON, RFC 8785, as UTF-8: the same value always gives the same bytes.
 * @throws on what JSON cannot hold (undefined at the top, NaN, a cycle): a bug of the caller
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = serialise(value)
  if (text === undefined) throw new Error('Not a JSON value')
  return utf8ToBytes(text)
}

export const hashOf = (bytes: Uint8Array): ContentHash => bytesToHex(sha256(bytes)) as ContentHash
export const canonicalHash = (value: unknown): ContentHash => hashOf(canonicalBytes(value))

/**
 * The JSON value in UTF-8 bytes; undefined where they are not UTF-8 or not JSON.
 * Percent-decoding is the language's own UTF-8 decoder: TextDecoder belongs to hosts, and this layer has none.
 */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeURIComponent(bytesToHex(bytes).replace(/../g, '%$&')))
  } catch {
    return undefined
  }
}
