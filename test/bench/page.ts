import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'

/** The installed Chromium, or undefined. */
export const chromiumFile = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))

// Chromium refuses to run as root inside its sandbox.
export const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ args: asRoot, ...(chromiumFile === undefined ? {} : { executablePath: chromiumFile }) })

/** Until what is there now has been painted: the second frame begins when the first one is on the screen. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))))

/** Until the login form can be typed into. It comes only once the core has answered who is logged in. */
export async function loginFormIn(page: Page): Promise<void> {
  await page.locator('input[type=password]').waitFor({ state: 'visible', timeout: 60_000 })
  await painted(page)
}
