import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import { CertificationRequest } from 'pkijs'
import { ecdsaSignatureOf, isSignatureValid, keyTypeOfSpki, plainAlgorithmOid, publicKeyOf, signatureIdentifier } from './algorithms.ts'
import { bitsOf, childAt, parseAs, parseAsn1, rawOf } from './asn1.ts'
import { bitString, integer, sequence, tagged } from './der.ts'
import { distinguishedName } from './distinguished-name.ts'
import { oids } from './oids.ts'

export interface CsrPlan {
  /** DER of an RSA or EC key. */
  readonly publicKeySpki: Uint8Array
  readonly commonName: string
}

export interface PreparedCsr {
  /** DER of CertificationRequestInfo: what the token signs, with SHA-256. */
  readonly toBeSigned: Uint8Array
  /** @param signature RSA: PKCS#1 v1.5; EC: r‖s. @returns DER of the request */
  readonly finish: (signature: Uint8Array) => Uint8Array
}

/** A PKCS#10 request (RFC 2986) whose key never leaves its token. @throws for keys other than RSA and EC */
export function prepareCsr({ publicKeySpki, commonName }: CsrPlan): PreparedCsr {
  const keyType = keyTypeOfSpki(publicKeySpki)
  if (keyType === undefined) throw new Error('prepareCsr: neither an RSA nor an EC key')
  const toBeSigned = sequence(integer(0), distinguishedName([['commonName', commonName]]), publicKeySpki, tagged(0))
  return {
    toBeSigned,
    finish: (signature) =>
      sequence(toBeSigned, signatureIdentifier(keyType), bitString(keyType === 'EC' ? ecdsaSignatureOf(signature) : signature)),
  }
}

export interface ReadCsr {
  /** DER. Whoever sent the request holds the private key to it. */
  readonly publicKeySpki: Uint8Array
  /** As asked for, and no more than a wish. */
  readonly commonName: string | undefined
}

/** Reads a PKCS#10 request and verifies the proof of possession. */
export function readCsr(der: Uint8Array): Result<ReadCsr, Fault<'csr/malformed' | 'csr/notProved'>> {
  const root = parseAsn1(der)
  const request = parseAs(root, CertificationRequest)
  const info = childAt(root, 0)
  const spki = childAt(info, 2)
  const signature = bitsOf(childAt(root, 2))
  if (request === undefined || info === undefined || spki === undefined || signature === undefined)
    return err(fault('csr/malformed', 'support'))
  const publicKeySpki = rawOf(spki)
  const proved = isSignatureValid({
    algorithm: plainAlgorithmOid(childAt(root, 1)),
    key: publicKeyOf(publicKeySpki),
    data: rawOf(info),
    signature,
  })
  if (!proved) return err(fault('csr/notProved', 'support'))
  const name = request.subject.typesAndValues.find(({ type }) => String(type) === oids.name.commonName)
  return ok({ publicKeySpki, commonName: name === undefined ? undefined : String(name.value.valueBlock.value) })
}
