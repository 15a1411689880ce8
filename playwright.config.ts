import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const minute = 60_000
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))
// Chromium refuses to run as root inside its sandbox.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: 'test/e2e',
  // The root's maps a package to its types for the checker; here the package itself is wanted.
  tsconfig: 'test/e2e/tsconfig.json',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  timeout: 2 * minute,
  globalTimeout: 35 * minute,
  workers: 2,
  // SANE's test scanner deadlocks now and then; a file is then walked again from its beginning, with a program of its own.
  retries: 1,
  forbidOnly: true,
  reporter: 'list',
  use: {
    locale: 'kk-KZ',
    timezoneId: 'Asia/Almaty',
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { args, ...(chromium === undefined ? {} : { executablePath: chromium }) },
  },
  // The same tests twice: a fixture opens the page of the host that the project names, TEREZE_HOST the one for a run by hand.
  projects: (['web', 'electron'] as const)
    .filter((host) => process.env['TEREZE_HOST'] === undefined || process.env['TEREZE_HOST'] === host)
    // Two windows on one display take the focus from each other; two browsers without a window do not.
    .map((host) => ({ name: host, metadata: { host }, workers: host === 'electron' ? 1 : 2 })),
})
