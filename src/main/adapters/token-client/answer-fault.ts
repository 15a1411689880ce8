import { z } from 'zod'
import { fault } from '#core/base/fault.ts'
import type { TokenFault } from '#core/ports/token.ts'

const remedy = z.enum(['retry', 'act', 'support'])
const plain = <const Tag extends TokenFault['tag']>(tag: Tag) => z.object({ tag: z.literal(tag), remedy })

const KnownFault = z.discriminatedUnion('tag', [
  plain('token/processDown'),
  plain('token/moduleMissing'),
  z.object({ tag: z.literal('token/moduleFailed'), remedy, code: z.string() }),
  plain('token/absent'),
  plain('token/certificateMissing'),
  plain('token/noPin'),
  z.object({ tag: z.literal('token/pinIncorrect'), remedy, triesLeft: z.int().min(0).exactOptional(), finalTry: z.boolean() }),
  plain('token/pinLocked'),
  plain('token/timeout'),
  plain('token/cancelled'),
  z.object({ tag: z.literal('token/deviceError'), remedy, code: z.string() }),
])

/** A fault as the token process told it; one this version does not know becomes a device error under its own name. */
export function answerFault(message: { readonly tag: string }): TokenFault {
  const known = KnownFault.safeParse(message)
  return known.success ? known.data : fault('token/deviceError', 'support', { code: message.tag })
}
