import { BrowserWindow, session } from 'electron'
import { pageOrigin } from './page-protocol.ts'

const screen = { width: 1366, height: 768, minWidth: 1024, minHeight: 640 }

/** No permission is ever asked for, so none is ever given. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}

/** The one window: sandboxed, isolated, unable to go or open anywhere else. */
export function openWindow(preload: string, training: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...screen,
    show: false,
    title: training ? 'Терезе — ОҚУ РЕЖИМІ' : 'Терезе',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: training,
    },
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${pageOrigin}/`)) event.preventDefault()
  })
  window.webContents.on('will-attach-webview', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${pageOrigin}/index.html`)
  return window
}
