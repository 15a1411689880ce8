import { Emitter, type Unsubscribe } from '#core/base/emitter.ts'
import type { HostedProcess } from './hosted-process.ts'

/** Delays before the first, second … start after a death, milliseconds; the last one stays. */
const delays = [100, 500, 1_000, 2_000, 5_000]
/** After an end of its own accord (exit code 0: the token process after a session) it is wanted again at once. */
const orderlyDelay = 20
/** A process that lived so long died of something new. */
const goodLife = 60_000

export interface Supervised {
  /** The process that runs now; undefined between a death and the next start. */
  readonly current: () => HostedProcess | undefined
  /** It is up and has its configuration. Called for the first start too. */
  readonly onUp: (listener: (process: HostedProcess) => void) => Unsubscribe
  readonly onDown: (listener: (code: number | null) => void) => Unsubscribe
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Keeps a process alive: a death is an event, not the end. Only the first start may fail, for whoever asked for it.
 * @param launch starts it and gives it its configuration; where that fails it leaves no process behind
 */
export function supervise(launch: () => Promise<HostedProcess>): Supervised {
  const up = new Emitter<HostedProcess>()
  const down = new Emitter<number | null>()
  let current: HostedProcess | undefined
  let deaths = 0
  let stopping = false
  let timer: NodeJS.Timeout | undefined

  const delayAfterDeath = (born: number): number => {
    deaths = Date.now() - born > goodLife ? 0 : deaths + 1
    return delays[Math.min(deaths, delays.length) - 1] ?? orderlyDelay
  }

  const startAfter = (delay: number): void => {
    if (stopping) return
    timer = setTimeout(() => {
      const began = Date.now()
      // It died again before it had its configuration, or could not be started at all: that is a death like any other.
      start().catch(() => startAfter(delayAfterDeath(began)))
    }, delay)
  }

  const start = async (): Promise<void> => {
    const born = Date.now()
    const process = await launch()
    if (stopping) return process.stop()
    current = process
    process.onExit((code) => {
      if (current !== process) return
      current = undefined
      down.emit(code)
      startAfter(code === 0 ? orderlyDelay : delayAfterDeath(born))
    })
    up.emit(process)
  }

  return {
    current: () => current,
    onUp: up.on,
    onDown: down.on,
    start,
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await current?.stop()
    },
  }
}
