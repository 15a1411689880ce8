import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import type { Channel } from '#core/base/channel.ts'
import { fault } from '#core/base/fault.ts'
import { describeFailure, type Logger } from '#core/base/logger.ts'
import { type AbortSignalLike, openRemote, type Remote } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { TokenBackend } from '#core/ports/token-backend.ts'
import type { TokenFault } from '#core/ports/token.ts'
import { LeavePin, ticketLifetime, tokenCalls } from '#core/protocol/token.ts'
import { diagnoseTokens, type TokenSurroundings } from './diagnose-tokens.ts'
import { createKeptLogins } from './kept-logins.ts'
import { createTicketVault } from './ticket-vault.ts'
import { createTokenDirectory, type TokenPlace } from './token-directory.ts'
import { createTokenQueues } from './token-queues.ts'

export interface TokenEngineOptions {
  readonly backends: readonly TokenBackend[]
  readonly surroundings?: TokenSurroundings
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
   * A PIN went through this process and is no longer wanted: its session ended, or nothing was signed for `idleAfter` and no login is kept. The process should end:
   * PKCS#11's binding takes the PIN as a string, which only the end of the process takes out of memory.
   */
  readonly onSpent?: () => void
  /** Milliseconds. Default five minutes. */
  readonly idleAfter?: number
}

export interface TokenEngine {
  /** Calls `list`, `sign`, `endLogins` and `diagnose`, event `changed`. */
  readonly attachCore: (channel: Channel) => void
  /** Call `leavePin` and nothing else: a page can neither list nor sign. */
  readonly attachPage: (channel: Channel) => void
  /** Wipes every PIN, closes the back ends. */
  readonly close: () => Promise<void>
}

/** So long the end of a session waits for a busy token to log out, milliseconds. */
const logOutWithin = 1_000

type SignRequest = z.infer<typeof tokenCalls.sign.input>

/** The work of the token process. PINs come from the page, signatures are asked for by the core, and a ticket joins the two. */
export function createTokenEngine(options: TokenEngineOptions): TokenEngine {
  const {
    backends,
    surroundings,
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
  const never = new AbortController().signal
  const remotes = new Set<Remote>()
  const cores = new Set<Remote>()
  /** Runs from the last PIN used; absent while none was. */
  let idle: NodeJS.Timeout | undefined

  const tellChange = (): void => {
    for (const core of cores) core.emit('changed', undefined)
  }
  const endLogin = async ({ backend, tokenId }: TokenPlace): Promise<void> => {
    await queues.run(tokenId, never, () => backend.logOut(tokenId))
    logins.drop(tokenId)
  }
  const logins = createKeptLogins((place) => void endLogin(place).then(tellChange))
  const endLogins = async (): Promise<void> => {
    const ended = logins.all().map(endLogin)
    await Promise.all(ended)
    if (ended.length > 0) tellChange()
  }
  const endSession = async (): Promise<void> => {
    await Promise.race([endLogins(), pause(logOutWithin, undefined, { ref: false })])
    onSpent()
  }
  const idleFor = (milliseconds: number): NodeJS.Timeout =>
    setTimeout(() => {
      if (logins.all().length === 0) onSpent()
      else idle = idleFor(milliseconds)
    }, milliseconds)

  const stopListening = backends.map((backend) =>
    backend.onDidChange(() => {
      directory.forget()
      tellChange()
    }),
  )

  // A card without a driver changes no back end: what the page is told changes all the same.
  const stopWatching = surroundings?.readers.onDidChange(() => {
    for (const backend of backends) backend.lookAgain?.()
    directory.forget()
    tellChange()
  })

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
    { certificateId, ticket, keepFor, toBeSigned }: SignRequest,
    signal: AbortSignalLike,
  ): Promise<Result<Uint8Array, TokenFault>> => {
    const pin = ticket === undefined ? undefined : await vault.take(ticket, signal)
    if (ticket !== undefined && pin === undefined)
      return err(signal.aborted ? fault('token/cancelled', 'retry') : fault('token/noPin', 'retry'))
    try {
      const place = await directory.locate(certificateId)
      if (!place.ok) return place
      const { backend, tokenId } = place.value
      const keepLogin = keepFor !== undefined || pin === undefined
      const signNow = async () => {
        logins.hold(tokenId)
        try {
          return await watched(backend.sign({ tokenId, certificateId, keepLogin, toBeSigned, ...(pin === undefined ? {} : { pin }) }))
        } finally {
          logins.keep(place.value, keepFor)
        }
      }
      const begun = performance.now()
      const outcome = await queues.run(tokenId, signal, signNow)
      if (outcome !== 'cancelled' && !outcome.ok) directory.forget()
      const answer = outcome === 'cancelled' ? err(fault('token/cancelled', 'retry')) : outcome
      logger.info('Signature', { tag: answer.ok ? 'ok' : answer.error.tag, milliseconds: Math.round(performance.now() - begun) })
      return answer
    } finally {
      pin?.fill(0)
      clearTimeout(idle)
      idle = idleFor(idleAfter)
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
        if (name === 'diagnose') return ok(await diagnoseTokens(backends, surroundings))
        if (name === 'endLogins') return endLogins().then(() => ok(null))
        throw new Error('unknown call')
      })
      cores.add(core)
      core.onEvent(({ name }) => name === 'sessionEnded' && idle !== undefined && void endSession())
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
      stopWatching?.()
      surroundings?.readers.close()
      for (const stop of stopListening) stop()
      for (const remote of [...remotes]) remote.close()
      await Promise.all(backends.map((backend) => backend.close()))
    },
  }
}
