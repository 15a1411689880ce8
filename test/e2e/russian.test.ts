import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ServiceDefinition } from '#core/domain/service.ts'
import { trainingCentre } from '#gateway/population/centre-staff.ts'
import { providerSketches } from '#gateway/population/provider-staff.ts'
import { trainingColleagues } from '#gateway/population/staff.ts'
import { applicant, password, pins } from '#test/harness/journey.ts'
import { expect, test } from './host.ts'
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
  logIn,
  logOut,
  next,
  scanDocuments,
  shownNumber,
  sign,
  signDecision,
  words,
} from './steps.ts'

const services = join(import.meta.dirname, '../../resources/services')
const organisations = readdirSync(services).map(
  (file) => ServiceDefinition.parse(JSON.parse(readFileSync(join(services, file), 'utf8'))).provider.name.kk,
)
const colleagues = trainingColleagues(providerSketches.map(({ bin }) => bin))

/** Data stand as they are in registers and certificates: names of people, whole and short, and of the certificates' organisations. */
const data = [
  'Әбілова Ә. Н.',
  'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (ОҚУ)',
  trainingCentre.name.kk,
  ...organisations,
  ...colleagues.flatMap(({ member }) => member.fullName.split(' ')),
  ...Object.values(applicant.name).filter((part) => part !== undefined),
]

/** What the program itself says on this screen in Kazakh: nothing, once Russian is chosen. */
async function expectRussian(page: Page): Promise<void> {
  const said = await page.evaluate(() => {
    const isForeign = (element: Element | null | undefined): boolean => element?.closest('[lang=kk], pre') !== null
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!isForeign(node.parentElement)) texts.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (!isForeign(element)) texts.push(...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''))
    }
    return [document.documentElement.lang, ...texts].filter((text) => text.trim() !== '')
  })
  expect(said[0]).toBe('ru')
  expect(said.length).toBeGreaterThan(5)
  // What the notes of a definition quote from the Kazakh source, and its abbreviations, are not the program's own words.
  const quoted = /«[^»]*»|\([^()]*[ӘҒҚҢӨҰҮҺІ]{2}[^()]*\)|[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,}/g
  const own = said.map((text) => data.reduce((rest, one) => rest.replaceAll(one, ''), text).replace(quoted, ''))
  expect(own.filter((text) => /[әғқңөұүһі]/i.test(text))).toEqual([])
}

test.use({ day: 'russian' })

test.describe.serial('the whole way in Russian', () => {
  let number = ''

  test('the language is chosen at the login, where a wrong password is refused in it', async ({ host: { page } }) => {
    await page.getByRole('button', { name: words.ru.languageName }).click()
    await expect(heading(page, 'Вход')).toBeVisible()
    await logIn(page, 'operator3', 'not-the-password', 'ru')
    await expect(page.getByText('Сообщение об отказе в авторизации в ИС ЦОН в связи с имеющимися ошибками в данных')).toBeVisible()
    await expectRussian(page)
  })

  test('the operator takes a request in', async ({ host: { page } }) => {
    await logIn(page, 'operator3', password, 'ru')
    await expect(heading(page, words.ru.services)).toBeVisible()
    await expectRussian(page)
    await beginIntake(page, 'ru')
    await enterApplicant(page, applicant.iin, 'ru')
    await expectRussian(page)
    await next(page)
    await fillForm(page, 'ru')
    await expectRussian(page)
    await next(page)
    await scanDocuments(page, 'ru')
    await expectRussian(page)
    await next(page)
    await expect(heading(page, words.ru.review)).toBeVisible()
    await expect(page.getByLabel(words.ru.pin, { exact: true })).toBeVisible()
    await expectRussian(page)
    await sign(page, pins.operator3, 'ru')
    number = await shownNumber(page, 'ru')
    expect(number).toMatch(/^\d{12}$/)
    await expectRussian(page)
  })

  test('the receipt is printed, and the outbox has sent everything', async ({ host: { page, dataFolder } }) => {
    await page.keyboard.press('F9')
    await expect(page.getByText('Отправлено на печать: экземпляр 1')).toBeVisible()
    const prints = join(dataFolder, 'prints')
    await expect.poll(() => (existsSync(prints) ? readdirSync(prints).length : 0), { timeout: 15_000 }).toBe(1)
    await page.keyboard.press('Alt+3')
    await expect(page.getByText('Очередь пуста')).toBeVisible()
    await expectRussian(page)
    await logOut(page, 'ru')
  })

  test('the provider accepts, decides and signs', async ({ host: { page } }) => {
    await logIn(page, 'executor1', password, 'ru')
    await expect(page.getByText(grouped(number))).toBeVisible()
    await expectRussian(page)
    await acceptRequest(page, number, 'ru')
    await fillDecision(page, 'ru')
    await expectRussian(page)
    await signDecision(page, pins.executor1, 'ru')
    await expectRussian(page)
    await logOut(page, 'ru')
  })

  test('the result is handed out and the survey answered', async ({ host: { page } }) => {
    await logIn(page, 'operator3', password, 'ru')
    await expect(heading(page, words.ru.services)).toBeVisible()
    await findResult(page, number, 'ru')
    await expectRussian(page)
    await handOut(page, applicant.identityDocument.number, 'ru')
    await expectRussian(page)
    await answerSurvey(page, 'ru')
    await expectRussian(page)
  })

  test('search and the case page tell it in Russian', async ({ host: { page } }) => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type(number)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Alt+2')
    await expect(page.getByText(grouped(number)).first()).toBeVisible()
    await expectRussian(page)
    await page.getByText(grouped(number)).first().click()
    await expect(heading(page, 'Ход дела')).toBeVisible()
    for (const line of ['Результат выдан получателю', 'Анкета заполнена', 'Записи дела не нарушены']) {
      await expect(page.getByText(line).first()).toBeVisible()
    }
    await expectRussian(page)
  })
})
