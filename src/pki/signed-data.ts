import type { AsnType } from 'asn1js'
import { type HashName, plainAlgorithmOid, strongHashOf } from './algorithms.ts'
import { childAt, childrenOf, contextChild, integerHex, isContext, isUniversal, octetsOf, oidOf, parseAsn1, rawOf } from './asn1.ts'
import { oids } from './oids.ts'

/** Type and values of one attribute. */
export interface CmsAttribute {
  readonly type: string
  readonly values: readonly AsnType[]
}

export interface CmsSigner {
  /** RFC 5652, 5.3: the DER of issuer's name with the serial number, or a key identifier. */
  readonly id: { readonly issuer: Uint8Array; readonly serial: string } | { readonly keyIdentifier: Uint8Array }
  readonly digest: HashName | undefined
  readonly signatureAlgorithm: string | undefined
  readonly signature: Uint8Array
  /** Undefined where there are none. */
  readonly signedAttributes: readonly CmsAttribute[] | undefined
  /** As they are signed: with the tag of SET OF instead of [0]. */
  readonly signedAttributesDer: Uint8Array | undefined
  readonly unsignedAttributes: readonly CmsAttribute[]
}

/** A CMS SignedData as RFC 5652 has it, taken apart; nothing is verified. */
export interface SignedDataParts {
  readonly contentType: string
  /** Undefined where the signature is detached. */
  readonly content: Uint8Array | undefined
  /** DER of the certificates, as they came. */
  readonly certificates: readonly Uint8Array[]
  /** DER of the revocation lists beside them, as they came. */
  readonly crls: readonly Uint8Array[]
  /** DER of each OCSPResponse beside them (RFC 5940, 2.1). */
  readonly ocspResponses: readonly Uint8Array[]
  readonly signers: readonly CmsSigner[]
}

const readAttributes = (node: AsnType | undefined): readonly CmsAttribute[] =>
  childrenOf(node).map((attribute) => ({ type: oidOf(childAt(attribute, 0)) ?? '', values: childrenOf(childAt(attribute, 1)) }))

const readSignerId = (version: string | undefined, sid: AsnType | undefined): CmsSigner['id'] | undefined => {
  if (version === '1' && isUniversal(sid, 16)) {
    const issuer = childAt(sid, 0)
    const serial = integerHex(childAt(sid, 1))
    return issuer === undefined || serial === undefined ? undefined : { issuer: rawOf(issuer), serial }
  }
  if (version === '3' && sid !== undefined && isContext(sid, 0)) {
    return { keyIdentifier: rawOf(sid).subarray(sid.idBlock.blockLength + sid.lenBlock.blockLength) }
  }
  return undefined
}

const readSigner = (node: AsnType): CmsSigner | undefined => {
  const children = childrenOf(node)
  const signedNode = isContext(children[3], 0) ? children[3] : undefined
  const [algorithm, signatureNode, unsignedNode, ...more] = children.slice(signedNode === undefined ? 3 : 4)
  if (!isUniversal(node, 16) || more.length > 0 || (unsignedNode !== undefined && !isContext(unsignedNode, 1))) return undefined
  const id = readSignerId(integerHex(children[0]), children[1])
  const signature = octetsOf(signatureNode)
  if (id === undefined || signature === undefined) return undefined
  const signedAttributesDer = signedNode === undefined ? undefined : rawOf(signedNode)
  if (signedAttributesDer !== undefined) signedAttributesDer[0] = 0x31
  return {
    id,
    digest: strongHashOf(plainAlgorithmOid(children[2])),
    signatureAlgorithm: plainAlgorithmOid(algorithm),
    signature,
    signedAttributes: signedNode === undefined ? undefined : readAttributes(signedNode),
    signedAttributesDer,
    unsignedAttributes: readAttributes(unsignedNode),
  }
}

const versions: ReadonlySet<string | undefined> = new Set(['1', '3', '4', '5'])

/** @returns undefined where the bytes are no well-formed SignedData, or something follows it */
export function readSignedData(cms: Uint8Array): SignedDataParts | undefined {
  const root = parseAsn1(cms)
  if (!isUniversal(root, 16) || oidOf(childAt(root, 0)) !== oids.content.signedData || !isContext(childAt(root, 1), 0)) return undefined
  const data = childAt(root, 1, 0)
  const encapsulated = childAt(data, 2)
  const optional = childrenOf(data).slice(3, -1)
  if (!isUniversal(data, 16) || optional.length > 2 || optional.some((node) => !isContext(node, 0) && !isContext(node, 1))) return undefined
  if (childrenOf(encapsulated).length > 2 || (childAt(encapsulated, 1) !== undefined && !isContext(childAt(encapsulated, 1), 0)))
    return undefined
  const contentType = oidOf(childAt(encapsulated, 0))
  const contentNode = childAt(encapsulated, 1, 0)
  const content = octetsOf(contentNode)
  const signers = childrenOf(childAt(data, -1)).map(readSigner)
  if (!versions.has(integerHex(childAt(data, 0))) || contentType === undefined || (contentNode !== undefined && content === undefined))
    return undefined
  if (!isUniversal(childAt(data, -1), 17) || !signers.every((signer) => signer !== undefined)) return undefined
  const digests = childrenOf(childAt(data, 1)).map((algorithm) => strongHashOf(plainAlgorithmOid(algorithm)))
  if (signers.some((signer) => signer.digest !== undefined && !digests.includes(signer.digest))) return undefined
  const certificates = childrenOf(contextChild(data, 0))
    .filter((node) => isUniversal(node, 16))
    .map(rawOf)
  const revocation = childrenOf(contextChild(data, 1))
  const crls = revocation.filter((node) => isUniversal(node, 16)).map(rawOf)
  const ocspResponses = revocation
    .filter((node) => isContext(node, 1) && oidOf(childAt(node, 0)) === oids.ocspRevocationInfo)
    .flatMap((node) => childrenOf(node).slice(1, 2).map(rawOf))
  return { contentType, content, certificates, crls, ocspResponses, signers }
}
