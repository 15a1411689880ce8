import type { Channel } from '#core/base/channel.ts'
import type { Unsubscribe } from '#core/base/emitter.ts'

/** A child process as its host holds it. */
export interface HostedProcess {
  readonly pid: number | undefined
  /** Opens a channel of this name in the child; the host's end. */
  readonly connect: (name: string) => Channel
  readonly onExit: (listener: (code: number | null) => void) => Unsubscribe
  /** Whole lines of its standard output. */
  readonly onLine: (listener: (line: string) => void) => Unsubscribe
  /** Asks it to end, and kills it if it has not after three seconds. */
  readonly stop: () => Promise<void>
}

/**
 * V8 keeps up to 16 MiB three times over for new objects in every process; small ones cost no speed here (docs/benchmarks.md) and halve what the
 * core holds on to after a burst of printing.
 */
export const childFlags = ['--max-semi-space-size=4'] as const

export interface StartOptions {
  readonly arguments?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** How a host starts the program's own processes: only Electron's main may fork a utility process. */
export interface ProcessStarter {
  /** `entry` is the name of a built entry: core, token, gateway, training. */
  readonly start: (entry: string, options?: StartOptions) => HostedProcess
  /** Ties a channel of one child to a channel of another, directly where the host can. */
  readonly join: (a: HostedProcess, nameInA: string, b: HostedProcess, nameInB: string) => void
}
