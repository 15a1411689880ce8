import pkcs11js, { type PKCS11 } from 'pkcs11js'
import type { TokenCertificate, TokenInfo } from '#core/ports/token.ts'
import { keyTypeOfSpki } from '#pki/algorithms.ts'
import { summariseCertificate } from '#pki/certificate.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import type { PinFlags } from './return-codes.ts'

/** A certificate with what finds its private key. */
export interface StoredCertificate {
  /** CKA_ID, shared by certificate, public and private key. */
  readonly keyId: Buffer
  readonly certificate: TokenCertificate
}

type Handle = Buffer

/** All objects that match, in the portions the module likes. */
export function findObjects(api: PKCS11, session: Handle, template: { type: number; value: number | Buffer }[]): readonly Handle[] {
  const found: Handle[] = []
  api.C_FindObjectsInit(session, template)
  try {
    for (let portion = api.C_FindObjects(session, 32); portion.length > 0; portion = api.C_FindObjects(session, 32)) found.push(...portion)
  } finally {
    api.C_FindObjectsFinal(session)
  }
  return found
}

const certificateTemplate = () => [
  { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
  { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: pkcs11js.CKC_X_509 },
]

export const findCertificates = (api: PKCS11, session: Handle): readonly Handle[] => findObjects(api, session, certificateTemplate())

const hasObject = (api: PKCS11, session: Handle, objectClass: number, keyId: Buffer): boolean =>
  findObjects(api, session, [
    { type: pkcs11js.CKA_CLASS, value: objectClass },
    { type: pkcs11js.CKA_ID, value: keyId },
  ]).length > 0

/** @returns undefined for keys that this program cannot sign with (GOST) and for what is no certificate */
function readCertificate(api: PKCS11, session: Handle, handle: Handle): StoredCertificate | undefined {
  const [value, id] = api.C_GetAttributeValue(session, handle, [{ type: pkcs11js.CKA_VALUE }, { type: pkcs11js.CKA_ID }])
  const der = new Uint8Array(value?.value ?? [])
  const keyId = Buffer.from(id?.value ?? [])
  const parsed = parseCertificate(der)
  const keyType = parsed === undefined ? undefined : keyTypeOfSpki(parsed.spki)
  const summary = summariseCertificate(der)
  if (keyType === undefined || !summary.ok) return undefined
  // Before the login private keys are hidden; the public key with the same CKA_ID stands for them.
  const hasPrivateKey =
    keyId.length > 0 &&
    (hasObject(api, session, pkcs11js.CKO_PRIVATE_KEY, keyId) || hasObject(api, session, pkcs11js.CKO_PUBLIC_KEY, keyId))
  return { keyId, certificate: { certificateId: summary.value.fingerprint, der, summary: summary.value, keyType, hasPrivateKey } }
}

export const readCertificates = (api: PKCS11, session: Handle, handles: readonly Handle[]): readonly StoredCertificate[] =>
  handles.map((handle) => readCertificate(api, session, handle)).filter((found) => found !== undefined)

type NativeTokenInfo = ReturnType<PKCS11['C_GetTokenInfo']>

const has = (flags: number, flag: number): boolean => (flags & flag) !== 0

export const isInitialised = (info: NativeTokenInfo): boolean => has(info.flags, pkcs11js.CKF_TOKEN_INITIALIZED)

export const pinFlagsOf = (info: NativeTokenInfo): PinFlags => ({
  finalTry: has(info.flags, pkcs11js.CKF_USER_PIN_FINAL_TRY),
  locked: has(info.flags, pkcs11js.CKF_USER_PIN_LOCKED),
})

const pinStateOf = (info: NativeTokenInfo): TokenInfo['pinState'] => {
  const { finalTry, locked } = pinFlagsOf(info)
  if (locked) return 'locked'
  if (finalTry) return 'finalTry'
  return has(info.flags, pkcs11js.CKF_USER_PIN_COUNT_LOW) ? 'countLow' : 'ok'
}

// PKCS#11 pads with blanks; some modules pad with zeros.
const plain = (text: string): string => text.replace(/[\0 ]+$/, '')

export const serialOf = (info: NativeTokenInfo): string => plain(info.serialNumber)

export const tokenInfoOf = (tokenId: string, info: NativeTokenInfo, certificates: readonly StoredCertificate[]): TokenInfo => ({
  tokenId,
  kind: 'pkcs11',
  label: plain(info.label),
  manufacturer: plain(info.manufacturerID),
  model: plain(info.model),
  serialNumber: serialOf(info),
  pinState: pinStateOf(info),
  certificates: certificates.map(({ certificate }) => certificate),
})
