import { type Benchmark, timesFigure } from './figure.ts'
import { chromiumFile, launchChromium, loginFormIn, painted } from './page.ts'
import { inTemporaryFolder } from './temporary-folder.ts'
import { bareNode, startWebHost } from './web-host.ts'

const what = 'Start on the web host, to the usable login'

/** One start after the other: the host, then the browser that its link is opened in. */
async function startProgram(dataFolder: string): Promise<{ readonly ready: number; readonly usable: number }> {
  const began = performance.now()
  const host = await startWebHost(dataFolder)
  const ready = performance.now() - began
  const browser = await launchChromium()
  const page = await browser.newPage()
  await page.goto(host.link)
  await loginFormIn(page)
  const usable = performance.now() - began
  await browser.close()
  await host.stop()
  return { ready, usable }
}

async function startNothing(): Promise<number> {
  const began = performance.now()
  await bareNode()
  const browser = await launchChromium()
  const page = await browser.newPage()
  await painted(page)
  const shown = performance.now() - began
  await browser.close()
  return shown
}

export const startWeb: Benchmark = {
  name: 'start-web',
  run: async ({ quick }) => {
    if (chromiumFile === undefined) return [{ what, missing: 'no Chromium' }]
    return inTemporaryFolder(async (dataFolder) => {
      // The first start makes the training keys and people: no everyday start does.
      await (await startWebHost(dataFolder)).stop()
      await startNothing()
      const program: { readonly ready: number; readonly usable: number }[] = []
      const nothing: number[] = []
      for (let run = 0; run < (quick ? 3 : 15); run++) {
        program.push(await startProgram(dataFolder))
        nothing.push(await startNothing())
      }
      const limit = { what: '`node -e 0` and an empty page painted in Chromium', times: nothing }
      return [
        timesFigure(
          what,
          program.map(({ usable }) => usable),
          limit,
          { of: 'median', below: 2_000 },
        ),
        timesFigure(
          'of it until the host serves the page (the processes come up meanwhile)',
          program.map(({ ready }) => ready),
        ),
        timesFigure(
          'of it browser and page',
          program.map(({ ready, usable }) => usable - ready),
        ),
      ]
    })
  },
}
