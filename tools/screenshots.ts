// Goes through a whole case on the built web host, in each language, and leaves a picture of every screen in docs/screenshots.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import {
  acceptRequest,
  answerSurvey,
  beginIntake,
  enterApplicant,
  fillDecision,
  fillForm,
  findResult,
  grouped,
  handOut,
  heading,
  type Language,
  logIn,
  logOut,
  next,
  scanDocuments,
  shownNumber,
  sign,
  signDecision,
  words,
} from '#test/e2e/steps.ts'
import { wellKnownPeople } from '#gateway/population/well-known.ts'
import { applicant, password, pins } from '#test/harness/journey.ts'
import { gatewayUrlOf, misbehave } from '#test/harness/gateway-records.ts'
import { translateIn } from '#adapters/typesetter/verification-texts.ts'
import { startWorkstation } from '#test/harness/workstation.ts'
import { inRoot } from '#tools/steps/paths.js'

const folder = inRoot('docs', 'screenshots')
const size = { width: 1366, height: 768 }
const browserFile = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))

/** Takes the picture when nothing is on its way any more: fonts, pages and previews are there. */
async function takePicture(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => void (await document.fonts.ready))
  await expect(page.locator('.skeleton')).toHaveCount(0)
  // Previews are made anew when typing has rested for more than half a second.
  await page.waitForTimeout(900)
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const { size: bytes } = await sharp(picture)
    .png({ palette: true, colours: 128, effort: 10, compressionLevel: 9 })
    .toFile(join(folder, `${name}.png`))
  console.log(`${name}.png ${Math.round(bytes / 1024)} kB`)
}

/** From the service to the last step before the signature. */
async function toReview(page: Page, language: Language): Promise<void> {
  await beginIntake(page, language)
  await enterApplicant(page, wellKnownPeople.man.iin, language)
  await next(page)
  await fillForm(page, language)
  await next(page)
  await scanDocuments(page, language)
  await next(page)
  await expect(page.getByLabel(words[language].pin, { exact: true })).toBeVisible()
}

/** Somebody else answers in the gateway's place: what is signed waits, under a provisional number. */
async function walkOffline(page: Page, language: Language, gatewayUrl: string): Promise<void> {
  const take = (screen: string): Promise<void> => takePicture(page, `${screen}-${language}`)
  await page.getByRole('dialog').getByLabel(words[language].password).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('F3')
  await toReview(page, language)
  await misbehave(gatewayUrl, { nonsense: true })
  await sign(page, pins.operator1, language)
  await expect(heading(page, words[language].accepted)).toBeVisible({ timeout: 20_000 })
  await take('sent-offline')
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('article')).toBeVisible()
  await take('outbox-offline')
  await misbehave(gatewayUrl, {})
}

/** The group signing up to the PIN, and back to the inbox. */
async function takeGroup(page: Page, language: Language): Promise<void> {
  await page.keyboard.press('Alt+1')
  await expect(heading(page, words[language].providerInbox)).toBeVisible()
  await expect(page.locator('.inbox-count').nth(3)).toBeVisible()
  await page.keyboard.press('F8')
  await page.locator('.group-row').first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.group-mark[data-ready]').waitFor()
  await page.keyboard.press('Space')
  await takePicture(page, `group-signing-${language}`)
  await page.keyboard.press('F8')
  await expect(page.getByLabel(words[language].pin, { exact: true })).toBeVisible()
  await takePicture(page, `group-pin-${language}`)
  await page.keyboard.press('Escape')
  await page.locator('.group-row').first().waitFor()
  await page.keyboard.press('Escape')
  await expect(heading(page, words[language].providerInbox)).toBeVisible()
}

/** The workplace's check, and back to where one was. */
async function takeCheck(page: Page, language: Language): Promise<void> {
  await page.getByRole('banner').locator('.status-button').last().click()
  await page.locator('.check-report').waitFor({ timeout: 60_000 })
  await takePicture(page, `check-${language}`)
  await page.keyboard.press('Escape')
  await expect(page.getByLabel(words[language].pin, { exact: true })).toBeVisible()
}

/** One case from login to survey. The operator's and the executor's work are as in the end-to-end tests. */
async function walk(page: Page, language: Language): Promise<void> {
  const take = (screen: string): Promise<void> => takePicture(page, `${screen}-${language}`)
  await page.getByRole('button', { name: words[language].languageName }).click()
  await page.getByLabel(words[language].login).fill('operator1')
  await take('login')

  await logIn(page, 'operator1', password, language)
  await expect(heading(page, words[language].services)).toBeVisible()
  await take('services')
  // A child from the register of civil acts, in a form with rows.
  await beginIntake(page, language, '7')
  await enterApplicant(page, applicant.iin, language)
  await next(page)
  await expect(heading(page, words[language].form)).toBeVisible()
  await page.getByRole('button', { name: new RegExp(wellKnownPeople.preschooler.name.givenName) }).click()
  await take('form-children')
  await page.keyboard.press('F3')
  await expect(heading(page, words[language].services)).toBeVisible()
  // What cannot be received here.
  await page.getByLabel(words[language].searchService).fill('11')
  await take('elsewhere')
  await beginIntake(page, language)
  await enterApplicant(page, applicant.iin, language)
  await take('applicant')
  await next(page)
  await fillForm(page, language)
  await take('form')
  await next(page)
  await scanDocuments(page, language)
  await take('documents')
  await next(page)
  await expect(page.getByLabel(words[language].pin, { exact: true })).toBeVisible()
  await take('review')
  await page.getByLabel(words[language].pin, { exact: true }).scrollIntoViewIfNeeded()
  await take('sign')
  await takeCheck(page, language)
  await sign(page, pins.operator1, language)
  const number = await shownNumber(page, language)
  await take('sent')
  await page.keyboard.press('Alt+3')
  await take('outbox')
  await logOut(page, language)

  await logIn(page, 'executor1', password, language)
  await expect(page.getByText(grouped(number))).toBeVisible()
  await take('provider-inbox')
  await acceptRequest(page, number, language)
  await fillDecision(page, language)
  await expect(page.getByRole('region', { name: words[language].preview }).locator('canvas').first()).toBeVisible()
  await take('provider-decision')
  await takeGroup(page, language)
  await page.getByText(grouped(number)).click()
  await expect(page.getByRole('region', { name: words[language].preview }).locator('canvas').first()).toBeVisible()
  await signDecision(page, pins.executor1, language)
  await take('provider-sent')
  await logOut(page, language)

  await logIn(page, 'operator1', password, language)
  await expect(heading(page, words[language].services)).toBeVisible()
  await findResult(page, number, language)
  await page.getByLabel(words[language].documentNumber).fill(applicant.identityDocument.number)
  await take('hand-out')
  await handOut(page, applicant.identityDocument.number, language)
  await take('survey')
  await answerSurvey(page, language)
  await page.keyboard.press('Alt+2')
  await expect(page.getByText(grouped(number)).first()).toBeVisible()
  await take('search')
  await page.getByText(grouped(number)).first().click()
  await take('case')
  await page
    .getByRole('button', { name: translateIn(language)('verification:ofCase') })
    .first()
    .click()
  await page.locator('.definition').nth(1).waitFor()
  await take('verification')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+L')
  await expect(page.getByRole('dialog')).toBeVisible()
  await take('lock')
}

if (browserFile === undefined) throw new Error('No Chromium on this machine: apt install chromium')
mkdirSync(folder, { recursive: true })
// Chromium refuses to run as root inside its sandbox.
const browser = await chromium.launch({ executablePath: browserFile, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
try {
  for (const language of ['kk', 'ru'] as const) {
    const workstation = await startWorkstation()
    try {
      const context = await browser.newContext({ viewport: size, locale: `${language}-KZ`, timezoneId: 'Asia/Almaty' })
      const page = await context.newPage()
      await page.goto(workstation.link())
      await walk(page, language)
      await walkOffline(page, language, gatewayUrlOf(join(workstation.dataFolder, 'gateway')))
      await context.close()
    } finally {
      await workstation.stop()
    }
  }
} finally {
  await browser.close()
}
