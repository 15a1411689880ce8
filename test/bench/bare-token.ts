import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { findCertificates, findPrivateKey, readCertificates, type StoredCertificate } from '#adapters/pkcs11/read-token.ts'

/** A token by pkcs11js alone: what the device itself takes. */
export interface BareToken {
  readonly certificate: StoredCertificate['certificate']
  /** C_SignInit and C_Sign (CKM_SHA256_RSA_PKCS), logged in already. */
  readonly sign: (data: Uint8Array) => Uint8Array
  /** C_Login, C_SignInit, C_Sign, C_Logout: all that the device must do for one PIN. */
  readonly logInAndSign: (data: Uint8Array) => void
  readonly close: () => void
}

function find(api: PKCS11, certificateId: string): { readonly session: Buffer; readonly stored: StoredCertificate } {
  for (const slot of api.C_GetSlotList(true)) {
    const session = api.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION)
    const stored = readCertificates(api, session, findCertificates(api, session)).find(
      ({ certificate }) => certificate.certificateId === certificateId,
    )
    if (stored !== undefined) return { session, stored }
    api.C_CloseSession(session)
  }
  throw new Error('No token with this certificate')
}

export function openBareToken(module: string, certificateId: string, pin: string): BareToken {
  const api = new pkcs11js.PKCS11(module)
  api.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK })
  const { session, stored } = find(api, certificateId)
  const logIn = (): void => void api.C_Login(session, pkcs11js.CKU_USER, pin)
  const keyOf = (): Buffer => {
    const key = findPrivateKey(api, session, stored)
    if (key === undefined) throw new Error('No private key')
    return key
  }
  const signWith = (key: Buffer, data: Uint8Array): Uint8Array => {
    api.C_SignInit(session, { mechanism: pkcs11js.CKM_SHA256_RSA_PKCS }, key)
    return new Uint8Array(api.C_Sign(session, Buffer.from(data), Buffer.alloc(512)))
  }
  logIn()
  let key = keyOf()
  return {
    certificate: stored.certificate,
    sign: (data) => signWith(key, data),
    logInAndSign: (data) => {
      api.C_Logout(session)
      logIn()
      // A login gives the private objects new handles.
      key = keyOf()
      signWith(key, data)
    },
    close: () => api.C_Finalize(),
  }
}
