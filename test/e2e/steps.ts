import { expect, type Page } from '@playwright/test'
import { password, pins } from '#test/harness/journey.ts'

export type Login = keyof typeof pins

/** What a person sees and types, by the names on the screen (Kazakh). */
export async function logIn(page: Page, login: Login, secret: string = password): Promise<void> {
  await page.getByLabel('Логин').fill(login)
  await page.getByLabel('Құпиясөз').fill(secret)
  await page.keyboard.press('Enter')
}

export async function logOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { expanded: false }).last().click()
  await page.getByRole('menuitem', { name: 'Шығу' }).click()
  await expect(page.getByLabel('Логин')).toBeVisible()
}

/** From the list of services to the first step of the intake. */
export async function beginIntake(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Қызмет', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Қабылдауды бастау', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Алушы', exact: true })).toBeVisible()
}

/** The applicant from the register, by keyboard. */
export async function enterApplicant(page: Page, iin: string): Promise<void> {
  await page.getByLabel('ЖСН').click()
  await page.keyboard.type(iin)
  await expect(page.getByRole('button', { name: 'Тіркелімнен көшіру' }).first()).toBeVisible()
  await page.keyboard.press('F7')
  await page.getByLabel('Телефон').click()
  await page.keyboard.type('7011234567')
}

export const next = (page: Page): Promise<void> => page.keyboard.press('Control+Enter')

export async function fillForm(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Өтініш', exact: true })).toBeVisible()
  await page.getByLabel('Анықтама қайда ұсынылады (қазақша)').fill('мектепке')
  await page.getByLabel('Анықтама қайда ұсынылады (орысша)').fill('в школу')
  await page.getByText('Қолына беру', { exact: true }).click()
}

/** Scans the two documents that the service asks for. */
export async function scanDocuments(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Құжаттар', exact: true })).toBeVisible()
  for (const slot of ['Өтініш', 'Жеке басын куәландыратын құжат']) {
    const button = page.getByRole('button', { name: new RegExp(`^${slot}`) }).last()
    await button.click()
    await page.keyboard.press('F4')
    await expect(button).toContainText('1 бет', { timeout: 20_000 })
    await page.getByText('Түпнұсқасын көрдім').click()
  }
}

export async function sign(page: Page, pin: string): Promise<void> {
  await page.getByLabel('PIN-код').fill(pin)
  await page.keyboard.press('F8')
}

/** A whole intake up to the number. @returns the number without spaces */
export async function takeIn(page: Page, iin: string, pin: string): Promise<string> {
  await beginIntake(page)
  await enterApplicant(page, iin)
  await next(page)
  await fillForm(page)
  await next(page)
  await scanDocuments(page)
  await next(page)
  await expect(page.getByRole('heading', { name: 'Тексеру және қол қою', exact: true })).toBeVisible()
  await sign(page, pin)
  return shownNumber(page)
}

/** The registered number on the screen after sending. */
export async function shownNumber(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: 'Өтініш қабылданды' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Келіп түскендер', { exact: true })).toBeVisible({ timeout: 20_000 })
  const text = await page.getByText(/^\d{4} \d{4} \d{4}$/).first().innerText()
  return text.replaceAll(' ', '')
}
