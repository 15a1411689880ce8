import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { fault } from '#core/base/fault.ts'
import type { Logger } from '#core/base/logger.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { BackendDiagnosis, BackendSignRequest } from '#core/ports/token-backend.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'
import { diagnoseSlots } from './diagnose-slots.ts'
import { createPkcs11Module, type ModulePlace } from './pkcs11-module.ts'
import { pinFlagsOf, type StoredCertificate } from './read-token.ts'
import { faultOf, isAbsence, needsRecovery, type PinFlags, returnCodeOf } from './return-codes.ts'
import { signOnToken } from './sign-on-token.ts'
import { isLoggedIn, type TokenSlot, TokenSlots } from './token-slots.ts'

/** The tokens of one module. */
export interface ModuleTokens {
  readonly path: string
  readonly list: () => Promise<Result<readonly TokenInfo[], TokenFault>>
  readonly sign: (request: BackendSignRequest) => Promise<Result<Uint8Array, TokenFault>>
  readonly isLoggedIn: (tokenId: string) => boolean
  readonly logOut: (tokenId: string) => Promise<void>
  readonly diagnose: () => Promise<BackendDiagnosis>
  /** Whether tokens came or went since the last call. */
  readonly hasChanged: () => Promise<boolean>
  readonly close: () => Promise<void>
}

interface Ready {
  readonly api: PKCS11
  readonly state: TokenSlot
  readonly stored: StoredCertificate
}

export function createModuleTokens(place: ModulePlace, logger: Logger): ModuleTokens {
  const { path } = place
  const module = createPkcs11Module(place, logger)
  const slots = new TokenSlots(path, place.gost512)
  module.onReset(() => slots.forget())
  let lastSeen: readonly TokenInfo[] = []
  let lastFingerprint: string | undefined
  // A token was lost by an error: some modules see it again only after C_Initialize.
  let lost = false

  /** Reads all slots; where the module is in doubt, once more after a recovery. */
  const read = async (): Promise<Result<readonly TokenInfo[], TokenFault>> => {
    if (lost && slots.known === 0) await module.recover()
    let problem: TokenFault | undefined
    for (let attempt = 1; attempt <= 2; attempt++) {
      const api = await module.ready()
      if (!api.ok) return api
      try {
        const { tokens, inDoubt } = slots.read(api.value)
        lastSeen = tokens
        if (!inDoubt) {
          lost &&= tokens.length === 0
          return ok(tokens)
        }
        logger.warn('A token stopped answering', { attempt })
      } catch (failure) {
        const code = returnCodeOf(failure)
        logger.warn('Tokens could not be listed', { attempt, code: code ?? 'UNKNOWN' })
        problem = faultOf(code)
      }
      lost = true
      await module.recover()
    }
    return problem === undefined ? ok(lastSeen) : err(problem)
  }

  // While a token signs the others wait for the list: a module may hold a lock that would stop this whole process.
  const list = () => (module.isBusy() && lastSeen.length > 0 ? Promise.resolve(ok(lastSeen)) : read())

  const locate = async ({ tokenId, certificateId }: BackendSignRequest): Promise<Result<Ready, TokenFault>> => {
    const api = await module.ready()
    if (!api.ok) return api
    const state = slots.find(tokenId)
    if (state === undefined) return err(fault('token/absent', 'act'))
    const stored = state.certificates.find(({ certificate }) => certificate.certificateId === certificateId)
    return stored === undefined ? err(fault('token/certificateMissing', 'act')) : ok({ api: api.value, state, stored })
  }

  /** Makes sure of module, token and session before the PIN is used, so that the one login is not wasted on a dead session. */
  const prepare = async (request: BackendSignRequest): Promise<Result<Ready, TokenFault>> => {
    let found = await locate(request)
    if (found.ok) {
      const code = failureOf(found.value.api, found.value.state, request)
      if (code === undefined) return found
      // A module that says "not present" is sound; any other answer means that its view of the slot is stale.
      lost = !isAbsence(code)
      await module.recover()
    }
    const fresh = await read()
    if (!fresh.ok) return fresh
    found = await locate(request)
    return found
  }

  const sign = async (request: BackendSignRequest): Promise<Result<Uint8Array, TokenFault>> => {
    const prepared = await prepare(request)
    if (!prepared.ok) return prepared
    const { api, state, stored } = prepared.value
    // Another token's failure may just have reset the module: a void session's number can be another token's by now.
    if (slots.find(request.tokenId) !== state) return sign(request)
    try {
      if (flagsOf(api, state)?.locked) return err(fault('token/pinLocked', 'support'))
      if (request.pin === undefined && !state.loginKept) return err(noPin)
      // pkcs11js takes the PIN only as a string, which cannot be wiped: one reason why this process is short-lived.
      const pin = request.pin && new TextDecoder().decode(request.pin)
      // Between C_Login and the start of C_Sign nothing yields, so `during` covers the whole of it.
      const signed = await module.during(async () => {
        if (pin !== undefined) api.C_Login(state.session, pkcs11js.CKU_USER, pin)
        state.loginKept = false
        try {
          const made = await signOnToken(api, state, stored, pin, request.toBeSigned, () => slots.renew(api, state))
          state.loginKept = request.keepLogin && typeof made === 'object' && !made.asksEachTime
          return made
        } finally {
          if (!state.loginKept) logOut(api, state)
        }
      })
      if (signed === 'pinWanted') slots.noteAsksEachTime(state, request.certificateId)
      // Without a login private keys are hidden: whether the key is missing only a PIN can tell.
      if (typeof signed === 'string') return err(pin === undefined ? noPin : fault('token/certificateMissing', 'act'))
      if (signed.asksEachTime) slots.noteAsksEachTime(state, request.certificateId)
      return ok(signed.signature)
    } catch (failure) {
      const code = returnCodeOf(failure)
      logger.warn('The token did not sign', { code: code ?? 'UNKNOWN' })
      const lostLogin = request.pin === undefined && code === 'CKR_USER_NOT_LOGGED_IN'
      const problem = lostLogin ? noPin : faultOf(code, flagsOf(api, state))
      if (needsRecovery(code)) {
        lost = !isAbsence(code)
        await module.recover()
      }
      return err(problem)
    }
  }

  const hasChanged = async (): Promise<boolean> => {
    if (module.isBusy()) return false
    if (lost) await module.recover()
    const api = await module.ready()
    let fingerprint = ''
    try {
      if (api.ok) {
        const seen = slots.glance(api.value)
        fingerprint = seen.fingerprint
        lost = seen.inDoubt || (lost && fingerprint === '')
      }
    } catch (failure) {
      logger.debug('Slots could not be polled', { code: returnCodeOf(failure) ?? 'UNKNOWN' })
      lost = true
    }
    const changed = lastFingerprint !== undefined && lastFingerprint !== fingerprint
    lastFingerprint = fingerprint
    return changed
  }

  const diagnose = async (): Promise<BackendDiagnosis> => {
    const begun = performance.now()
    const tokens = await list()
    const api = await module.ready()
    const modules = [{ ...module.status(), milliseconds: performance.now() - begun }]
    if (!api.ok || !tokens.ok || module.isBusy()) return { modules, slots: [] }
    return { modules, slots: diagnoseSlots(api.value, path, tokens.value) }
  }

  return {
    path,
    list,
    diagnose,
    sign,
    isLoggedIn: (tokenId) => slots.find(tokenId)?.loginKept === true,
    logOut: async (tokenId) => {
      const api = await module.ready()
      const state = slots.find(tokenId)
      if (state?.loginKept !== true) return
      state.loginKept = false
      if (api.ok) logOut(api.value, state)
    },
    hasChanged,
    close: module.close,
  }
}

function flagsOf(api: PKCS11, state: TokenSlot): PinFlags | undefined {
  try {
    return pinFlagsOf(api.C_GetTokenInfo(state.slot))
  } catch {
    return undefined
  }
}

const noPin = fault('token/noPin', 'retry')

/**
 * Undefined where the token answers, the session is valid and, for a PIN, nobody is logged in: then C_Login will really judge the PIN it is given.
 * Otherwise the return code that says what is wrong.
 */
function failureOf(api: PKCS11, state: TokenSlot, { pin }: BackendSignRequest): string | undefined {
  try {
    api.C_GetTokenInfo(state.slot)
    const loggedIn = isLoggedIn(api, state)
    state.loginKept &&= loggedIn && pin === undefined
    if (loggedIn && !state.loginKept) api.C_Logout(state.session)
    return undefined
  } catch (failure) {
    return returnCodeOf(failure) ?? 'UNKNOWN'
  }
}

function logOut(api: PKCS11, state: TokenSlot): void {
  try {
    api.C_Logout(state.session)
  } catch {
    // Not logged in any more: the device is gone, or the login itself failed.
  }
}
