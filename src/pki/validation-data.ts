import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import { childAt, childrenOf, contextChild, rawOf } from './asn1.ts'
import { sequence, tagged } from './der.ts'
import { findBasicResponse, wrapBasicResponse } from './ocsp.ts'
import { oids } from './oids.ts'
import type { CmsSigner, SignedDataParts } from './signed-data.ts'
import { attribute, withAdditions } from './signed-data-edit.ts'

/** What a signature carries so that it can be judged without asking anybody. */
export interface ValidationData {
  /** DER. */
  readonly certificates: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  /** DER of each OCSPResponse. */
  readonly ocspResponses: readonly Uint8Array[]
}

const valuesOf = (signer: CmsSigner, type: string) =>
  signer.unsignedAttributes.filter((one) => one.type === type).flatMap((one) => one.values)

/**
 * Everything of that kind in a signature: beside the signer (SignedData's certificates and crls, RFC 5940 for OCSP) and in its unsigned attributes
 * certificate-values and revocation-values (ETSI EN 319 122-1, A.1.1.2 and A.1.2.2; TS 101 733, 6.3.3 and 6.3.4).
 */
export function validationDataOf(signed: SignedDataParts, signer: CmsSigner): ValidationData {
  const certificates = valuesOf(signer, oids.attribute.certificateValues).flatMap((value) => childrenOf(value).map(rawOf))
  const revocation = valuesOf(signer, oids.attribute.revocationValues)
  const listed = (tag: number) => revocation.flatMap((value) => childrenOf(childAt(contextChild(value, tag), 0)).map(rawOf))
  return {
    certificates: [...signed.certificates, ...certificates],
    crls: [...signed.crls, ...listed(0)],
    ocspResponses: [...signed.ocspResponses, ...listed(1).map(wrapBasicResponse)],
  }
}

/** RevocationValues: crlVals [0], ocspVals [1]; explicit tags. */
const revocationValues = ({ crls, ocspResponses }: ValidationData): Uint8Array => {
  const basics = ocspResponses.map(findBasicResponse).filter((basic) => basic !== undefined)
  const list = (tag: number, parts: readonly Uint8Array[]) => (parts.length === 0 ? [] : [tagged(tag, sequence(...parts))])
  return sequence(...list(0, crls), ...list(1, basics))
}

/**
 * CAdES-B-LT, as the National Certification Authority makes it: certificate-values and revocation-values as unsigned attributes of one signer. The lists
 * also stand in SignedData.crls, where general CMS programs look for them.
 * @param signature value of the signer that they are for
 * @returns the longer CMS; nothing that was there changes
 */
export function addValidationData(
  cms: Uint8Array,
  signature: Uint8Array,
  data: ValidationData,
): Result<Uint8Array, Fault<'cades/malformed'>> {
  const attributes = [
    attribute(oids.attribute.certificateValues, sequence(...data.certificates)),
    attribute(oids.attribute.revocationValues, revocationValues(data)),
  ]
  const longer = withAdditions(cms, { crls: data.crls, unsigned: { signature, attributes } })
  return longer === undefined ? err(fault('cades/malformed', 'support')) : ok(longer)
}
