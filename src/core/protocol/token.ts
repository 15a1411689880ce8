import { z } from 'zod'
import { CertificateSummary, KeyType } from '#core/domain/signature.ts'
import { TokenDiagnosis } from '#core/domain/token-diagnosis.ts'

/**
 * Core ⇄ token process. Calls of the core: `list`, `sign`, `endLogins`, `diagnose`. Event to the core: `changed`; from the core: `sessionEnded`.
 * Call of the page, over a channel of its own: `leavePin`.
 */
const bytes = z.instanceof(Uint8Array)

export const TokenInfoMessage = z.object({
  tokenId: z.string(),
  kind: z.enum(['pkcs11', 'pkcs12']),
  label: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  serialNumber: z.string(),
  pinState: z.enum(['ok', 'countLow', 'finalTry', 'locked']),
  login: z.enum(['none', 'kept']),
  certificates: z.array(
    z.object({
      certificateId: z.string(),
      der: bytes,
      summary: CertificateSummary,
      keyType: KeyType,
      hasPrivateKey: z.boolean(),
      noMechanism: z.literal(true).exactOptional(),
      asksEachTime: z.boolean(),
    }),
  ),
})

export const TokenFaultMessage = z.looseObject({ tag: z.string().startsWith('token/'), remedy: z.enum(['retry', 'act', 'support']) })

const answer = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), error: TokenFaultMessage })])

export const tokenCalls = {
  list: { input: z.undefined(), answer: answer(z.array(TokenInfoMessage)) },
  sign: {
    input: z.object({
      certificateId: z.string(),
      ticket: z.uuid().exactOptional(),
      keepFor: z.int().positive().exactOptional(),
      toBeSigned: bytes,
    }),
    answer: answer(bytes),
  },
  diagnose: { input: z.undefined(), answer: answer(TokenDiagnosis) },
  endLogins: { input: z.undefined(), answer: answer(z.null()) },
} as const

/** From the page, over its own channel. The PIN is UTF-8; the sender overwrites its buffer after posting. */
export const LeavePin = z.object({ ticket: z.uuid(), pin: bytes.refine((pin) => pin.length >= 1 && pin.length <= 64) })

/** How long an unclaimed PIN lives in the token process, milliseconds. */
export const ticketLifetime = 30_000
