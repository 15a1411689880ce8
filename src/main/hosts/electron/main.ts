// Electron's shell: starts the processes, opens the window, hands the page its ports. It holds no logic.
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain, powerMonitor, type WebContents } from 'electron'
import { claimData, claimSentence } from '#hosts/common/claim-data.ts'
import { nodeStarter } from '#hosts/common/node-starter.ts'
import { portChannel } from '#hosts/common/message-port.ts'
import { relay } from '#hosts/common/relay.ts'
import { dataFolderOf, readSettings } from '#hosts/common/settings.ts'
import type { Supervised } from '#hosts/common/supervise.ts'
import { startWorkstation, type Workstation } from '#hosts/common/workstation.ts'
import { safeKeyStore } from './key-store.ts'
import { denyPermissions, openWindow } from './open-window.ts'
import { pageOrigin, servePageFiles } from './page-protocol.ts'
import { takesPorts, utilityStarter } from './utility-starter.ts'

const here = import.meta.dirname
const settings = readSettings(process.env)
const dataFolder = dataFolderOf(settings, 'electron')
const node = process.env['TEREZE_CORE_NODE']
const say = (line: string): void => void process.stdout.write(`${line}\n`)
let pages = 0
let workstation: Workstation | undefined
let stopping = false

app.setPath('userData', join(dataFolder, 'shell'))

/** One end of a new pipe to the page, the other to the child: directly, or through here where the child is a foreign process. */
function connectPage(contents: WebContents, kind: 'core' | 'token', supervised: Supervised): void {
  const child = supervised.current()
  if (child === undefined || contents.isDestroyed()) return
  const { port1, port2 } = new MessageChannelMain()
  const name = `${kind === 'core' ? 'page' : 'pin'}:${++pages}`
  if (takesPorts(child)) child.give(name, port1)
  else relay(portChannel(port1), child.connect(name))
  contents.postMessage('tereze:port', kind, [port2])
}

/** Pages that asked for their ports: each gets new ones whenever a process comes up. */
const waiting = new Set<WebContents>()

function connectAll(kind: 'core' | 'token', supervised: Supervised): void {
  for (const contents of waiting) connectPage(contents, kind, supervised)
}

function welcomePages(): void {
  ipcMain.on('tereze:ready', ({ sender, senderFrame }) => {
    if (senderFrame?.url.startsWith(`${pageOrigin}/`) !== true) return
    waiting.add(sender)
    sender.once('destroyed', () => waiting.delete(sender))
    if (workstation === undefined) return
    connectPage(sender, 'core', workstation.core)
    connectPage(sender, 'token', workstation.token)
  })
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized() === true) window.restore()
  window?.show()
  window?.focus()
}

async function start(): Promise<void> {
  // Electron's own lock knows other Electrons only: the web host may have the same data.
  const claim = await claimData(dataFolder, showWindow)
  if (!claim.ok) {
    dialog.showErrorBox('Терезе', claimSentence(claim.error).replace(' / ', '\n\n'))
    return app.exit(1)
  }
  servePageFiles(join(here, '../renderer'))
  denyPermissions()
  welcomePages()
  Menu.setApplicationMenu(null)
  // The page loads while the processes come up.
  openWindow(join(here, '../preload/index.cjs'), settings.TEREZE_TRAINING)
  const starter = node === undefined ? utilityStarter(here) : nodeStarter(node, here)
  const keyStore = safeKeyStore(join(dataFolder, 'key.sealed'), settings.TEREZE_TRAINING || settings.TEREZE_ALLOW_UNPROTECTED_KEY)
  const running = await startWorkstation({ starter, settings, dataFolder, keyStore, version: app.getVersion(), say })
  workstation = running
  for (const [kind, supervised] of [
    ['core', running.core],
    ['token', running.token],
  ] as const) {
    connectAll(kind, supervised)
    supervised.onUp(() => connectAll(kind, supervised))
  }
  powerMonitor.on('resume', running.woke)
  say(JSON.stringify({ tereze: 'ready' }))
}

if (!app.requestSingleInstanceLock()) app.quit()
else {
  app.on('second-instance', showWindow)
  app.on('web-contents-created', (_event, contents) => contents.on('will-attach-webview', (event) => event.preventDefault()))
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (stopping || workstation === undefined) return
    event.preventDefault()
    stopping = true
    void workstation.stop().finally(() => app.quit())
  })
  void app
    .whenReady()
    .then(start)
    .catch((failure: unknown) => {
      dialog.showErrorBox(
        'Терезе',
        `Бағдарлама іске қосылмады. / Программа не запустилась.\n\n${failure instanceof Error ? `${failure.name}: ${failure.message}` : ''}`,
      )
      app.exit(1)
    })
}
