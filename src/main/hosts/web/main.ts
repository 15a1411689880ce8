// The web host: the same page and the same core, for an installed Chromium, where no Electron is to be had.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Channel } from '#core/base/channel.ts'
import { claimData, claimSentence } from '#hosts/common/claim-data.ts'
import type { HostedProcess } from '#hosts/common/hosted-process.ts'
import { fileKeyStore } from '#hosts/common/key-store.ts'
import { nodeStarter } from '#hosts/common/node-starter.ts'
import { relay } from '#hosts/common/relay.ts'
import { dataFolderOf, readSettings } from '#hosts/common/settings.ts'
import { startWorkstation, type Workstation } from '#hosts/common/workstation.ts'
import { Access } from './access.ts'
import { type PageServer, servePage, type SocketKind } from './serve-page.ts'

const here = import.meta.dirname
const settings = readSettings(process.env)
const dataFolder = dataFolderOf(settings, 'web')
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const version = (JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8')) as { version: string }).version

const access = new Access()
/** sysexits.h: EX_TEMPFAIL, EX_NOPERM. */
const exitInUse = 75
const exitForbidden = 77
let workstation: Workstation | undefined
let pages = 0

const childOf = (kind: SocketKind): HostedProcess | undefined => (kind === 'core' ? workstation?.core : workstation?.token)?.current()

function onSocket(kind: SocketKind, channel: Channel): void {
  const child = childOf(kind)
  if (child === undefined) return channel.close()
  relay(channel, child.connect(kind === 'core' ? `page:${++pages}` : `pin:${++pages}`))
}

const announce = (): void => say(JSON.stringify({ tereze: 'ready', link: `http://127.0.0.1:${server.port}/?key=${access.key}` }))

const claim = await claimData(dataFolder, () => {
  announce()
  openWindow()
})
if (!claim.ok) {
  say(JSON.stringify({ tereze: 'refused', ...claim.error }))
  say(claimSentence(claim.error))
  process.exit(claim.error.tag === 'storage/forbidden' ? exitForbidden : exitInUse)
}

const serve = (port: number): Promise<PageServer> =>
  servePage({
    folder: join(here, '../renderer'),
    port,
    access,
    isUp: (kind) => childOf(kind) !== undefined,
    onSocket,
    onLinkSpent: () => announce(),
  })
// The page is served first: the browser loads it while the processes come up. Its port may be another program's, or of another data folder.
const server = await serve(settings.TEREZE_PORT).catch((failure: unknown) => {
  if (settings.TEREZE_PORT === 0 || !(failure instanceof Error) || !('code' in failure) || failure.code !== 'EADDRINUSE') throw failure
  return serve(0)
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
