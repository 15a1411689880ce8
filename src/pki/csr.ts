import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import { CertificationRequest } from 'pkijs'
import { ecdsaSignatureOf, isSignatureValid, keyTypeOfSpki, plainAlgorithmOid, publicKeyOf, signatureIdentifier } from './algorithms.ts'
import { bitsOf, childAt, parseAs, parseAsn1, rawOf } from './asn1.ts'
import { bitString, integer, sequence, tagged } from './der.ts'
import { distinguishedName } from './distinguished-name.ts'
import { oids } from './oids.ts'

export interface CsrPlan {
  /** DER of an RSA, EC or GOST key. */
  readonly publicKeySpki: Uint8Array
  readonly commonName: string
}

export interface PreparedCsr {
  /** DER of CertificationRequestInfo: what the token signs. */
  readonly toBeSigned: Uint8Array
  /** @param signature as a token gives it: RSA: PKCS#1 v1.5; EC and GOST: r‖s. @returns DER of the request */
  readonly finish: (signature: Uint8Array) => Uint8Array
}

/** A PKCS#10 request (RFC 2986) whose key never leaves its token. @throws for other keys */
export function prepareCsr({ publicKeySpki, commonName }: CsrPlan): PreparedCsr {
  const keyType = keyTypeOfSpki(publicKeySpki)
  if (keyType === undefined) throw new Error('prepareCsr: a key of another kind')
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
