import { randomBytes } from 'node:crypto'
import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { bitString, nullValue, objectIdentifier, sequence, unsignedInteger } from '#pki/der.ts'
import type { KeyType } from '#core/domain/signature.ts'
import { octetsOf, parseAsn1 } from '#pki/asn1.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'

type Handle = Buffer

/** A key pair on a token, without its private half. */
export interface TokenKey {
  /** CKA_ID of both halves and of the certificate. */
  readonly keyId: Buffer
  readonly keyType: Exclude<KeyType, 'GOST'>
  readonly privateKey: Handle
  /** DER. */
  readonly spki: Uint8Array
}

const p256 = objectIdentifier('1.2.840.10045.3.1.7')

function find(api: PKCS11, session: Handle, objectClass: number, keyId?: Buffer): readonly Handle[] {
  api.C_FindObjectsInit(session, [
    { type: pkcs11js.CKA_CLASS, value: objectClass },
    ...(keyId === undefined ? [] : [{ type: pkcs11js.CKA_ID, value: keyId }]),
  ])
  const found = api.C_FindObjects(session, 100)
  api.C_FindObjectsFinal(session)
  return found
}

function attribute(api: PKCS11, session: Handle, object: Handle, type: number): Buffer {
  return api.C_GetAttributeValue(session, object, [{ type }])[0]?.value ?? Buffer.alloc(0)
}

function readSpki(api: PKCS11, session: Handle, publicKey: Handle, keyType: Exclude<KeyType, 'GOST'>): Uint8Array {
  if (keyType === 'EC') {
    // CKA_EC_POINT is the point inside an OCTET STRING (PKCS#11 2.40, 2.3.3).
    const point = octetsOf(parseAsn1(attribute(api, session, publicKey, pkcs11js.CKA_EC_POINT))) ?? new Uint8Array()
    return sequence(sequence(objectIdentifier('1.2.840.10045.2.1'), p256), bitString(point))
  }
  const modulus = attribute(api, session, publicKey, pkcs11js.CKA_MODULUS)
  const exponent = attribute(api, session, publicKey, pkcs11js.CKA_PUBLIC_EXPONENT)
  return sequence(
    sequence(objectIdentifier('1.2.840.113549.1.1.1'), nullValue()),
    bitString(sequence(unsignedInteger(modulus), unsignedInteger(exponent))),
  )
}

/** Makes a key pair whose private half never leaves the token. The session is read-write and logged in. */
export function generateTokenKey(
  api: PKCS11,
  session: Handle,
  label: string,
  keyType: Exclude<KeyType, 'GOST'> = 'RSA',
  rsaBits = 2048,
): TokenKey {
  const keyId = randomBytes(20)
  const common = [
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_ID, value: keyId },
    { type: pkcs11js.CKA_LABEL, value: label },
  ]
  const kind =
    keyType === 'EC'
      ? [{ type: pkcs11js.CKA_EC_PARAMS, value: Buffer.from(p256) }]
      : [
          { type: pkcs11js.CKA_MODULUS_BITS, value: rsaBits },
          { type: pkcs11js.CKA_PUBLIC_EXPONENT, value: Buffer.of(1, 0, 1) },
        ]
  const { publicKey, privateKey } = api.C_GenerateKeyPair(
    session,
    { mechanism: keyType === 'EC' ? pkcs11js.CKM_EC_KEY_PAIR_GEN : pkcs11js.CKM_RSA_PKCS_KEY_PAIR_GEN },
    [...common, ...kind, { type: pkcs11js.CKA_PRIVATE, value: false }, { type: pkcs11js.CKA_VERIFY, value: true }],
    [
      ...common,
      { type: pkcs11js.CKA_PRIVATE, value: true },
      { type: pkcs11js.CKA_SENSITIVE, value: true },
      { type: pkcs11js.CKA_EXTRACTABLE, value: false },
      { type: pkcs11js.CKA_SIGN, value: true },
    ],
  )
  return { keyId, keyType, privateKey, spki: readSpki(api, session, publicKey, keyType) }
}

/** An RSA pair that is there whole; halves and strays, left by a kill, are destroyed. */
export function findTokenKey(api: PKCS11, session: Handle): TokenKey | undefined {
  let whole: TokenKey | undefined
  const privateKeys = find(api, session, pkcs11js.CKO_PRIVATE_KEY)
  for (const privateKey of privateKeys) {
    const keyId = attribute(api, session, privateKey, pkcs11js.CKA_ID)
    const publicKey = find(api, session, pkcs11js.CKO_PUBLIC_KEY, keyId)[0]
    if (publicKey === undefined || whole !== undefined) api.C_DestroyObject(session, privateKey)
    else whole = { keyId, keyType: 'RSA', privateKey, spki: readSpki(api, session, publicKey, 'RSA') }
  }
  for (const publicKey of find(api, session, pkcs11js.CKO_PUBLIC_KEY)) {
    if (whole === undefined || !attribute(api, session, publicKey, pkcs11js.CKA_ID).equals(whole.keyId))
      api.C_DestroyObject(session, publicKey)
  }
  return whole
}

/** Signs with SHA-256: PKCS#1 v1.5, or r‖s. */
export function signWithTokenKey(api: PKCS11, session: Handle, key: TokenKey, digestOrData: Uint8Array): Uint8Array {
  api.C_SignInit(session, { mechanism: key.keyType === 'EC' ? pkcs11js.CKM_ECDSA : pkcs11js.CKM_SHA256_RSA_PKCS }, key.privateKey)
  return new Uint8Array(api.C_Sign(session, Buffer.from(digestOrData), Buffer.alloc(512)))
}

/** Writes the certificate beside its key. @throws where the bytes are no certificate: they were checked before */
export function storeCertificate(api: PKCS11, session: Handle, keyId: Buffer, label: string, der: Uint8Array): void {
  const certificate = parseCertificate(der)
  if (certificate === undefined) throw new Error('storeCertificate: not a certificate')
  api.C_CreateObject(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: pkcs11js.CKC_X_509 },
    { type: pkcs11js.CKA_TOKEN, value: true },
    { type: pkcs11js.CKA_PRIVATE, value: false },
    { type: pkcs11js.CKA_ID, value: keyId },
    { type: pkcs11js.CKA_LABEL, value: label },
    { type: pkcs11js.CKA_SUBJECT, value: Buffer.from(certificate.subject) },
    { type: pkcs11js.CKA_ISSUER, value: Buffer.from(certificate.issuer) },
    { type: pkcs11js.CKA_SERIAL_NUMBER, value: Buffer.from(certificate.serialNumber) },
    { type: pkcs11js.CKA_VALUE, value: Buffer.from(der) },
  ])
}

/** Every certificate of the token: public objects, to be read without a PIN. */
export const readPublicCertificates = (api: PKCS11, session: Handle): readonly Uint8Array[] =>
  find(api, session, pkcs11js.CKO_CERTIFICATE).map((handle) => new Uint8Array(attribute(api, session, handle, pkcs11js.CKA_VALUE)))

/** The certificates that belong to the key, with their handles. */
export const readKeyCertificates = (
  api: PKCS11,
  session: Handle,
  keyId: Buffer,
): readonly { readonly handle: Handle; readonly der: Uint8Array }[] =>
  find(api, session, pkcs11js.CKO_CERTIFICATE, keyId).map((handle) => ({
    handle,
    der: new Uint8Array(attribute(api, session, handle, pkcs11js.CKA_VALUE)),
  }))
