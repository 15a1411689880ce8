// The web host: the same page and the same core, for an installed Chromium, where no Electron is to be had.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Channel } from '#core/base/channel.ts'
import type { HostedProcess } from '#hosts/common/hosted-process.ts'
import { fileKeyStore } from '#hosts/common/key-store.ts'
import { nodeStarter } from '#hosts/common/node-starter.ts'
import { relay } from '#hosts/common/relay.ts'
import { dataFolderOf, readSettings } from '#hosts/common/settings.ts'
import { startWorkstation, type Workstation } from '#hosts/common/workstation.ts'
import { Access } from './access.ts'
import { servePage, type SocketKind } from './serve-page.ts'

const here = import.meta.dirname
const settings = readSettings(process.env)
const dataFolder = dataFolderOf(settings, 'web')
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const version = (JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8')) as { version: string }).version

const access = new Access()
let workstation: Workstation | undefined
let pages = 0

const childOf = (kind: SocketKind): HostedProcess | undefined => (kind === 'core' ? workstation?.core : workstation?.token)?.current()

function onSocket(kind: SocketKind, channel: Channel): void {
  const child = childOf(kind)
  if (child === undefined) return channel.close()
  relay(channel, child.connect(kind === 'core' ? `page:${++pages}` : `pin:${++pages}`))
}

const announce = (): void => say(JSON.stringify({ tereze: 'ready', link: `http://127.0.0.1:${server.port}/?key=${access.key}` }))

// The page is served first: the browser loads it while the processes come up.
const server = await servePage({
  folder: join(here, '../renderer'),
  port: settings.TEREZE_PORT,
  access,
  isUp: (kind) => childOf(kind) !== undefined,
  onSocket,
  onLinkSpent: () => announce(),
})

/** Opens the page in a window of its own where there is a display and a browser. */
function openWindow(): void {
  if (process.platform !== 'linux' || process.env['DISPLAY'] === undefined || process.env['TEREZE_NO_WINDOW'] === '1') return
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = spawn(
    'chromium',
    [
      `--app=http://127.0.0.1:${server.port}/?key=${access.key}`,
      `--user-data-dir=${join(dataFolder, 'browser')}`,
      '--no-first-run',
      ...root,
    ],
    { stdio: 'ignore', detached: true },
  )
  browser.on('error', () => {})
  browser.unref()
}

async function stop(): Promise<void> {
  server.close()
  await workstation?.stop()
  process.exit(0)
}

async function start(): Promise<void> {
  const keyStore = fileKeyStore(join(dataFolder, 'key'))
  workstation = await startWorkstation({ starter: nodeStarter(process.execPath, here), settings, dataFolder, keyStore, version, say })
}

process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
announce()
openWindow()
await start()
