import { createHmac, createPrivateKey, createPublicKey, randomBytes, timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'
import type { AsnType } from 'asn1js'
import { digest, hashIdentifier, hashOf, plainAlgorithmOid } from './algorithms.ts'
import { childAt, childrenOf, contentsOf, integerHex, isContext, octetsOf, oidOf, parseAsn1, rawOf, sameBytes } from './asn1.ts'
import { integer, objectIdentifier, octetString, sequence, setOf, tagged, taggedPrimitive } from './der.ts'
import { gostSpkiOf, readGostPrivateKey } from './gost-key.ts'
import { oids } from './oids.ts'
import { parseCertificate } from './parsed-certificate.ts'
import { countOf, decryptWithPassword, encryptWithPassword } from './pkcs12-cipher.ts'
import { derivePkcs12 } from './pkcs12-kdf.ts'

export interface Pkcs12Contents {
  /** DER of PKCS#8. */
  readonly privateKeyPkcs8: Uint8Array
  /** DER of the certificate to that key. */
  readonly certificate: Uint8Array
  /** DER of all others. */
  readonly chain: readonly Uint8Array[]
}

export type Pkcs12Fault = Fault<'pkcs12/wrongPassword' | 'pkcs12/malformed' | 'pkcs12/unsupported'>

const bag = { key: '1.2.840.113549.1.12.10.1.1', shroudedKey: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3' }
const x509Certificate = '1.2.840.113549.1.9.22.1'
const localKeyId = '1.2.840.113549.1.9.21'

const malformed = err(fault('pkcs12/malformed', 'act'))
const wrongPassword = err(fault('pkcs12/wrongPassword', 'act'))
const unsupported = err(fault('pkcs12/unsupported', 'support'))

/** [0] IMPLICIT OCTET STRING, whole or in BER's pieces. */
const implicitOctets = (node: AsnType | undefined): Uint8Array | undefined => {
  if (node === undefined || !isContext(node, 0)) return undefined
  const pieces = childrenOf(node)
  return pieces.length === 0 ? contentsOf(node) : new Uint8Array(Buffer.concat(pieces.map((piece) => octetsOf(piece) ?? new Uint8Array())))
}

const isMacRight = (authenticated: Uint8Array, macData: AsnType | undefined, password: string): boolean | undefined => {
  const hash = hashOf(plainAlgorithmOid(childAt(macData, 0, 0)))
  const mac = octetsOf(childAt(macData, 0, 1))
  const salt = octetsOf(childAt(macData, 1))
  const iterationsNode = childAt(macData, 2)
  const iterations = iterationsNode === undefined ? 1 : countOf(iterationsNode)
  if (
    hash === undefined ||
    hash === 'streebog256' ||
    hash === 'streebog512' ||
    mac === undefined ||
    salt === undefined ||
    iterations === undefined
  )
    return undefined
  const length = digest(hash, new Uint8Array()).length
  const key = derivePkcs12({ hash, password, salt, iterations, material: 'mac', length })
  const expected = createHmac(hash, key).update(authenticated).digest()
  return expected.length === mac.length && timingSafeEqual(expected, mac)
}

interface Bags {
  readonly keys: { readonly pkcs8: Uint8Array; readonly localKeyId: Uint8Array | undefined }[]
  readonly certificates: { readonly der: Uint8Array; readonly localKeyId: Uint8Array | undefined }[]
}

const localKeyIdOf = (safeBag: AsnType): Uint8Array | undefined => {
  const attribute = childrenOf(childAt(safeBag, 2)).find((item) => oidOf(childAt(item, 0)) === localKeyId)
  return octetsOf(childAt(attribute, 1, 0))
}

const readBag = async (safeBag: AsnType, password: string, bags: Bags): Promise<Pkcs12Fault | undefined> => {
  const type = oidOf(childAt(safeBag, 0))
  const value = childAt(safeBag, 1, 0)
  if (type === undefined || value === undefined) return malformed.error
  const id = localKeyIdOf(safeBag)
  if (type === bag.certificate && oidOf(childAt(value, 0)) === x509Certificate) {
    const der = octetsOf(childAt(value, 1, 0))
    if (der === undefined) return malformed.error
    bags.certificates.push({ der, localKeyId: id })
  }
  if (type === bag.key) bags.keys.push({ pkcs8: rawOf(value), localKeyId: id })
  if (type === bag.shroudedKey) {
    const pkcs8 = await decryptWithPassword(childAt(value, 0), octetsOf(childAt(value, 1)) ?? new Uint8Array(), password)
    if (pkcs8 === 'unsupported') return unsupported.error
    if (pkcs8 === 'failed') return wrongPassword.error
    bags.keys.push({ pkcs8, localKeyId: id })
  }
  return undefined
}

/** SafeContents of one ContentInfo: plain, or encrypted with the password. */
const openSafe = async (info: AsnType, password: string): Promise<Result<AsnType, Pkcs12Fault>> => {
  const type = oidOf(childAt(info, 0))
  let contents = octetsOf(childAt(info, 1, 0))
  if (type === oids.content.encryptedData) {
    const encrypted = childAt(info, 1, 0, 1)
    const opened = await decryptWithPassword(childAt(encrypted, 1), implicitOctets(childAt(encrypted, 2)) ?? new Uint8Array(), password)
    if (opened === 'unsupported') return unsupported
    if (opened === 'failed') return wrongPassword
    contents = opened
  } else if (type !== oids.content.data) return unsupported
  const safe = parseAsn1(contents ?? new Uint8Array())
  return safe === undefined ? malformed : ok(safe)
}

const spkiOf = (pkcs8: Uint8Array): Uint8Array | undefined => {
  const gost = readGostPrivateKey(pkcs8)
  if (gost !== undefined) return gostSpkiOf(gost)
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
    return new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
  } catch {
    return undefined
  }
}

/** The certificate to the key: by the public key; for keys without arithmetic here by the file's own mark. */
const choose = ({ keys, certificates }: Bags): Result<Pkcs12Contents, Pkcs12Fault> => {
  const [key, ...moreKeys] = keys
  if (key === undefined || moreKeys.length > 0) return malformed
  const spki = spkiOf(key.pkcs8)
  const own = certificates.find(({ der, localKeyId: id }) =>
    spki === undefined
      ? id !== undefined && key.localKeyId !== undefined && sameBytes(id, key.localKeyId)
      : sameBytes(parseCertificate(der)?.spki ?? new Uint8Array(), spki),
  )
  if (own === undefined) return malformed
  return ok({
    privateKeyPkcs8: key.pkcs8,
    certificate: own.der,
    chain: certificates.filter((other) => other !== own).map(({ der }) => der),
  })
}

/**
 * Reads a PKCS#12 file (RFC 7292) with one key. Its MAC is verified first, so a wrong password is told from a broken file.
 * Ciphers: PBES2 with AES or 3DES, and SHA-1 with 3DES or RC2, as files of НУЦ РК have them (BER, SHA-1 MAC).
 */
export async function readPkcs12(der: Uint8Array, password: string): Promise<Result<Pkcs12Contents, Pkcs12Fault>> {
  const root = parseAsn1(der)
  const authenticated = octetsOf(childAt(root, 1, 1, 0))
  if (integerHex(childAt(root, 0)) !== '3' || oidOf(childAt(root, 1, 0)) !== oids.content.data || authenticated === undefined)
    return malformed
  const macData = childAt(root, 2)
  if (macData === undefined) return malformed
  const right = isMacRight(authenticated, macData, password)
  if (right === undefined) return unsupported
  if (!right) return wrongPassword
  const bags: Bags = { keys: [], certificates: [] }
  for (const info of childrenOf(parseAsn1(authenticated))) {
    const safe = await openSafe(info, password)
    if (!safe.ok) return safe
    for (const safeBag of childrenOf(safe.value)) {
      const problem = await readBag(safeBag, password, bags)
      if (problem !== undefined) return err(problem)
    }
  }
  return choose(bags)
}

const macIterations = 10_000

/** A PKCS#12 file: key and certificates under PBES2 (AES-256-CBC), MAC with SHA-256. @returns DER */
export async function writePkcs12({ privateKeyPkcs8, certificate, chain }: Pkcs12Contents, password: string): Promise<Uint8Array> {
  const mark = setOf(sequence(objectIdentifier(localKeyId), setOf(octetString(digest('sha1', certificate)))))
  const certificateBag = (one: Uint8Array, ...attributes: readonly Uint8Array[]) =>
    sequence(
      objectIdentifier(bag.certificate),
      tagged(0, sequence(objectIdentifier(x509Certificate), tagged(0, octetString(one)))),
      ...attributes,
    )
  const key = await encryptWithPassword(privateKeyPkcs8, password)
  const keyBag = sequence(objectIdentifier(bag.shroudedKey), tagged(0, sequence(key.algorithm, octetString(key.encrypted))), mark)
  const certificates = await encryptWithPassword(
    sequence(certificateBag(certificate, mark), ...chain.map((one) => certificateBag(one))),
    password,
  )
  const encrypted = sequence(
    integer(0),
    sequence(objectIdentifier(oids.content.data), certificates.algorithm, taggedPrimitive(0, certificates.encrypted)),
  )
  const data = (contents: Uint8Array) => sequence(objectIdentifier(oids.content.data), tagged(0, octetString(contents)))
  const authenticated = sequence(sequence(objectIdentifier(oids.content.encryptedData), tagged(0, encrypted)), data(sequence(keyBag)))
  const salt = randomBytes(16)
  const macKey = derivePkcs12({ hash: 'sha256', password, salt, iterations: macIterations, material: 'mac', length: 32 })
  const mac = new Uint8Array(createHmac('sha256', macKey).update(authenticated).digest())
  return sequence(
    integer(3),
    data(authenticated),
    sequence(sequence(hashIdentifier('sha256'), octetString(mac)), octetString(salt), integer(macIterations)),
  )
}
