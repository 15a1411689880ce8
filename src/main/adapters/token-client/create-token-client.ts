import type { z } from 'zod'
import type { Channel } from '#core/base/channel.ts'
import { Emitter } from '#core/base/emitter.ts'
import { fault } from '#core/base/fault.ts'
import { type AbortSignalLike, openRemote, type Remote, RemoteGone } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { Token, TokenFault } from '#core/ports/token.ts'
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

/** The port Token for the core, over a channel to the token process. */
export function createTokenClient({ signWithin = 60_000, listWithin = 30_000 }: TokenClientOptions = {}): TokenClient {
  const changed = new Emitter<void>()
  let remote: Remote | undefined

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

  return {
    token: {
      list: () => call('list', undefined, listWithin, tokenCalls.list.answer),
      sign: (request, signal) => call('sign', request, signWithin, tokenCalls.sign.answer, signal),
      onDidChange: changed.on,
    },
    endSession: () => remote?.emit('sessionEnded', undefined),
    attach: (channel) => {
      remote?.close()
      const attached = openRemote(channel, () => Promise.reject(new Error('the token process calls nothing')))
      remote = attached
      attached.onEvent(({ name }) => name === 'changed' && changed.emit())
      attached.onClose(() => {
        if (remote !== attached) return
        remote = undefined
        changed.emit()
      })
      changed.emit()
    },
  }
}
