import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const root = join(import.meta.dirname, '../..')

export interface WebHost {
  readonly link: string
  readonly stop: () => Promise<void>
}

const linkOf = (host: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (host.stdout === null) return reject(new Error('No output'))
    createInterface({ input: host.stdout }).on('line', (line) => {
      if (line.startsWith('{"tereze":"ready"')) resolve((JSON.parse(line) as { link: string }).link)
    })
    host.once('exit', (code) => reject(new Error(`The web host ended with ${code}`)))
  })

/** The built web host, once it has printed its link. */
export async function startWebHost(dataFolder: string): Promise<WebHost> {
  const host = spawn(process.execPath, [join(root, 'out/main/web.js')], {
    env: { ...process.env, TEREZE_DATA: dataFolder, TEREZE_PORT: '0', TEREZE_NO_WINDOW: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    link: await linkOf(host),
    stop: async () => {
      const ended = new Promise((resolve) => host.once('exit', resolve))
      host.kill('SIGTERM')
      await ended
    },
  }
}

/** Until a bare Node has started and ended. */
export const bareNode = (): Promise<void> =>
  new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
      .once('error', reject)
      .once('exit', () => resolve())
  })
