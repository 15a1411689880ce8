import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build, preview } from 'vite'
import { type Benchmark, timesFigure } from './figure.ts'
import { chromiumFile, launchChromium } from './page.ts'

/** The case of the page's fake core (test/fakes/page/long-form.ts): a hundred controls, of them twenty rows of three. */
const draft = '00000000-0000-4000-8000-000006aaaaaa'
const scene = { role: 'operator', service: 'long-form' }
/** The first field, one in a row in the middle, one in the last row. */
const typedFields = ['answers.field1', 'answers.members.9.fullName', 'answers.members.19.fullName']
// Latin letters: others come in as text, without keys.
const text = 'qazaqstan respublikasy'
/** Between two keys of a fast typist, milliseconds. */
const pace = 60

/** Milliseconds from a key going down: until React has drawn it, kept on the page's own window. */
type Watched = Window & { keys: number[]; preview?: { go: (screen: unknown) => void } }

/** The page as the product is built, with a core in memory behind it. */
async function servePage() {
  const folder = mkdtempSync(join(tmpdir(), 'tereze-typing-'))
  const configFile = 'vite.preview.config.ts'
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  const server = await preview({ configFile, logLevel: 'error', build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The preview has no address')
  return {
    address: `${address}?${new URLSearchParams({ scene: JSON.stringify(scene) }).toString()}`,
    close: async () => {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** From the key going down until what was typed is in the page: React draws it before the microtask that an input event leaves. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched = window as unknown as Watched
    watched.keys = []
    let down = 0
    window.addEventListener('keydown', () => (down = performance.now()), { capture: true })
    window.addEventListener('input', () => {
      const from = down
      queueMicrotask(() => watched.keys.push(performance.now() - from))
    })
  })
const watched = (page: Page): Promise<readonly number[]> => page.evaluate(() => (window as unknown as Watched).keys)

async function openForm(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForFunction(() => (window as unknown as Watched).preview !== undefined && document.querySelector('h1') !== null)
  await page.evaluate((caseId) => (window as unknown as Watched).preview?.go({ name: 'intake', caseId }), draft)
  await page.locator('.intake-steps .step').nth(1).click()
  await page.locator('[id="field-answers.members.19.fullName"]').waitFor()
  await watch(page)
}

async function type(page: Page, selector: string): Promise<void> {
  await page.locator(selector).focus()
  await page.keyboard.press('End')
  await page.keyboard.type(text, { delay: pace })
}

/** A keystroke in a form of a hundred controls, beside one in a bare input of an empty page. */
export const longForm: Benchmark = {
  name: 'long-form',
  run: async ({ quick }) => {
    const what = 'key down until React has drawn it, 40 fields and 20 rows of three'
    if (chromiumFile === undefined) return [{ what, missing: 'Chromium' }]
    const served = await servePage()
    const browser = await launchChromium()
    try {
      const viewport = { width: 1366, height: 768 }
      const bare = await browser.newPage({ viewport })
      await bare.setContent('<input id="bare">')
      await watch(bare)
      const page = await browser.newPage({ viewport })
      await openForm(page, served.address)
      for (let round = 0; round < (quick ? 1 : 3); round++) {
        await type(bare, '#bare')
        for (const name of typedFields) await type(page, `[id="field-${name}"]`)
      }
      const limit = { what: 'the same in a bare <input>', times: await watched(bare) }
      return [timesFigure(what, await watched(page), limit, { of: 'p95', below: 16 })]
    } finally {
      await browser.close()
      await served.close()
    }
  },
}
