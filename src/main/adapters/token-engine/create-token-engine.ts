import type { z } from 'zod'
import type { Channel } from '#core/base/channel.ts'
import { fault } from '#core/base/fault.ts'
import { describeFailure, type Logger } from '#core/base/logger.ts'
import { type AbortSignalLike, openRemote, type Remote } from '#core/base/remote.ts'
import { err, type Result } from '#core/base/result.ts'
import type { TokenBackend } from '#core/ports/token-backend.ts'
import type { TokenFault } from '#core/ports/token.ts'
import { LeavePin, ticketLifetime, tokenCalls } from '#core/protocol/token.ts'
import { createTicketVault } from './ticket-vault.ts'
import { createTokenDirectory } from './token-directory.ts'
import { createTokenQueues } from './token-queues.ts'

export interface TokenEngineOptions {
  readonly backends: readonly TokenBackend[]
  readonly logger: Logger
  /** Milliseconds an unclaimed PIN lives, and a signature waits for one. Default: the protocol's. */
  readonly pinLifetime?: number
  /** Milliseconds after which a device that has not signed counts as hung. Default 60 000. */
  readonly stuckAfter?: number
  /**
   * A device hangs in native code, which nothing in this process can stop: the process should kill itself (SIGKILL,
   * since an orderly exit waits for the hung thread) and be started anew.
   */
  readonly onStuck?: () => void
  /**
   * A PIN went through this process and is no longer wanted: its session ended, or nothing was signed for `idleAfter`. The process should end:
   * PKCS#11's binding takes the PIN as a string, which only the end of the process takes out of memory.
   */
  readonly onSpent?: () => void
  /** Milliseconds. Default five minutes. */
  readonly idleAfter?: number
}

export interface TokenEngine {
  /** Calls `list` and `sign`, event `changed`. */
  readonly attachCore: (channel: Channel) => void
  /** Call `leavePin` and nothing else: a page can neither list nor sign. */
  readonly attachPage: (channel: Channel) => void
  /** Wipes every PIN, closes the back ends. */
  readonly close: () => Promise<void>
}

type SignRequest = z.infer<typeof tokenCalls.sign.input>

/** The work of the token process. PINs come from the page, signatures are asked for by the core, and a ticket joins the two. */
export function createTokenEngine(options: TokenEngineOptions): TokenEngine {
  const {
    backends,
    logger,
    pinLifetime = ticketLifetime,
    stuckAfter = 60_000,
    onStuck = () => {},
    onSpent = () => {},
    idleAfter = 5 * 60_000,
  } = options
  const vault = createTicketVault(pinLifetime)
  const queues = createTokenQueues()
  const directory = createTokenDirectory(backends)
  const remotes = new Set<Remote>()
  const cores = new Set<Remote>()
  /** Runs from the last PIN used; absent while none was. */
  let idle: NodeJS.Timeout | undefined

  const stopListening = backends.map((backend) =>
    backend.onDidChange(() => {
      directory.forget()
      for (const core of cores) core.emit('changed', undefined)
    }),
  )

  const watched = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => {
      logger.error('The device hangs', { milliseconds: stuckAfter })
      onStuck()
    }, stuckAfter)
    try {
      return await work
    } finally {
      clearTimeout(timer)
    }
  }

  const sign = async (
    { certificateId, ticket, toBeSigned }: SignRequest,
    signal: AbortSignalLike,
  ): Promise<Result<Uint8Array, TokenFault>> => {
    const pin = await vault.take(ticket, signal)
    if (pin === undefined) return err(signal.aborted ? fault('token/cancelled', 'retry') : fault('token/noPin', 'retry'))
    try {
      const place = await directory.locate(certificateId)
      if (!place.ok) return place
      const { backend, tokenId } = place.value
      const begun = performance.now()
      const outcome = await queues.run(tokenId, signal, () => watched(backend.sign({ tokenId, certificateId, pin, toBeSigned })))
      if (outcome !== 'cancelled' && !outcome.ok) directory.forget()
      const answer = outcome === 'cancelled' ? err(fault('token/cancelled', 'retry')) : outcome
      logger.info('Signature', { tag: answer.ok ? 'ok' : answer.error.tag, milliseconds: Math.round(performance.now() - begun) })
      return answer
    } finally {
      pin.fill(0)
      clearTimeout(idle)
      idle = setTimeout(onSpent, idleAfter)
    }
  }

  const open = (channel: Channel, handle: (name: string, input: unknown, signal: AbortSignalLike) => Promise<unknown>): Remote => {
    const remote = openRemote(channel, handle, (failure) => logger.error('A call failed', { failure: describeFailure(failure) }))
    remotes.add(remote)
    remote.onClose(() => {
      remotes.delete(remote)
      cores.delete(remote)
    })
    return remote
  }

  return {
    attachCore: (channel) => {
      const core = open(channel, async (name, input, signal) => {
        if (name === 'list') return directory.list()
        if (name === 'sign') return sign(tokenCalls.sign.input.parse(input), signal)
        throw new Error('unknown call')
      })
      cores.add(core)
      core.onEvent(({ name }) => name === 'sessionEnded' && idle !== undefined && onSpent())
    },
    attachPage: (channel) => {
      open(channel, async (name, input) => {
        if (name !== 'leavePin') throw new Error('unknown call')
        const { ticket, pin } = LeavePin.parse(input)
        vault.leave(ticket, pin)
        return { ok: true }
      })
    },
    close: async () => {
      clearTimeout(idle)
      vault.close()
      for (const stop of stopListening) stop()
      for (const remote of [...remotes]) remote.close()
      await Promise.all(backends.map((backend) => backend.close()))
    },
  }
}
