import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'
import type { Bridge, OperationName } from '#core/contract/client.ts'
import { makeBridge } from '#core/contract/make-bridge.ts'
import { operations } from '#core/contract/operations.ts'
import { socketChannel } from '#hosts/web/socket-channel.ts'
import { gatewayUrlOf } from './gateway-records.ts'

export interface TestWorkstation {
  readonly bridge: Bridge
  readonly dataFolder: string
  /** What the host printed so far. */
  readonly output: () => string
  /** The link of the next page. */
  readonly link: () => string
  /** Process id of the host's child with this entry: core, token, gateway. */
  readonly childPid: (entry: string) => number | undefined
  readonly hostPid: number
  /** `kill -9` of that child; resolves when the host has started it anew and, for core and token, the page reaches it. */
  readonly killChild: (entry: 'core' | 'token' | 'gateway') => Promise<void>
  /** Resolves when the page has a core again. */
  readonly connected: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly killHost: () => Promise<void>
}

export interface StartWorkstation {
  readonly dataFolder?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly keepData?: boolean
}

/** The program as `electron-vite build` makes it; another build may be named. */
const built = process.env['TEREZE_BUILT'] ?? join(import.meta.dirname, '../../out/main')

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'tereze-test-'))

const childrenOf = (pid: number): readonly number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Process id of this process's child that runs this entry: core, token, gateway. */
export const childPidOf = (parent: number, entry: string): number | undefined =>
  childrenOf(parent).find((pid) => commandOf(pid).includes(`/${entry}.js`))

function waitForLink(host: ChildProcess, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    if (host.stdout === null) return reject(new Error('No output'))
    createInterface({ input: host.stdout }).on('line', (line) => {
      onLine(line)
      if (!line.startsWith('{"tereze":"ready"')) return
      resolve((JSON.parse(line) as { link: string }).link)
    })
    host.once('exit', (code) => reject(new Error(`The host ended with ${code}`)))
  })
}

/** The counter opens before its tokens are there: tests that sign wait for them, those without tokens go on after a while. */
async function tokensListed(bridge: Bridge): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const status = await bridge.api['header/status']({})
    if (!status.ok || status.value.token.state === 'present') return
    await wait(100)
  }
}

/** The built web host as a process of its own, and a page's bridge over its real sockets. */
export async function startWorkstation({
  dataFolder = newFolder(),
  environment = {},
  keepData = false,
}: StartWorkstation = {}): Promise<TestWorkstation> {
  let output = ''
  let link = ''
  const host = spawn(process.execPath, [join(built, 'web.js')], {
    env: { ...process.env, TEREZE_DATA: dataFolder, TEREZE_PORT: '0', TEREZE_NO_WINDOW: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  host.stderr?.on('data', (data: Buffer) => (output += data.toString()))
  link = await waitForLink(host, (line) => {
    output += `${line}\n`
    if (line.startsWith('{"tereze":"ready"')) link = (JSON.parse(line) as { link: string }).link
  }).catch((failure: unknown) => {
    throw new Error(`${String(failure)}\n${output}`)
  })
  const { origin } = new URL(link)
  const entered = await fetch(link, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { bridge, attachCore, attachToken } = makeBridge('web', Object.keys(operations) as OperationName[])
  let stopped = false
  let isConnected = false
  const waiting: (() => void)[] = []
  bridge.onConnection((connected) => {
    isConnected = connected
    if (connected) for (const resolve of waiting.splice(0)) resolve()
  })
  const keepOpen = (path: string, attach: typeof attachCore): void => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/${path}`, { headers: { cookie, origin } })
    socket.binaryType = 'nodebuffer'
    socket.on('open', () => attach(socketChannel(socket)))
    socket.on('error', () => {})
    socket.on('close', () => !stopped && setTimeout(() => keepOpen(path, attach), 100))
  }
  keepOpen('core', attachCore)
  keepOpen('token', attachToken)
  const connected = (): Promise<void> => (isConnected ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)))
  await connected()
  await tokensListed(bridge)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    stopped = true
    const ended = new Promise((resolve) => host.once('exit', resolve))
    if (host.exitCode === null && host.signalCode === null) {
      host.kill(signal)
      await ended
    }
    if (!keepData) rmSync(dataFolder, { recursive: true, force: true })
  }
  const childPid = (entry: string): number | undefined => childPidOf(host.pid ?? 0, entry)
  const isReached = async (entry: string): Promise<boolean> => {
    if (entry === 'core') {
      const answer = await bridge.api['session/current']({})
      return answer.ok || answer.error.tag !== 'core/down'
    }
    if (entry === 'token')
      return (await bridge.leavePin(randomUUID(), Uint8Array.of(48))) && (await bridge.api['signing/certificates']({ purpose: 'login' })).ok
    const health = await fetch(`${gatewayUrlOf(join(dataFolder, 'gateway'))}/health`).catch(() => undefined)
    return health?.ok === true
  }
  const killChild = async (entry: string): Promise<void> => {
    const pid = childPid(entry)
    if (pid === undefined) throw new Error(`No ${entry} runs`)
    process.kill(pid, 'SIGKILL')
    for (const end = Date.now() + 30_000; ; await wait(20)) {
      const next = childPid(entry)
      if (next !== undefined && next !== pid && (await isReached(entry))) return
      if (Date.now() > end) throw new Error(`The ${entry} did not come back\n${output}`)
    }
  }
  return {
    bridge,
    dataFolder,
    connected,
    output: () => output,
    link: () => link,
    hostPid: host.pid ?? 0,
    childPid,
    killChild,
    stop: () => end('SIGTERM'),
    killHost: () => end('SIGKILL'),
  }
}

/** Every file below a folder. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
