import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { applicant, pins } from '#test/harness/journey.ts'
import { expect, test } from './host.ts'
import { acceptRequest, answerSurvey, fillDecision, findResult, grouped, handOut, logIn, logOut, signDecision, takeIn } from './steps.ts'

test.use({ day: 'journey' })

test.describe.serial('one request from login to the certificate in the hand', () => {
  let number = ''

  test('a wrong password is refused in the words of the regulation', async ({ host: { page } }) => {
    await logIn(page, 'operator1', 'not-the-password')
    await expect(
      page.getByText('деректерінде қателіктер болуына байланысты ХҚКО АЖ авторизациялаудан бас тарту туралы хабарлама'),
    ).toBeVisible()
    await expect(page.getByLabel('Логин')).toHaveValue('operator1')
  })

  test('the operator takes a request in, by keyboard, and it is registered', async ({ host: { page } }) => {
    await logIn(page, 'operator1')
    number = await takeIn(page, applicant.iin, pins.operator1)
    expect(number).toMatch(/^\d{12}$/)
  })

  test('the receipt is printed and its barcode is the number', async ({ host: { page, dataFolder } }) => {
    await page.keyboard.press('F9')
    const prints = join(dataFolder, 'prints')
    const printed = (): readonly string[] => (existsSync(prints) ? readdirSync(prints).filter((name) => name.endsWith('.pdf')) : [])
    await expect.poll(printed, { timeout: 15_000 }).toHaveLength(1)
    const [file] = printed()
    const image = join(dataFolder, 'receipt')
    execFileSync('pdftoppm', ['-r', '200', '-png', '-singlefile', join(prints, file ?? ''), image])
    expect(
      execFileSync('zbarimg', ['-q', '--raw', `${image}.png`])
        .toString()
        .trim(),
    ).toBe(number)
    expect(execFileSync('pdftotext', [join(prints, file ?? ''), '-']).toString()).toContain('Ахметова Айгүл Серікқызы')
    await logOut(page)
  })

  test('the provider accepts, decides and signs on the blank', async ({ host: { page } }) => {
    await logIn(page, 'executor1')
    await acceptRequest(page, number)
    await fillDecision(page)
    await signDecision(page, pins.executor1)
    await logOut(page)
  })

  test('the result is opened by the receipt’s number, handed out, and the survey answered', async ({ host: { page } }) => {
    await logIn(page, 'operator1')
    await expect(page.getByRole('heading', { name: 'Қызмет', exact: true })).toBeVisible()
    await findResult(page, number)
    await page.getByRole('button', { name: 'Ашу' }).click()
    await expect(page.getByRole('button', { name: 'Сақтау' }).first()).toBeVisible()
    await handOut(page, applicant.identityDocument.number)
    await answerSurvey(page)
    await expect(page.getByRole('button', { name: 'Жауапты жазу' })).toBeHidden()
  })

  test('the case page tells the whole way, and the chain holds', async ({ host: { page } }) => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type('ахметова айг')
    await page.keyboard.press('Enter')
    await page.getByText(grouped(number)).first().dblclick()
    await expect(page.getByRole('heading', { name: 'Істің барысы' })).toBeVisible()
    for (const line of [
      'Нәтиже алушыға берілді',
      'Нәтиже келді',
      'Мәртебе келді: «Жұмыста»',
      'Қолхат басып шығарылды',
      'Сұрау салуға қол қойылды',
      'ЖТ МДҚ: деректер расталды',
    ]) {
      await expect(page.getByText(line).first()).toBeVisible()
    }
    await expect(page.getByText('Істің жазбалары бұзылмаған')).toBeVisible()
    await expect(page.getByText('Қолтаңба дұрыс')).toHaveCount(2)
  })
})
