import type { z } from 'zod'
import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'
import { fault } from '#core/base/fault.ts'
import { type AbortSignalLike, openRemote, type Remote, RemoteGone } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { Token, TokenCertificate, TokenFault, TokenInfo } from '#core/ports/token.ts'
import { tokenCalls } from '#core/protocol/token.ts'
import { answerFault } from './answer-fault.ts'

export interface TokenClientOptions {
  /** Milliseconds for one signature, with the wait for the PIN and for the token. Default 60 000. */
  readonly signWithin?: number
  /** Milliseconds for the list; the first one loads the vendor's module. Default 30 000. */
  readonly listWithin?: number
}

export interface TokenClient {
  readonly token: Token
  /** The channel to the token process; a new one after each of its starts. What waits on the old one is told 'token/processDown'. */
  readonly attach: (channel: Channel) => void
  /** Whoever signed has gone: the token process may forget. */
  readonly endSession: () => void
}

const findIn = (tokens: readonly TokenInfo[], certificateId: string): TokenCertificate | undefined =>
  tokens.flatMap((token) => token.certificates).find((candidate) => candidate.certificateId === certificateId)

/** The port Token for the core, over a channel to the token process. */
export function createTokenClient({ signWithin = 60_000, listWithin = 30_000 }: TokenClientOptions = {}): TokenClient {
  const changed = new Emitter<void>()
  let remote: Remote | undefined
  /** What the tokens held when they were last asked; undefined once that may no longer be so. */
  let known: readonly TokenInfo[] | undefined
  /** The listing under way. One that was overtaken by a change or by a later one is given to who asked for it, but not kept. */
  let latest: object | undefined

  const call = async <T>(
    name: keyof typeof tokenCalls,
    input: unknown,
    within: number,
    answer: z.ZodType<{ ok: true; value: T } | { ok: false; error: { tag: string } }>,
    outer?: AbortSignalLike,
  ): Promise<Result<T, TokenFault>> => {
    if (remote === undefined) return err(fault('token/processDown', 'retry'))
    const limit = new AbortController()
    outer?.addEventListener('abort', () => limit.abort(), { once: true })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), within)))
    try {
      const value = await Promise.race([remote.call(name, input, limit.signal), late])
      if (value === 'late') {
        limit.abort()
        return err(fault('token/timeout', 'retry'))
      }
      const parsed = answer.safeParse(value)
      if (!parsed.success) return err(fault('token/deviceError', 'support', { code: 'MALFORMED_ANSWER' }))
      return parsed.data.ok ? ok(parsed.data.value) : err(answerFault(parsed.data.error))
    } catch (failure) {
      if (failure instanceof RemoteGone) return err(fault('token/processDown', 'retry'))
      throw failure
    } finally {
      clearTimeout(timer)
    }
  }

  const forget = (): void => {
    known = undefined
    latest = undefined
  }
  const changes = (): void => {
    forget()
    changed.emit()
  }
  const list: Token['list'] = async () => {
    const mine = {}
    latest = mine
    const listed = await call('list', undefined, listWithin, tokenCalls.list.answer)
    if (mine === latest) known = listed.ok ? listed.value : undefined
    return listed
  }

  return {
    token: {
      list,
      find: async (certificateId) => {
        const remembered = known && findIn(known, certificateId)
        if (remembered !== undefined) return ok(remembered)
        const listed = await list()
        if (!listed.ok) return listed
        const found = findIn(listed.value, certificateId)
        return found === undefined ? err(fault('token/certificateMissing', 'act')) : ok(found)
      },
      sign: async (request, signal) => {
        const signed = await call('sign', request, signWithin, tokenCalls.sign.answer, signal)
        if (!signed.ok) forget()
        return signed
      },
      diagnose: () => call('diagnose', undefined, listWithin, tokenCalls.diagnose.answer),
      endLogins: async () => void (await call('endLogins', undefined, listWithin, tokenCalls.endLogins.answer)),
      onDidChange: changed.on,
    },
    endSession: () => remote?.emit('sessionEnded', undefined),
    attach: (channel) => {
      remote?.close()
      const attached = openRemote(channel, () => Promise.reject(new Error('the token process calls nothing')))
      remote = attached
      attached.onEvent(({ name }) => name === 'changed' && changes())
      attached.onClose(() => {
        if (remote !== attached) return
        remote = undefined
        changes()
      })
      changes()
    },
  }
}
