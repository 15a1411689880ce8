import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { gatewayUrlOf } from '#test/harness/gateway-records.ts'
import { SubmitAnswer } from '#core/wire/messages.ts'
import { expect, test } from './host.ts'
import { grouped, heading, type Login, logIn, logOut, next, sign, words } from './steps.ts'

test.use({ day: 'resolution' })

/** The next member of staff sits down and opens the case. */
async function seat(page: Page, login: Login, number: string): Promise<void> {
  await logOut(page)
  await logIn(page, login)
  await page.getByText(grouped(number)).click()
}

test.describe.serial('guardianship, sent by the portal: chancellery, head, executor, head, chancellery', () => {
  let number = ''

  test('the portal’s request arrives at the provider, signed by the applicant, and is registered', async ({
    host: { page, dataFolder },
  }) => {
    // Who is logged in has reached the gateway.
    await logIn(page, 'akimat.chancellery')
    await expect(heading(page, words.kk.providerInbox)).toBeVisible()
    const answer = await fetch(`${gatewayUrlOf(join(dataFolder, 'gateway'))}/training/portal-requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ serviceId: 'guardianship-establish' }),
    })
    ;({ number } = SubmitAnswer.parse(await answer.json()))
    await page.getByText(grouped(number)).click()
    await expect(page.getByText('ЭҮП арқылы, өтініш беруші қол қойған')).toBeVisible()
    await next(page)
    await expect(page.getByText('Жұмыста', { exact: true }).first()).toBeVisible()
  })

  test('the head names the executor by resolution', async ({ host: { page } }) => {
    await seat(page, 'akimat.head', number)
    await page.getByText('Заңнамаға сәйкес').click()
    await next(page)
    await expect(page.getByText('Бұрыштама:')).toBeVisible()
  })

  test('the executor drafts the akimat’s resolution beside the paper as it will be, and passes it on', async ({ host: { page } }) => {
    await seat(page, 'akimat.executor', number)
    await page.getByLabel('Қаулының нөмірі').fill('1045')
    await page.getByLabel(/негіздемесі \(қазақша\)/).fill('Сот шешімі № 45')
    await page.getByLabel(/негіздемесі \(орысша\)/).fill('Решение суда № 45')
    await page.getByText('Жоқ', { exact: true }).click()
    await expect(page.getByRole('img').or(page.locator('canvas')).first()).toBeVisible({ timeout: 20_000 })
    await next(page)
    await expect(page.getByText(/Ұзақбаева Е\. Ғ\., \d\d\.\d\d/)).toBeVisible()
  })

  test('the head sends it back with a remark, gets it again, and signs', async ({ host: { page } }) => {
    await seat(page, 'akimat.head', number)
    await expect(page.getByRole('button', { name: /^Қол қоюға өту/ })).toBeVisible()
    await page.keyboard.press('Control+Shift+Enter')
    await page.getByRole('textbox').last().fill('Негіздемені толықтырыңыз.')
    await page.keyboard.press('Control+Enter')
    await seat(page, 'akimat.executor', number)
    await expect(page.getByText('Негіздемені толықтырыңыз.')).toBeVisible()
    await next(page)
    await expect(page.getByText(/Ұзақбаева Е\. Ғ\., \d\d\.\d\d/)).toBeVisible()
    // As one signs many: opened, seen, ticked, then the PIN.
    await logOut(page)
    await logIn(page, 'akimat.head')
    await expect(page.getByRole('button', { name: /^Топпен қол қою/ })).toBeVisible()
    await page.keyboard.press('F8')
    await expect(page.getByRole('listbox')).toBeFocused()
    await page.keyboard.press('Space')
    await expect(page.getByText('Алдымен ашып, құжатын қараңыз: Enter.')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.locator('.group-mark[data-ready]')).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('Space')
    await page.keyboard.press('F8')
    await sign(page, '3601')
    await expect(page.getByText('Қол қойылды', { exact: true })).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByText(grouped(number)).click()
    await expect(page.getByText(/Нұрғалиев О\. Т\., \d\d\.\d\d/).nth(1)).toBeVisible({ timeout: 20_000 })
  })

  test('the workplace looks at itself and says so, step by step', async ({ host: { page } }) => {
    await page.getByRole('button', { name: /Өзін-өзі тексеру/ }).click()
    await expect(page.getByText('Уақыт белгісі алынып, тексерілді.')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('button', { name: 'Файлға сақтау' })).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press('Escape')
  })

  test('only the chancellery sends it out', async ({ host: { page } }) => {
    await logOut(page)
    await logIn(page, 'akimat.chancellery')
    await page.getByText(grouped(number)).click()
    await expect(page.getByText('Кеңсе жіберуі керек')).toBeVisible()
    await next(page)
    await expect(page.getByText('Жіберілді', { exact: true }).first()).toBeVisible({ timeout: 20_000 })
    await logOut(page)
  })
})
