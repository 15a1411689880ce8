import pkcs11js, { type PKCS11 } from 'pkcs11js'
import type { TokenInfo } from '#core/ports/token.ts'
import { findCertificates, isInitialised, readCertificates, serialOf, type StoredCertificate, tokenInfoOf } from './read-token.ts'
import { isAbsence, returnCodeOf } from './return-codes.ts'

/** A token's slot with the session that is kept open: opening one anew takes some tokens seconds. */
export interface TokenSlot {
  readonly slot: Buffer
  session: Buffer
  readonly serial: string
  /** Handles of the certificates last seen: while they stay the same, nothing is read from the token again. */
  handles: string
  certificates: readonly StoredCertificate[]
  /** Logged in since the last signature. It is asked of the token again before it is relied on. */
  loginKept: boolean
}

/** CKS_RO_USER_FUNCTIONS, PKCS#11 2.40, CK_STATE. */
const roUserFunctions = 1

/** @throws pkcs11js's errors where the session is void */
export const isLoggedIn = (api: PKCS11, { session }: TokenSlot): boolean => api.C_GetSessionInfo(session).state === roUserFunctions

export interface SlotReading {
  readonly tokens: readonly TokenInfo[]
  /** A token that was here answers with an error other than "not present": the module's state is in doubt. */
  readonly inDoubt: boolean
}

/** What is known of one module's slots. */
export class TokenSlots {
  readonly #path: string
  readonly #gost512: number | undefined
  readonly #slots = new Map<string, TokenSlot>()

  /** @param gost512 the module's mechanism for GOST keys */
  constructor(path: string, gost512?: number) {
    this.#path = path
    this.#gost512 = gost512
  }

  /** Sessions and handles became void. */
  forget(): void {
    this.#slots.clear()
  }

  find(tokenId: string): TokenSlot | undefined {
    return this.#slots.get(tokenId)
  }

  /** How many tokens are known. */
  get known(): number {
    return this.#slots.size
  }

  /** Every slot with an initialised token; certificates only where they are not known yet. @throws pkcs11js's errors of C_GetSlotList */
  read(api: PKCS11): SlotReading {
    const tokens: TokenInfo[] = []
    const seen = new Set<string>()
    let inDoubt = false
    for (const slot of api.C_GetSlotList(true)) {
      const tokenId = this.#idOf(slot)
      try {
        const info = api.C_GetTokenInfo(slot)
        if (!isInitialised(info)) continue
        const state = this.#refresh(api, tokenId, slot, serialOf(info))
        seen.add(tokenId)
        state.loginKept &&= isLoggedIn(api, state)
        tokens.push(tokenInfoOf(tokenId, info, state))
      } catch (failure) {
        // A card that never answered is its own matter; only one that did and stopped throws doubt on the module.
        inDoubt ||= this.#slots.has(tokenId) && !isAbsence(returnCodeOf(failure))
      }
    }
    for (const tokenId of [...this.#slots.keys()]) if (!seen.has(tokenId)) this.#slots.delete(tokenId)
    return { tokens, inDoubt }
  }

  /** Which tokens are in, cheaply: to notice that one came or went. @throws pkcs11js's errors of C_GetSlotList */
  glance(api: PKCS11): { readonly fingerprint: string; readonly inDoubt: boolean } {
    let inDoubt = false
    const ids = new Set<string>()
    const present = api.C_GetSlotList(true).flatMap((slot) => {
      const tokenId = this.#idOf(slot)
      try {
        const info = api.C_GetTokenInfo(slot)
        if (!isInitialised(info)) return []
        ids.add(tokenId)
        return [`${tokenId}#${serialOf(info)}`]
      } catch (failure) {
        inDoubt ||= this.#slots.has(tokenId) && !isAbsence(returnCodeOf(failure))
        return []
      }
    })
    // Gone is gone: what comes back later is not logged in.
    if (!inDoubt) for (const tokenId of [...this.#slots.keys()]) if (!ids.has(tokenId)) this.#slots.delete(tokenId)
    return { fingerprint: present.sort().join('\n'), inDoubt }
  }

  #idOf(slot: Buffer): string {
    return `${this.#path}#${slot.toString('hex')}`
  }

  #refresh(api: PKCS11, tokenId: string, slot: Buffer, serial: string): TokenSlot {
    const known = this.#slots.get(tokenId)
    const state =
      known?.serial === serial ? known : { slot, session: this.#open(api, slot), serial, handles: '', certificates: [], loginKept: false }
    this.#slots.set(tokenId, state)
    const found = this.#findCertificates(api, state)
    const handles = found.map((handle) => handle.toString('hex')).join(' ')
    if (state !== known || handles !== state.handles) {
      state.certificates = readCertificates(api, state.session, found, this.#gost512)
      state.handles = handles
    }
    return state
  }

  #findCertificates(api: PKCS11, state: TokenSlot): readonly Buffer[] {
    try {
      return findCertificates(api, state.session)
    } catch (failure) {
      const code = returnCodeOf(failure)
      if (code !== 'CKR_SESSION_HANDLE_INVALID' && code !== 'CKR_SESSION_CLOSED' && code !== 'CKR_OPERATION_ACTIVE') throw failure
      this.renew(api, state)
      return findCertificates(api, state.session)
    }
  }

  /** What only a key in use tells: it wants the PIN for each signature. */
  noteAsksEachTime(state: TokenSlot, certificateId: string): void {
    state.certificates = state.certificates.map((stored) =>
      stored.certificate.certificateId === certificateId
        ? { ...stored, certificate: { ...stored.certificate, asksEachTime: true } }
        : stored,
    )
  }

  /** A fresh session: the new one first, because closing the last one would log out. */
  renew(api: PKCS11, state: TokenSlot): void {
    const old = state.session
    state.session = this.#open(api, state.slot)
    try {
      api.C_CloseSession(old)
    } catch {
      // It was invalid already: that is why there is a new one.
    }
  }

  #open(api: PKCS11, slot: Buffer): Buffer {
    return api.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION)
  }
}
