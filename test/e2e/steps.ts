import { expect, type Page } from '@playwright/test'
import { password, type pins } from '#test/harness/journey.ts'

export type Login = keyof typeof pins | 'education.executor' | 'aktobe.executor' | 'akimat.chancellery' | 'akimat.head' | 'akimat.executor'
export type Language = 'kk' | 'ru'

/** What a person sees and goes by on the screen, in both languages: written here and not taken from the page's own texts. */
const kk = {
  languageName: 'Қазақша',
  login: 'Логин',
  password: 'Құпиясөз',
  logOut: 'Шығу',
  services: 'Қызмет',
  searchService: 'Қызметті іздеу',
  unemployed: 'жұмыссыз азаматтарға',
  startIntake: 'Қабылдауды бастау',
  applicant: 'Алушы',
  iin: 'ЖСН',
  surname: 'Тегі',
  phone: 'Телефон',
  form: 'Өтініш',
  presentedToKk: 'Анықтама қайда ұсынылады (қазақша)',
  presentedToRu: 'Анықтама қайда ұсынылады (орысша)',
  inPerson: 'Қолына беру',
  documents: 'Құжаттар',
  slots: ['Өтініш', 'Жеке басын куәландыратын құжат'],
  onePage: '1 бет',
  originalSeen: 'Түпнұсқасын көрдім',
  review: 'Тексеру және қол қою',
  pin: 'PIN-код',
  accepted: 'Өтініш қабылданды',
  registered: 'Келіп түскендер',
  providerInbox: 'Қызмет көрсету',
  acceptWork: 'Жұмысқа қабылдау',
  inWork: 'Жұмыста',
  registeredInfoKk: 'Жұмыссыз ретінде тіркелген (қазақша)',
  registeredInfoRu: 'Жұмыссыз ретінде тіркелген (орысша)',
  preview: 'Құжаттың көрінісі',
  delivered: 'Жіберілді',
  handOut: 'Нәтиже беру',
  resultReady: 'Нәтиже дайын',
  open: 'Ашу',
  documentNumber: 'Құжат нөмірі',
  handedOut: 'Нәтиже берілді',
  surveyAnswers: ['қанағаттанамын', 'ішінара қанағаттанамын'],
  recordAnswer: 'Жауапты жазу',
  surveyThanks: 'Рақмет, жауап жазылды.',
} as const

type Words = { readonly [Name in keyof typeof kk]: (typeof kk)[Name] extends string ? string : readonly string[] }

const ru: Words = {
  languageName: 'Русский',
  login: 'Логин',
  password: 'Пароль',
  logOut: 'Выйти',
  services: 'Услуга',
  searchService: 'Поиск услуги',
  unemployed: 'безработным гражданам',
  startIntake: 'Начать приём',
  applicant: 'Услугополучатель',
  iin: 'ИИН',
  surname: 'Фамилия',
  phone: 'Телефон',
  form: 'Заявление',
  presentedToKk: 'Куда предъявляется справка (на казахском)',
  presentedToRu: 'Куда предъявляется справка (на русском)',
  inPerson: 'На руки',
  documents: 'Документы',
  slots: ['Заявление', 'Документ, удостоверяющий личность'],
  onePage: '1 стр.',
  originalSeen: 'Оригинал осмотрен',
  review: 'Проверка и подпись',
  pin: 'PIN-код',
  accepted: 'Заявление принято',
  registered: 'Поступившие',
  providerInbox: 'Оказание услуг',
  acceptWork: 'Принять в работу',
  inWork: 'В работе',
  registeredInfoKk: 'Зарегистрирован безработным (на казахском)',
  registeredInfoRu: 'Зарегистрирован безработным (на русском)',
  preview: 'Просмотр документа',
  delivered: 'Отправлено',
  handOut: 'Выдача результата',
  resultReady: 'Результат готов',
  open: 'Открыть',
  documentNumber: 'Номер документа',
  handedOut: 'Результат выдан',
  surveyAnswers: ['удовлетворен(а)', 'частично удовлетворен(а)'],
  recordAnswer: 'Записать ответ',
  surveyThanks: 'Спасибо, ответ записан.',
}

export const words: Readonly<Record<Language, Words>> = { kk, ru }

/** The case's number as the page shows it: in groups of four. */
export const grouped = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ')

export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

export async function logIn(page: Page, login: Login, secret: string = password, language: Language = 'kk'): Promise<void> {
  await page.getByLabel(words[language].login).fill(login)
  await page.getByLabel(words[language].password).fill(secret)
  await page.keyboard.press('Enter')
}

export async function logOut(page: Page, language: Language = 'kk'): Promise<void> {
  await page.getByRole('banner').getByRole('button', { expanded: false }).last().click()
  await page.getByRole('menuitem', { name: words[language].logOut }).click()
  await expect(page.getByLabel(words[language].login)).toBeVisible()
}

/** From the list of services to the first step of the intake: the service is searched for, and Enter begins. */
export async function beginIntake(page: Page, language: Language = 'kk', service: string = words[language].unemployed): Promise<void> {
  await expect(heading(page, words[language].services)).toBeVisible()
  await page.getByLabel(words[language].searchService).fill(service)
  await page.getByRole('button', { name: words[language].startIntake, exact: true }).click()
  await expect(heading(page, words[language].applicant)).toBeVisible()
}

/** The applicant from the register, by keyboard. */
export async function enterApplicant(page: Page, iin: string, language: Language = 'kk'): Promise<void> {
  await page.getByLabel(words[language].iin, { exact: true }).click()
  await page.keyboard.type(iin)
  await expect(page.getByLabel(words[language].surname, { exact: true })).not.toHaveValue('')
  await page.getByLabel(words[language].phone, { exact: true }).click()
  await page.keyboard.type('7011234567')
}

export const next = (page: Page): Promise<void> => page.keyboard.press('Control+Enter')

export async function fillForm(page: Page, language: Language = 'kk'): Promise<void> {
  await expect(heading(page, words[language].form)).toBeVisible()
  await page.getByLabel(words[language].presentedToKk).fill('мектепке')
  await page.getByLabel(words[language].presentedToRu).fill('в школу')
  await page.getByText(words[language].inPerson, { exact: true }).click()
}

/** Scans one page into the slot with this name and says that the original was seen. */
export async function scanInto(page: Page, slot: string, language: Language = 'kk'): Promise<void> {
  const button = page.getByRole('button', { name: new RegExp(`^${slot}`) }).last()
  await button.click()
  await page.keyboard.press('F4')
  await expect(button).toContainText(words[language].onePage, { timeout: 20_000 })
  await page.getByText(words[language].originalSeen).click()
}

/** Scans the two documents that the service asks for. */
export async function scanDocuments(page: Page, language: Language = 'kk'): Promise<void> {
  await expect(heading(page, words[language].documents)).toBeVisible()
  for (const slot of words[language].slots) await scanInto(page, slot, language)
}

export async function sign(page: Page, pin: string, language: Language = 'kk'): Promise<void> {
  await page.getByLabel(words[language].pin, { exact: true }).fill(pin)
  await page.keyboard.press('F8')
}

/** A whole intake up to the number. @returns the number without spaces */
export async function takeIn(page: Page, iin: string, pin: string, language: Language = 'kk'): Promise<string> {
  await beginIntake(page, language)
  await enterApplicant(page, iin, language)
  await next(page)
  await fillForm(page, language)
  await next(page)
  await scanDocuments(page, language)
  await next(page)
  await expect(heading(page, words[language].review)).toBeVisible()
  await sign(page, pin, language)
  return shownNumber(page, language)
}

/** The registered number on the screen after sending. */
export async function shownNumber(page: Page, language: Language = 'kk'): Promise<string> {
  await expect(heading(page, words[language].accepted)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(words[language].registered, { exact: true })).toBeVisible({ timeout: 20_000 })
  const text = await page
    .getByText(/^\d{4} \d{4} \d{4}$/)
    .first()
    .innerText()
  return text.replaceAll(' ', '')
}

/** The provider opens the request from the inbox and takes it into work. */
export async function acceptRequest(page: Page, number: string, language: Language = 'kk'): Promise<void> {
  await expect(heading(page, words[language].providerInbox)).toBeVisible()
  await page.getByText(grouped(number)).click()
  await page.getByRole('button', { name: words[language].acceptWork }).first().click()
  await expect(page.getByText(words[language].inWork, { exact: true })).toBeVisible()
}

/** The certificate's own words, in both languages whatever the page's. */
export async function fillDecision(page: Page, language: Language = 'kk'): Promise<void> {
  await page.getByLabel(words[language].registeredInfoKk).fill('2026 жылғы 10 қарашадан бастап')
  await page.getByLabel(words[language].registeredInfoRu).fill('с 10 ноября 2026 года')
}

/** From the filled decision to the answer that has reached the gateway. */
export async function signDecision(page: Page, pin: string, language: Language = 'kk'): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await sign(page, pin, language)
  await expect(page.getByText(words[language].delivered, { exact: true })).toBeVisible({ timeout: 20_000 })
}

/** By keyboard, from any screen: the hand-out desk and the receipt's number. */
export async function findResult(page: Page, number: string, language: Language = 'kk'): Promise<void> {
  await page.keyboard.press('Alt+4')
  await expect(heading(page, words[language].handOut)).toBeVisible()
  await page.keyboard.type(number)
  await page.keyboard.press('Enter')
  await expect(page.getByText(new RegExp(`^${words[language].resultReady}`))).toBeVisible({ timeout: 20_000 })
}

export async function handOut(page: Page, identityDocument: string, language: Language = 'kk'): Promise<void> {
  await page.getByLabel(words[language].documentNumber).fill(identityDocument)
  await page.keyboard.press('F9')
  await expect(page.getByText(words[language].handedOut, { exact: true })).toBeVisible()
}

/** Both questions, by keys. */
export async function answerSurvey(page: Page, language: Language = 'kk'): Promise<void> {
  await page.keyboard.press('3')
  await page.keyboard.press('2')
  for (const answer of words[language].surveyAnswers)
    await expect(page.getByRole('radio', { name: `) ${answer}`, checked: true })).toHaveCount(1)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(words[language].surveyThanks)).toBeVisible()
}
