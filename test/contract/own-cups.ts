import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { execFile } from 'node:child_process'

const run = promisify(execFile)

export interface OwnCups {
  /** Path of the scheduler's socket. */
  readonly server: string
  readonly queue: string
  /** What the printer received, job after job. */
  readonly received: readonly Buffer[]
  readonly addQueue: (asDefault: boolean) => Promise<void>
  readonly stop: () => Promise<void>
}

const cupsd = '/usr/sbin/cupsd'
export const hasCups = existsSync(cupsd) && existsSync('/usr/lib/cups/backend/socket') && process.getuid?.() === 0

/** A real CUPS scheduler of our own in a temporary folder; its one printer is a network printer (port 9100's protocol) played by a TCP server. */
export async function startOwnCups(): Promise<OwnCups> {
  const folder = await mkdtemp(join(tmpdir(), 'own-cups-'))
  await chmod(folder, 0o755)
  for (const part of ['etc/ppd', 'spool/tmp', 'cache', 'run', 'log']) await mkdir(join(folder, part), { recursive: true })
  const server = join(folder, 'run/cups.sock')
  await writeFile(
    join(folder, 'etc/cupsd.conf'),
    `Listen ${server}\nLogLevel warn\nBrowsing No\nDefaultAuthType None\n<Location />\n  Order allow,deny\n  Allow all\n</Location>\n<Policy default>\n  <Limit All>\n    Order allow,deny\n    Allow all\n  </Limit>\n</Policy>\n`,
  )
  await writeFile(
    join(folder, 'etc/cups-files.conf'),
    [
      'ServerRoot etc',
      'RequestRoot spool',
      'TempDir spool/tmp',
      'CacheDir cache',
      'StateDir run',
      'AccessLog log/access',
      'ErrorLog log/error',
      'PageLog log/page',
    ]
      .map((line) => line.replace(' ', ` ${folder}/`))
      .join('\n') + '\n',
  )
  const received: Buffer[] = []
  const printer = createServer((socket) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('end', () => {
      received.push(Buffer.concat(chunks))
      socket.end()
    })
  })
  printer.listen(0, '127.0.0.1')
  await once(printer, 'listening')
  const address = printer.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const scheduler: ChildProcess = spawn(cupsd, ['-f', '-c', join(folder, 'etc/cupsd.conf'), '-s', join(folder, 'etc/cups-files.conf')], {
    stdio: 'ignore',
  })
  for (let tries = 0; tries < 100 && !existsSync(server); tries++) await wait(50)
  const queue = 'Tereze_test'
  const env = { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' }
  return {
    server,
    queue,
    received,
    addQueue: async (asDefault) => {
      await run('lpadmin', ['-p', queue, '-E', '-v', `socket://127.0.0.1:${port}`, '-m', 'raw'], { env })
      if (asDefault) await run('lpadmin', ['-d', queue], { env })
    },
    stop: async () => {
      if (scheduler.exitCode === null) {
        scheduler.kill('SIGTERM')
        await Promise.race([once(scheduler, 'exit'), wait(5000).then(() => scheduler.kill('SIGKILL'))])
      }
      printer.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
