import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { findElectron } from '#tools/steps/electron.js'
import { asRoot, loginFormIn, painted } from './page.ts'
import { root } from './web-host.ts'

/** The Electron that ELECTRON_OVERRIDE_DIST_PATH names, with what the program needs beside it. */
export interface FoundElectron {
  readonly file: string
  readonly env: Readonly<Record<string, string>>
}

export const electronAtHand = async (): Promise<FoundElectron | undefined> =>
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined ? undefined : findElectron()

const launch = (electron: FoundElectron, folder: string, env: Readonly<Record<string, string>>): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: electron.file,
    args: [...asRoot, folder],
    env: { ...process.env, ...electron.env, ...env } as Record<string, string>,
    timeout: 90_000,
  })

async function end(app: ElectronApplication): Promise<void> {
  const child = app.process()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, 10_000))])
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await ended
}

export interface OpenProgram {
  readonly page: Page
  readonly end: () => Promise<void>
}

/** The program in Electron, once its window is there. */
export async function openProgram(electron: FoundElectron, dataFolder: string): Promise<OpenProgram> {
  const app = await launch(electron, root, { TEREZE_DATA: dataFolder })
  return { page: await app.firstWindow({ timeout: 90_000 }), end: () => end(app) }
}

/** Milliseconds to the usable login. */
export async function startProgram(electron: FoundElectron, dataFolder: string): Promise<number> {
  const began = performance.now()
  const program = await openProgram(electron, dataFolder)
  await loginFormIn(program.page)
  const usable = performance.now() - began
  await program.end()
  return usable
}

/** An application of one empty window. */
export function writeBareApp(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }))
  writeFileSync(
    join(folder, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron')\napp.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL('about:blank'))\n",
  )
}

/** Milliseconds until the empty window is painted. */
export async function startBareApp(electron: FoundElectron, folder: string): Promise<number> {
  const began = performance.now()
  const app = await launch(electron, folder, {})
  await painted(await app.firstWindow({ timeout: 90_000 }))
  const shown = performance.now() - began
  await end(app)
  return shown
}
