import type { Page } from '@playwright/test'
import { wellKnownOrganisation, wellKnownPeople } from '#gateway/population/well-known.ts'
import { expect, test } from './host.ts'
import { enterApplicant, findResult, grouped, heading, logIn, logOut, next, scanInto, shownNumber, sign, words } from './steps.ts'

test.use({ day: 'services' })

/** The provider's staff of the training: PINs as docs and README give them. */
const pins = { operator1: '1101', 'education.executor': '3203', 'aktobe.executor': '3502', 'akimat.head': '3601' } as const

const begin = async (page: Page, search: string): Promise<void> => {
  await page.getByLabel(words.kk.searchService).or(page.getByLabel(words.ru.searchService)).fill(search)
  await page.keyboard.press('Enter')
}
const choose = (page: Page, text: string): Promise<void> => page.getByText(text, { exact: true }).click()
const openAtProvider = async (page: Page, number: string): Promise<void> => {
  await page.getByText(grouped(number)).click()
}

test.describe.serial('the queue for a kindergarten: a child, an intermediate paper, a referral', () => {
  let number = ''
  const { woman, preschooler } = wellKnownPeople

  test('the child comes from the register of civil acts by one key, the rest of the row from that of persons', async ({
    host: { page },
  }) => {
    await logIn(page, 'operator1')
    await expect(heading(page, words.kk.services)).toBeVisible()
    await begin(page, 'балабақша')
    await enterApplicant(page, woman.iin)
    await next(page)
    await expect(heading(page, words.kk.form)).toBeVisible()
    await page.getByRole('button', { name: new RegExp(preschooler.name.givenName) }).click()
    await expect(page.getByLabel('Баланың ЖСН-і')).toHaveValue(/220514/)
    await expect(page.getByLabel('Баланың үйінің мекенжайы')).not.toHaveValue('')
  })

  test('an older child is refused in words, with a link to the field', async ({ host: { page } }) => {
    const born = page.getByLabel('Баланың туған күні')
    await born.fill('01.09.2015')
    await next(page)
    await expect(page.getByRole('button', { name: /туған күні/ })).toBeVisible()
    await born.fill('14.05.2022')
  })

  test('signed and registered', async ({ host: { page } }) => {
    for (const answer of ['Анасы', 'Қазақ тілі', 'Бос орны бар кез келген МДБҰ', 'Жоқ', 'Қолына беру']) await choose(page, answer)
    await next(page)
    for (const slot of ['Өтініш', 'Жеке басын куәландыратын құжат', 'Баланың туу туралы куәлігі']) await scanInto(page, slot)
    await next(page)
    await sign(page, pins.operator1)
    number = await shownNumber(page)
    await logOut(page)
  })

  test('no place yet: the provider signs the queue notice, and the case goes on', async ({ host: { page } }) => {
    await logIn(page, 'education.executor')
    await openAtProvider(page, number)
    await page.getByRole('button', { name: words.kk.acceptWork }).first().click()
    await page.getByRole('radio', { name: 'Баланы тіркеу туралы хабарлама' }).click({ force: true })
    await page.getByLabel('Журналға тіркелген күні').fill('20.11.2026')
    await page.getByLabel('Кезек нөмірі').fill('1024')
    await next(page)
    await sign(page, pins['education.executor'])
    await expect(page.getByText('Кезекте').first()).toBeVisible({ timeout: 20_000 })
    await logOut(page)
  })

  test('the notice is handed out at the centre while the case is in work', async ({ host: { page } }) => {
    await logIn(page, 'operator1')
    await expect(heading(page, words.kk.services)).toBeVisible()
    await page.keyboard.press('Alt+4')
    await expect(heading(page, words.kk.handOut)).toBeVisible()
    await page.keyboard.type(number)
    await page.keyboard.press('Enter')
    await expect(page.getByText('Баланы тіркеу туралы хабарлама').first()).toBeVisible({ timeout: 20_000 })
    await page.getByLabel(words.kk.documentNumber).fill(woman.identityDocument.number)
    await page.keyboard.press('F9')
    await expect(page.getByText(/берілді/).first()).toBeVisible()
    await logOut(page)
  })

  test('a place is found: the referral is signed, and holds five days', async ({ host: { page } }) => {
    await logIn(page, 'education.executor')
    await openAtProvider(page, number)
    await page.getByLabel('Жолдаманың нөмірі').fill('77')
    await page.getByLabel('Мектепке дейінгі ұйымның №').fill('12')
    await page.getByLabel('Мектепке дейінгі ұйымның көшесі').fill('Бурова')
    await page.getByLabel('Үйі', { exact: true }).fill('5')
    await next(page)
    await sign(page, pins['education.executor'])
    await expect(page.getByText(words.kk.delivered, { exact: true })).toBeVisible({ timeout: 20_000 })
    await logOut(page)
    await logIn(page, 'operator1')
    await expect(heading(page, words.kk.services)).toBeVisible()
    await findResult(page, number)
    await expect(page.getByText(/5 күн/).first()).toBeVisible()
    await logOut(page)
  })
})

test.describe.serial('по-русски: организация просит учесть иностранные издания', () => {
  let number = ''

  test('организация из ГБД ЮЛ, её руководитель – из ГБД ФЛ', async ({ host: { page } }) => {
    await page.getByRole('button', { name: words.ru.languageName }).or(page.getByText(words.ru.languageName)).first().click()
    await logIn(page, 'operator1', undefined, 'ru')
    await expect(heading(page, words.ru.services)).toBeVisible()
    await begin(page, 'иностранных периодических')
    await choose(page, 'юридическое лицо')
    await page.getByLabel('БИН', { exact: true }).click()
    await page.keyboard.type(wellKnownOrganisation.bin)
    await expect(page.getByLabel(words.ru.surname, { exact: true })).not.toHaveValue('', { timeout: 20_000 })
    await expect(page.getByLabel(words.ru.iin, { exact: true })).toHaveValue(/800217/)
    await page.getByLabel(words.ru.phone, { exact: true }).click()
    await page.keyboard.type('7011234567')
    await next(page)
    await expect(heading(page, words.ru.form)).toBeVisible()
  })

  test('два издания набраны с клавиатуры, строка за строкой', async ({ host: { page } }) => {
    await choose(page, 'По подписке')
    await page.getByLabel('Территория распространения в области (на казахском)').fill('Ақтөбе қаласы')
    await page.getByLabel('Территория распространения в области (на русском)').fill('город Актобе')
    const periodicals = [
      {
        title: 'Le Monde',
        country: 'Франция',
        publisher: 'Société éditrice du Monde',
        language: 'французский',
        theme: 'новости',
        copies: '120',
      },
      { title: 'Nature', country: 'Великобритания', publisher: 'Springer Nature', language: 'английский', theme: 'наука', copies: '15' },
    ]
    for (const [index, { title, country, publisher, language, theme, copies }] of periodicals.entries()) {
      if (index > 0) await page.keyboard.press('Alt+a')
      const row = page.getByRole('group', { name: new RegExp(`${index + 1}`) }).last()
      await row.getByLabel('Название').fill(title)
      await row.getByLabel('Страна издания').fill(country)
      await row.getByLabel('Издатель').fill(publisher)
      await row.getByLabel('Язык').fill(language)
      await row.getByLabel('Тематическая направленность').fill(theme)
      await row.getByLabel('Распространяемый тираж').fill(copies)
      await row.getByText('Журнал', { exact: true }).click()
      await row.getByRole('button', { name: /Периодичность/ }).click()
      await page.getByRole('option', { name: 'Еженедельно' }).click()
    }
    await next(page)
    for (const slot of ['Заявление', 'Документ, удостоверяющий личность']) await scanInto(page, slot, 'ru')
    await next(page)
    await sign(page, pins.operator1, 'ru')
    number = await shownNumber(page, 'ru')
    await logOut(page, 'ru')
  })

  test('справка выдана на имя организации', async ({ host: { page } }) => {
    await logIn(page, 'aktobe.executor', undefined, 'ru')
    await openAtProvider(page, number)
    await page.getByRole('button', { name: words.ru.acceptWork }).first().click()
    await page.getByLabel('Номер учёта').fill('2026-17')
    await next(page)
    await sign(page, pins['aktobe.executor'], 'ru')
    await expect(page.getByText(words.ru.delivered, { exact: true })).toBeVisible({ timeout: 20_000 })
    await logOut(page, 'ru')
  })
})

test.describe.serial('what cannot be received here', () => {
  test('says where to send the person', async ({ host: { page } }) => {
    await logIn(page, 'operator1', undefined, 'ru')
    await expect(heading(page, words.ru.services)).toBeVisible()
    await page.getByLabel(words.ru.searchService).fill('11')
    await expect(page.getByText('Здесь не принимается').first()).toBeVisible()
    await expect(page.getByText('www.egov.kz').first()).toBeVisible()
    await expect(page.getByText('1414').first()).toBeVisible()
  })
})
