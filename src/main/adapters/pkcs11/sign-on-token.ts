import { createHash } from 'node:crypto'
import pkcs11js, { type PKCS11 } from 'pkcs11js'
import type { KeyType } from '#core/domain/signature.ts'
import { findObjects, type StoredCertificate } from './read-token.ts'
import { returnCodeOf } from './return-codes.ts'
import type { TokenSlot } from './token-slots.ts'

/** DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2, note 1). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
/** CKU_CONTEXT_SPECIFIC, PKCS#11 2.40, C_Login. */
const contextSpecific = 2
/** Room for RSA up to 8192 bits. */
const longestSignature = 1024

const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest()

interface Plan {
  readonly mechanism: number
  readonly input: Buffer
}

function planFor(api: PKCS11, slot: Buffer, keyType: KeyType, toBeSigned: Uint8Array): Plan | undefined {
  // PKCS#11 has no mechanism under Kazakhstan's names.
  if (keyType === 'GOST') return undefined
  if (keyType === 'EC') return { mechanism: pkcs11js.CKM_ECDSA, input: sha256(toBeSigned) }
  if (api.C_GetMechanismList(slot).includes(pkcs11js.CKM_SHA256_RSA_PKCS))
    return { mechanism: pkcs11js.CKM_SHA256_RSA_PKCS, input: Buffer.from(toBeSigned) }
  return { mechanism: pkcs11js.CKM_RSA_PKCS, input: Buffer.concat([digestInfo, sha256(toBeSigned)]) }
}

/** To be called while logged in. @returns undefined where the token holds no key to the certificate */
export function findPrivateKey(api: PKCS11, session: Buffer, { keyId }: StoredCertificate): Buffer | undefined {
  if (keyId.length === 0) return undefined
  return findObjects(api, session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
    { type: pkcs11js.CKA_ID, value: keyId },
  ])[0]
}

const asksEveryTime = (api: PKCS11, session: Buffer, key: Buffer): boolean => {
  try {
    return api.C_GetAttributeValue(session, key, [{ type: pkcs11js.CKA_ALWAYS_AUTHENTICATE }])[0]?.value[0] === 1
  } catch {
    // Tokens older than PKCS#11 2.20 do not know the attribute.
    return false
  }
}

/**
 * One signature, logged in already. C_Sign runs beside the event loop.
 * @param renew gives the slot a fresh session where an earlier operation is stuck in this one; the login outlives it
 * @throws pkcs11js's errors
 */
export async function signOnToken(
  api: PKCS11,
  state: TokenSlot,
  stored: StoredCertificate,
  pin: string,
  toBeSigned: Uint8Array,
  renew: () => void,
): Promise<Uint8Array | undefined> {
  const plan = planFor(api, state.slot, stored.certificate.keyType, toBeSigned)
  if (plan === undefined) return undefined
  const { mechanism, input } = plan
  const begin = (): Buffer | undefined => {
    const key = findPrivateKey(api, state.session, stored)
    if (key !== undefined) api.C_SignInit(state.session, { mechanism }, key)
    return key
  }
  let key: Buffer | undefined
  try {
    key = begin()
  } catch (failure) {
    if (returnCodeOf(failure) !== 'CKR_OPERATION_ACTIVE') throw failure
    renew()
    key = begin()
  }
  if (key === undefined) return undefined
  // The token wants its PIN for each signature as well: the same PIN, which it has just found right.
  if (asksEveryTime(api, state.session, key)) api.C_Login(state.session, contextSpecific, pin)
  return new Uint8Array(await api.C_SignAsync(state.session, input, Buffer.alloc(longestSignature)))
}
