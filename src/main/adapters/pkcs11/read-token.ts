import pkcs11js, { type PKCS11 } from 'pkcs11js'
import type { SlotDiagnosis } from '#core/domain/token-diagnosis.ts'
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
  /** Of a GOST key, where the module has one for it. */
  readonly mechanism?: number
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

function findKey(api: PKCS11, session: Handle, objectClass: number, keyId: Buffer): Handle | undefined {
  if (keyId.length === 0) return undefined
  return findObjects(api, session, [
    { type: pkcs11js.CKA_CLASS, value: objectClass },
    { type: pkcs11js.CKA_ID, value: keyId },
  ])[0]
}

/** To be called while logged in. @returns undefined where the token holds no key to the certificate */
export const findPrivateKey = (api: PKCS11, session: Handle, { keyId }: StoredCertificate): Handle | undefined =>
  findKey(api, session, pkcs11js.CKO_PRIVATE_KEY, keyId)

/** CKA_ALWAYS_AUTHENTICATE: a login before each signature (CKU_CONTEXT_SPECIFIC, PKCS#11 2.40, C_Login). */
export function asksEveryTime(api: PKCS11, session: Handle, key: Handle): boolean {
  try {
    return api.C_GetAttributeValue(session, key, [{ type: pkcs11js.CKA_ALWAYS_AUTHENTICATE }])[0]?.value[0] === 1
  } catch {
    // Tokens older than PKCS#11 2.20 do not know the attribute.
    return false
  }
}

/** @returns undefined for keys of other kinds and for what is no certificate */
function readCertificate(api: PKCS11, session: Handle, handle: Handle, gost512: number | undefined): StoredCertificate | undefined {
  const [value, id] = api.C_GetAttributeValue(session, handle, [{ type: pkcs11js.CKA_VALUE }, { type: pkcs11js.CKA_ID }])
  const der = new Uint8Array(value?.value ?? [])
  const keyId = Buffer.from(id?.value ?? [])
  const parsed = parseCertificate(der)
  const keyType = parsed === undefined ? undefined : keyTypeOfSpki(parsed.spki)
  const summary = summariseCertificate(der)
  if (keyType === undefined || !summary.ok) return undefined
  // Before the login private keys are hidden; the public key with the same CKA_ID stands for them.
  const privateKey = findKey(api, session, pkcs11js.CKO_PRIVATE_KEY, keyId)
  const hasPrivateKey = privateKey !== undefined || findKey(api, session, pkcs11js.CKO_PUBLIC_KEY, keyId) !== undefined
  const asksEachTime = privateKey !== undefined && asksEveryTime(api, session, privateKey)
  const noMechanism = keyType === 'GOST' && gost512 === undefined ? ({ noMechanism: true } as const) : {}
  return {
    keyId,
    certificate: {
      certificateId: summary.value.fingerprint,
      der,
      summary: summary.value,
      keyType,
      hasPrivateKey,
      asksEachTime,
      ...noMechanism,
    },
    ...(keyType === 'GOST' && gost512 !== undefined ? { mechanism: gost512 } : {}),
  }
}

/** @param gost512 the module's mechanism for GOST keys */
export const readCertificates = (
  api: PKCS11,
  session: Handle,
  handles: readonly Handle[],
  gost512?: number,
): readonly StoredCertificate[] =>
  handles.map((handle) => readCertificate(api, session, handle, gost512)).filter((found) => found !== undefined)

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

/** As `pinStateOf`, and whether there is a PIN to ask for at all. */
export function pinReadinessOf(info: NativeTokenInfo): SlotDiagnosis['pin'] {
  if (isInitialised(info) && !has(info.flags, pkcs11js.CKF_USER_PIN_INITIALIZED)) return 'notSet'
  const state = pinStateOf(info)
  return state !== 'locked' && has(info.flags, pkcs11js.CKF_USER_PIN_TO_BE_CHANGED) ? 'toBeChanged' : state
}

// PKCS#11 pads with blanks; some modules pad with zeros.
export const plain = (text: string): string => text.replace(/[\0 ]+$/, '')

export const serialOf = (info: NativeTokenInfo): string => plain(info.serialNumber)

export const tokenInfoOf = (
  tokenId: string,
  info: NativeTokenInfo,
  { certificates, loginKept }: { readonly certificates: readonly StoredCertificate[]; readonly loginKept: boolean },
): TokenInfo => ({
  tokenId,
  kind: 'pkcs11',
  label: plain(info.label),
  manufacturer: plain(info.manufacturerID),
  model: plain(info.model),
  serialNumber: serialOf(info),
  pinState: pinStateOf(info),
  login: loginKept ? 'kept' : 'none',
  certificates: certificates.map(({ certificate }) => certificate),
})
