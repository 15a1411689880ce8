import type { HostedProcess } from '#hosts/common/hosted-process.ts'

/** A process that comes back the moment it dies. */
export interface Kept {
  readonly current: () => HostedProcess | undefined
  /** `kill -9`; resolves when the next one is up. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * The program's own supervision waits longer after each death, which is right at a counter; a run with two hundred kills has no time for that.
 * @param launch starts it and gives it its configuration
 * @param onUp for the first one too
 */
export async function keepAlive(launch: () => Promise<HostedProcess>, onUp: (process: HostedProcess) => void): Promise<Kept> {
  let current: HostedProcess | undefined
  let stopping = false
  let waiting: (() => void)[] = []

  const start = async (): Promise<void> => {
    const process = await launch()
    current = process
    process.onExit(() => {
      current = undefined
      if (!stopping) void startAgain()
    })
    onUp(process)
    for (const resolve of waiting.splice(0)) resolve()
  }
  const startAgain = (): Promise<void> => start().catch(() => (stopping ? undefined : startAgain()))

  await start()
  return {
    current: () => current,
    kill: async () => {
      const next = new Promise<void>((resolve) => waiting.push(resolve))
      if (current?.pid !== undefined) process.kill(current.pid, 'SIGKILL')
      await next
    },
    stop: async () => {
      stopping = true
      waiting = []
      await current?.stop()
    },
  }
}
