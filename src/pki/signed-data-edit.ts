import type { AsnType } from 'asn1js'
import { childAt, childrenOf, contextChild, isContext, octetsOf, parseAsn1, rawOf, sameBytes } from './asn1.ts'
import { objectIdentifier, sequence, setOf, tagged } from './der.ts'
import { oids } from './oids.ts'
import { readSignedData } from './signed-data.ts'

// What is added to a signature that exists. Content, certificates and every SignerInfo that is not named stay byte for byte; of the named one, everything
// but its unsigned attributes.

/** What may be added beside or at a signer. */
export interface Additions {
  /** DER of certificates that are not there yet; those that are stay once. */
  readonly certificates?: readonly Uint8Array[]
  /** DER of revocation lists, likewise. */
  readonly crls?: readonly Uint8Array[]
  /** DER of AlgorithmIdentifiers, likewise. */
  readonly digestAlgorithms?: readonly Uint8Array[]
  /** DER of whole SignerInfos. */
  readonly signers?: readonly Uint8Array[]
  /** Attributes for the one signer with this signature value. */
  readonly unsigned?: { readonly signature: Uint8Array; readonly attributes: readonly Uint8Array[] }
}

/** An Attribute (RFC 5652, 5.3) with one value. */
export const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(objectIdentifier(type), setOf(value))

const ascending = (parts: readonly Uint8Array[]): readonly Uint8Array[] => parts.toSorted((one, other) => Buffer.compare(one, other))

const united = (present: readonly Uint8Array[], added: readonly Uint8Array[]): readonly Uint8Array[] =>
  added.reduce<readonly Uint8Array[]>((all, part) => (all.some((one) => sameBytes(one, part)) ? all : [...all, part]), present)

const rawChildren = (node: AsnType | undefined): readonly Uint8Array[] => childrenOf(node).map(rawOf)

const field = (tag: number, parts: readonly Uint8Array[]): readonly Uint8Array[] =>
  parts.length === 0 ? [] : [tagged(tag, ...ascending(parts))]

/** The signature value is the last but the unsigned attributes. */
function withUnsigned(signer: AsnType, { signature, attributes }: NonNullable<Additions['unsigned']>): Uint8Array {
  const fields = childrenOf(signer)
  const last = fields.at(-1)
  const unsigned = last !== undefined && isContext(last, 1) ? last : undefined
  const kept = unsigned === undefined ? fields : fields.slice(0, -1)
  const value = octetsOf(kept.at(-1))
  if (value === undefined || !sameBytes(value, signature)) return rawOf(signer)
  return sequence(...kept.map(rawOf), ...field(1, united(rawChildren(unsigned), attributes)))
}

/**
 * The same SignedData with more in it.
 * @returns undefined where the bytes are no SignedData, or no single signer has the named signature value
 */
export function withAdditions(cms: Uint8Array, additions: Additions): Uint8Array | undefined {
  const { certificates = [], crls = [], digestAlgorithms = [], signers = [], unsigned } = additions
  const parts = readSignedData(cms)
  const named = unsigned === undefined ? 1 : parts?.signers.filter(({ signature }) => sameBytes(signature, unsigned.signature)).length
  if (parts === undefined || named !== 1) return undefined
  const data = childAt(parseAsn1(cms), 1, 0)
  const [version, digests, content] = childrenOf(data)
  if (version === undefined || digests === undefined || content === undefined) return undefined
  const present = childrenOf(childAt(data, -1))
  const signerInfos = present.map((signer) => (unsigned === undefined ? rawOf(signer) : withUnsigned(signer, unsigned)))
  const body = sequence(
    rawOf(version),
    setOf(...united(rawChildren(digests), digestAlgorithms)),
    rawOf(content),
    ...field(0, united(rawChildren(contextChild(data, 0)), certificates)),
    ...field(1, united(rawChildren(contextChild(data, 1)), crls)),
    setOf(...signerInfos, ...signers),
  )
  return sequence(objectIdentifier(oids.content.signedData), tagged(0, body))
}
