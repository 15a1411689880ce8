// How long a keystroke takes in the hundred-control form (test/fakes/page/long-form.ts), in a production build with the in-memory core:
// node test/preview/typing.mjs [folder of the build]. `openLongForm`, `type` and `typingFigures` may be driven by a bench as well.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'

const draft = '00000000-0000-4000-8000-000006aaaaaa'
export const longScene = { role: 'operator', service: 'long-form' }
/** Fields to type into: the first, a row in the middle, the last row. */
export const typedFields = ['answers.field1', 'answers.members.9.fullName', 'answers.members.19.fullName']

/** Serves the page with the in-memory core, built as the product is. @returns its address, and how to end it */
export async function serveLongForm() {
  const folder = mkdtempSync(join(tmpdir(), 'tereze-typing-'))
  await build({ configFile: 'vite.preview.config.ts', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  const server = await preview({
    configFile: 'vite.preview.config.ts',
    logLevel: 'error',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const { port } = server.httpServer.address()
  return {
    address: `http://127.0.0.1:${port}/?${new URLSearchParams({ scene: JSON.stringify(longScene) })}`,
    close: async () => {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Opens the form step, and begins to watch: from the key going down to the end of the task that draws it, and every long task after. */
export async function openLongForm(page, address) {
  await page.goto(address)
  await page.waitForFunction(() => window.preview !== undefined && document.querySelector('h1') !== null)
  await page.evaluate((caseId) => window.preview.go({ name: 'intake', caseId }), draft)
  await page.locator('.intake-steps .step').nth(1).click()
  await page.locator('[id="field-answers.members.19.fullName"]').waitFor()
  await page.evaluate(() => {
    const figures = { keys: [], drawn: [], longTasks: [] }
    window.typing = figures
    let down = 0
    window.addEventListener('keydown', () => (down = performance.now()), { capture: true })
    window.addEventListener('input', () => {
      const from = down
      // React draws what was typed before this microtask.
      queueMicrotask(() => figures.keys.push(performance.now() - from))
      const channel = new MessageChannel()
      channel.port1.onmessage = () => figures.drawn.push(performance.now() - from)
      channel.port2.postMessage(undefined)
    })
    new PerformanceObserver((list) => figures.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
}

/** Types as a person does, key by key. Latin letters: others come in as text, without keys. */
export async function type(page, name, text, delay = 60) {
  await page.locator(`[id="field-${name}"]`).focus()
  await page.keyboard.press('End')
  await page.keyboard.type(text, { delay })
}

/** Milliseconds of each keystroke so far: until React has drawn it (`keys`), until the frame after (`drawn`); and of each task over 50 ms. */
export const typingFigures = (page) => page.evaluate(() => window.typing)

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const served = await serveLongForm()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await openLongForm(page, served.address)
  for (const name of typedFields) await type(page, name, 'qazaqstan respublikasy')
  const { keys, drawn, longTasks } = await typingFigures(page)
  for (const [name, values] of [
    ['until React has drawn it', keys],
    ['until the next frame', drawn],
  ]) {
    const sorted = values.toSorted((one, other) => one - other)
    const [half, most, all] = [0.5, 0.95, 1].map((share) => `${at(sorted, share).toFixed(1)} ms`)
    console.log(`${values.length} keys, ${name}: half under ${half}, 95 of 100 under ${most}, slowest ${all}`)
  }
  console.log(`tasks over 50 ms: ${longTasks.length}`)
  await browser.close()
  await served.close()
}
