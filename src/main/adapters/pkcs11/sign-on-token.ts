import { createHash } from 'node:crypto'
import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { digest, hashForKey } from '#pki/algorithms.ts'
import { gostSignatureOf } from '#pki/gost-key.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { asksEveryTime, findPrivateKey, type StoredCertificate } from './read-token.ts'
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

function planFor(
  api: PKCS11,
  slot: Buffer,
  { certificate: { keyType }, mechanism }: StoredCertificate,
  toBeSigned: Uint8Array,
): Plan | undefined {
  if (keyType === 'GOST')
    return mechanism === undefined ? undefined : { mechanism, input: Buffer.from(digest(hashForKey('GOST'), toBeSigned)) }
  if (keyType === 'EC') return { mechanism: pkcs11js.CKM_ECDSA, input: sha256(toBeSigned) }
  if (api.C_GetMechanismList(slot).includes(pkcs11js.CKM_SHA256_RSA_PKCS))
    return { mechanism: pkcs11js.CKM_SHA256_RSA_PKCS, input: Buffer.from(toBeSigned) }
  return { mechanism: pkcs11js.CKM_RSA_PKCS, input: Buffer.concat([digestInfo, sha256(toBeSigned)]) }
}

/** As it came where no order makes it valid: the core, which verifies every signature, says so. */
const inKazakhOrder = (der: Uint8Array, toBeSigned: Uint8Array, made: Uint8Array): Uint8Array =>
  gostSignatureOf(parseCertificate(der)?.spki ?? new Uint8Array(), toBeSigned, made) ?? made

export interface TokenSignature {
  readonly signature: Uint8Array
  /** The key wanted the PIN for this very signature, and will want it for the next. */
  readonly asksEachTime: boolean
}

/**
 * One signature, logged in already. C_Sign runs beside the event loop.
 * @param pin undefined where the login was kept
 * @param renew gives the slot a fresh session where an earlier operation is stuck in this one; the login outlives it
 * @throws pkcs11js's errors
 */
export async function signOnToken(
  api: PKCS11,
  state: TokenSlot,
  stored: StoredCertificate,
  pin: string | undefined,
  toBeSigned: Uint8Array,
  renew: () => void,
): Promise<TokenSignature | 'keyMissing' | 'pinWanted'> {
  const plan = planFor(api, state.slot, stored, toBeSigned)
  if (plan === undefined) return 'keyMissing'
  const { mechanism, input } = plan
  const key = findPrivateKey(api, state.session, stored)
  if (key === undefined) return 'keyMissing'
  const asksEachTime = asksEveryTime(api, state.session, key)
  if (asksEachTime && pin === undefined) return 'pinWanted'
  try {
    api.C_SignInit(state.session, { mechanism }, key)
  } catch (failure) {
    if (returnCodeOf(failure) !== 'CKR_OPERATION_ACTIVE') throw failure
    renew()
    api.C_SignInit(state.session, { mechanism }, findPrivateKey(api, state.session, stored) ?? key)
  }
  // The same PIN, which the token has just found right.
  if (asksEachTime) api.C_Login(state.session, contextSpecific, pin)
  const made = new Uint8Array(await api.C_SignAsync(state.session, input, Buffer.alloc(longestSignature)))
  const { keyType, der } = stored.certificate
  return { signature: keyType === 'GOST' ? inKazakhOrder(der, toBeSigned, made) : made, asksEachTime }
}
