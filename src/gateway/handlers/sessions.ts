import { hash, verify } from '@node-rs/argon2'
import { mayDo, type StaffMember } from '#core/domain/staff.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import type { GatewayDeps } from './deps.ts'

/** Argon2id, 64 MiB, 3 passes (OWASP asks for less): some 65 ms. Argon2id is the library's default algorithm. */
const argon2 = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password, argon2)

export function createSessionHandlers({
  staff,
  sessions,
  checkSignature,
  logger,
}: GatewayDeps): Pick<Handlers, 'login' | 'challenge' | 'certificateLogin'> {
  /** Compared against where there is no such login, so that the time tells nothing. */
  const nobody = hashPassword('nobody')
  const open = (member: StaffMember, workplaceId: string, now: Date) => ({ staff: member, ...sessions.open(member, workplaceId, now) })

  return {
    login: async ({ body, workplace, now }) => {
      const login = body.login.trim().toLowerCase()
      const retryAfterSeconds = sessions.lockedSeconds(login, now)
      if (retryAfterSeconds > 0) throw new Refusal('loginLocked', { retryAfterSeconds })
      sessions.countFailure(login, now)
      const found = staff.findByLogin(login)
      const isRight = await verify(found?.passwordHash ?? (await nobody), body.password)
      if (found === undefined || !isRight) {
        logger.warn('login refused', { code: 'loginWrong' })
        const locked = sessions.lockedSeconds(login, now)
        throw locked > 0 ? new Refusal('loginLocked', { retryAfterSeconds: locked }) : new Refusal('loginWrong')
      }
      sessions.forgetFailures(login)
      // Only a right password learns that it belongs elsewhere.
      if (found.member.organisationBin !== workplace.bin) throw new Refusal('forbidden')
      return open(found.member, workplace.id, now)
    },

    challenge: ({ workplace, now }) => {
      const { challengeId, nonce, expiresAt } = sessions.issueChallenge(workplace.id, now)
      return { challengeId, nonce: nonce.toString('base64'), expiresAt }
    },

    certificateLogin: async ({ body, workplace, now }) => {
      const nonce = sessions.takeChallenge(body.challengeId, workplace.id, now)
      if (nonce === undefined) throw new Refusal('loginWrong')
      const signed = await checkSignature(Buffer.from(body.cms, 'base64'), (content) => {
        if (Buffer.compare(content, nonce) !== 0) throw new Refusal('signature/contentAltered')
        return { bin: workplace.bin }
      })
      const member = signed.signerIin === undefined ? undefined : staff.findByIin(signed.signerIin, workplace.bin)
      if (member === undefined) throw new Refusal('signature/iinDiffers')
      return open(member, workplace.id, now)
    },
  }
}

/** The employee of an organisation who may sign requests or results there. */
export function findSigner(
  deps: Pick<GatewayDeps, 'staff'>,
  iin: string,
  bin: string,
  right: 'intake' | 'providerSign' | 'outbox',
): StaffMember | undefined {
  const member = deps.staff.findByIin(iin, bin)
  return member !== undefined && mayDo(member.role, right) ? member : undefined
}
