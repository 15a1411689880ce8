import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, type Page, test as base } from '@playwright/test'
import { gatewayUrlOf, misbehave } from '#test/harness/gateway-records.ts'
import { childPidOf, startWorkstation } from '#test/harness/workstation.ts'

/** The program as one of its hosts shows it, with a data folder of its own. */
export interface OpenHost {
  readonly page: Page
  readonly dataFolder: string
  /** The gateway does so from now on; without faults it is well again. */
  readonly gatewayDoes: (faults: Parameters<typeof misbehave>[1]) => Promise<void>
  /** `kill -9` of the core; resolves when the host has started another. */
  readonly killCore: () => Promise<void>
}

const root = join(import.meta.dirname, '../..')

export const electronFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
const electronBinary = electronFolder === undefined ? undefined : join(electronFolder, 'electron')

/** What the tests need of a running program, whichever host it is. */
interface Opened {
  readonly page: Page
  readonly hostPid: number
  readonly stop: () => Promise<void>
}

async function killCoreOf(hostPid: number): Promise<void> {
  const pid = childPidOf(hostPid, 'core')
  if (pid === undefined) throw new Error('No core runs')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => childPidOf(hostPid, 'core') ?? pid, { timeout: 30_000 }).not.toBe(pid)
}

const hostOf = ({ page, hostPid }: Opened, dataFolder: string): OpenHost => ({
  page,
  dataFolder,
  gatewayDoes: (faults) => misbehave(gatewayUrlOf(join(dataFolder, 'gateway')), faults),
  killCore: () => killCoreOf(hostPid),
})

async function openWeb(page: Page, dataFolder: string): Promise<Opened> {
  const { link, hostPid, stop } = await startWorkstation({ dataFolder, keepData: true })
  await page.goto(link())
  return { page, hostPid, stop }
}

async function openElectron(dataFolder: string): Promise<Opened> {
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
    hostPid: child.pid ?? 0,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, 10_000))])
      if (child.exitCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}

interface WorkerFixtures {
  /** Whose program it is: `test.use({ day: … })` gives a file one of its own, files with the same name share one. */
  readonly day: string
  readonly host: OpenHost
}

/** One program for all tests of a file: they go on from one another as a working day does. */
export const test = base.extend<object, WorkerFixtures>({
  day: ['', { scope: 'worker', option: true }],
  host: [
    async ({ browser }, use, info) => {
      const kind = info.project.name
      base.skip(
        kind === 'electron' && (electronBinary === undefined || !existsSync(electronBinary)),
        'No Electron to be had: set ELECTRON_OVERRIDE_DIST_PATH',
      )
      const dataFolder = mkdtempSync(join(tmpdir(), 'tereze-e2e-'))
      if (kind === 'electron') {
        const opened = await openElectron(dataFolder)
        await use(hostOf(opened, dataFolder))
        await opened.stop()
      } else {
        const context = await browser.newContext({
          locale: 'kk-KZ',
          timezoneId: 'Asia/Almaty',
          viewport: { width: 1366, height: 768 },
          acceptDownloads: true,
        })
        const opened = await openWeb(await context.newPage(), dataFolder)
        await use(hostOf(opened, dataFolder))
        await context.close()
        await opened.stop()
      }
      rmSync(dataFolder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

export { expect }
