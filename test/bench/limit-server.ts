import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface LimitServer {
  readonly port: number
  readonly stop: () => Promise<void>
}

/** One of the bare servers in limits/, as a process of its own. */
export async function startLimitServer(name: 'echo-server' | 'keeping-server', args: readonly string[] = []): Promise<LimitServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'limits', `${name}.ts`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(Number(line)))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
