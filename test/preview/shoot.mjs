// Screenshots of the page's screens with the in-memory core: node test/preview/shoot.mjs <folder> [name…]
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { createServer } from 'vite'
import { conflictScenes } from './conflict-scenes.mjs'
import { counterScenes } from './counter-scenes.mjs'
import { letterScenes } from './letter-scenes.mjs'
import { outboxScenes } from './outbox-scenes.mjs'
import { providerScenes } from './provider-scenes.mjs'
import { receptionScenes } from './reception-scenes.mjs'
import { scenes } from './scenes.mjs'
import { verificationScenes } from './verification-scenes.mjs'

const [folder = 'test-results/preview', ...wanted] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const server = await createServer({ configFile: 'vite.preview.config.ts', logLevel: 'error' })
await server.listen()
const address = server.httpServer.address()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})

for (const { name, scene = { role: 'operator' }, theme = 'light', size = { width: 1366, height: 768 }, languages = ['kk', 'ru'], act } of [
  ...scenes,
  ...counterScenes,
  ...receptionScenes,
  ...letterScenes,
  ...conflictScenes,
  ...outboxScenes,
  ...providerScenes,
  ...verificationScenes,
]) {
  if (wanted.length > 0 && !wanted.some((part) => name.startsWith(part))) continue
  for (const language of languages) {
    const page = await browser.newPage({ viewport: size })
    const problems = []
    page.on('pageerror', (failure) => problems.push(String(failure)))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    const query = new URLSearchParams({ scene: JSON.stringify(scene), language, theme })
    await page.goto(`http://127.0.0.1:${address.port}/?${query}`)
    await page.waitForFunction(() => document.querySelector('h1') !== null, undefined, { timeout: 60_000 })
    await page.evaluate(() => document.fonts.ready)
    try {
      await act?.(page, language)
    } catch (failure) {
      problems.push(String(failure))
    }
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${folder}/${name}-${language}.png` })
    console.log(`${name}-${language}${problems.length > 0 ? `: ${problems.join(' | ').slice(0, 1500)}` : ''}`)
    await page.close()
  }
}
await browser.close()
await server.close()
