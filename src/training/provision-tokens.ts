import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { fault, type Fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { TrustStore } from '#pki/chain.ts'
import { prepareCsr } from '#pki/csr.ts'
import { configureSofthsm, deleteToken, findSofthsm, initialiseToken } from './softhsm.ts'
import {
  findTokenKey,
  generateTokenKey,
  readKeyCertificates,
  readPublicCertificates,
  signWithTokenKey,
  storeCertificate,
} from './token-key.ts'
import {
  isStillGood,
  openTrainingGateway,
  type TrainingGateway,
  type TrainingGatewayFault,
  type TrainingStaffMember,
} from './training-gateway.ts'

export interface ProvisionRequest {
  /** Made where it is missing; holds configuration and tokens. */
  readonly folder: string
  readonly gatewayUrl: string
  /** Path of SoftHSM's module, where it is in an unusual place. */
  readonly softhsmModule?: string
  readonly staff: readonly TrainingStaffMember[]
}

export interface ProvisionedTokens {
  /** What SOFTHSM2_CONF must be in the token process. */
  readonly softhsmConf: string
  readonly module: string
}

export type ProvisionFault = Fault<'training/softhsmMissing'> | Fault<'training/tokenFailed', { code: string }> | TrainingGatewayFault

interface FoundToken {
  readonly slot: Buffer
  readonly label: string
  readonly serial: string
  readonly hasUserPin: boolean
}

const tokensOf = (api: PKCS11): readonly FoundToken[] =>
  api.C_GetSlotList(true).flatMap((slot) => {
    const { flags, label, serialNumber } = api.C_GetTokenInfo(slot)
    if ((flags & pkcs11js.CKF_TOKEN_INITIALIZED) === 0) return []
    return [{ slot, label: label.trimEnd(), serial: serialNumber.trimEnd(), hasUserPin: (flags & pkcs11js.CKF_USER_PIN_INITIALIZED) !== 0 }]
  })

/** Logs in and works; whatever happens, logged out and closed afterwards. */
async function withSession<T>(api: PKCS11, slot: Buffer, pin: string, work: (session: Buffer) => Promise<T>): Promise<T> {
  const session = api.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION)
  try {
    api.C_Login(session, pkcs11js.CKU_USER, pin)
    return await work(session)
  } finally {
    api.C_CloseSession(session)
  }
}

async function within<T>(module: string, work: (api: PKCS11) => Promise<T>): Promise<T> {
  const api = new pkcs11js.PKCS11(module)
  api.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK })
  try {
    return await work(api)
  } finally {
    api.C_Finalize()
  }
}

const opens = async (api: PKCS11, token: FoundToken, pin: string): Promise<boolean> => {
  try {
    return token.hasUserPin && (await withSession(api, token.slot, pin, () => Promise.resolve(true)))
  } catch {
    return false
  }
}

/** The certificate is what is written last: where a good one is, the token is whole, and no PIN need be derived to know it. */
function isFinished(api: PKCS11, { slot, hasUserPin }: FoundToken, member: TrainingStaffMember, trust: TrustStore): boolean {
  if (!hasUserPin) return false
  const session = api.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION)
  try {
    return readPublicCertificates(api, session).some((der) => isStillGood(der, member, trust, new Date()))
  } finally {
    api.C_CloseSession(session)
  }
}

/** Key and certificate of one person, each only where it is missing. */
async function finishToken(
  api: PKCS11,
  slot: Buffer,
  member: TrainingStaffMember,
  trust: TrustStore,
  gateway: TrainingGateway,
): Promise<Result<void, ProvisionFault>> {
  return withSession(api, slot, member.pin, async (session) => {
    const key = findTokenKey(api, session) ?? generateTokenKey(api, session, member.login)
    const present = readKeyCertificates(api, session, key.keyId)
    if (present.some(({ der }) => isStillGood(der, member, trust, new Date()))) return ok()
    const csr = prepareCsr({ publicKeySpki: key.spki, commonName: member.fullName })
    const issued = await gateway.certify(member.staffId, csr.finish(signWithTokenKey(api, session, key, csr.toBeSigned)))
    if (!issued.ok) return issued
    storeCertificate(api, session, key.keyId, member.login, issued.value.certificate)
    for (const { handle } of present) api.C_DestroyObject(session, handle)
    return ok()
  })
}

/**
 * A SoftHSM token for each member of the training staff: RSA-2048 made on the token, certified by the training gateway.
 * May be run again at any time and after any kill: what is whole stays, what is half is finished or replaced.
 * For a short-lived process of its own: it sets SOFTHSM2_CONF of this process, and a PKCS#11 module is foreign code.
 */
export async function provisionTrainingTokens({
  folder,
  gatewayUrl,
  softhsmModule,
  staff,
}: ProvisionRequest): Promise<Result<ProvisionedTokens, ProvisionFault>> {
  const softhsm = findSofthsm(softhsmModule)
  if (softhsm === undefined) return err(fault('training/softhsmMissing', 'act'))
  const gateway = openTrainingGateway(gatewayUrl)
  const trust = await gateway.trust()
  if (!trust.ok) return trust
  try {
    const conf = await configureSofthsm(folder)
    process.env['SOFTHSM2_CONF'] = conf

    const { finished, missing, broken } = await within(softhsm.module, async (api) => {
      const tokens = tokensOf(api)
      const whole = new Set<string>()
      const done = new Set<string>()
      const stray: FoundToken[] = []
      for (const member of staff) {
        for (const token of tokens.filter(({ label }) => label === member.login)) {
          if (whole.has(member.login)) stray.push(token)
          else if (isFinished(api, token, member, trust.value)) done.add(member.login)
          else if (!(await opens(api, token, member.pin))) {
            stray.push(token)
            continue
          }
          whole.add(member.login)
        }
      }
      return { finished: done, missing: staff.filter(({ login }) => !whole.has(login)), broken: stray }
    })
    for (const { serial } of broken) {
      const deleted = await deleteToken(softhsm, conf, serial)
      if (!deleted.ok) return deleted
    }
    for (const { login, pin } of missing) {
      const made = await initialiseToken(softhsm, conf, login, pin)
      if (!made.ok) return made
    }

    const unfinished = staff.filter(({ login }) => !finished.has(login))
    if (unfinished.length === 0) return ok({ softhsmConf: conf, module: softhsm.module })
    return await within(softhsm.module, async (api) => {
      const tokens = tokensOf(api)
      for (const member of unfinished) {
        const token = tokens.find(({ label }) => label === member.login)
        if (token === undefined) return err(fault('training/tokenFailed', 'support', { code: 'TOKEN_NOT_FOUND' }))
        const made = await finishToken(api, token.slot, member, trust.value, gateway)
        if (!made.ok) return made
      }
      return ok({ softhsmConf: conf, module: softhsm.module })
    })
  } catch (failure) {
    const text = failure instanceof Error ? `${failure.message}\n${failure.stack ?? ''}` : ''
    return err(
      fault('training/tokenFailed', 'support', {
        code: /CKR_\w+/.exec(text)?.[0] ?? (failure instanceof Error ? failure.name : 'UNKNOWN'),
      }),
    )
  }
}
