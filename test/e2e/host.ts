import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page, test as base } from '@playwright/test'
import { startWorkstation } from '#test/harness/workstation.ts'

/** The program as one of its hosts shows it, with a data folder of its own. */
export interface OpenHost {
  readonly page: Page
  readonly dataFolder: string
}

const root = join(import.meta.dirname, '../..')

export const electronFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
const electronBinary = electronFolder === undefined ? undefined : join(electronFolder, 'electron')

async function openWeb(page: Page, dataFolder: string): Promise<() => Promise<void>> {
  const workstation = await startWorkstation({ dataFolder, keepData: true })
  await page.goto(workstation.link())
  return workstation.stop
}

async function openElectron(dataFolder: string): Promise<{ readonly page: Page; readonly stop: () => Promise<void> }> {
  const root0 = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: electronBinary ?? '',
    args: [...root0, root],
    env: { ...process.env, TEREZE_DATA: dataFolder, TEREZE_CORE_NODE: join(root, 'node_modules/node/bin/node') } as Record<string, string>,
    timeout: 90_000,
    locale: 'kk-KZ',
    timezoneId: 'Asia/Almaty',
  })
  const page = await app.firstWindow({ timeout: 90_000 })
  const child = app.process()
  return {
    page,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, 10_000))])
      if (child.exitCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}

/** One program for all tests of a file: they go on from one another as a working day does. */
export const test = base.extend<object, { readonly host: OpenHost }>({
  host: [
    async ({ browser }, use, info) => {
      const kind = info.project.name
      base.skip(kind === 'electron' && (electronBinary === undefined || !existsSync(electronBinary)), 'No Electron to be had: set ELECTRON_OVERRIDE_DIST_PATH')
      const dataFolder = mkdtempSync(join(tmpdir(), 'tereze-e2e-'))
      if (kind === 'electron') {
        const { page, stop } = await openElectron(dataFolder)
        await use({ page, dataFolder })
        await stop()
      } else {
        const context = await browser.newContext({ locale: 'kk-KZ', timezoneId: 'Asia/Almaty', viewport: { width: 1366, height: 768 }, acceptDownloads: true })
        const page = await context.newPage()
        const stop = await openWeb(page, dataFolder)
        await use({ page, dataFolder })
        await context.close()
        await stop()
      }
      rmSync(dataFolder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

export { expect } from '@playwright/test'
