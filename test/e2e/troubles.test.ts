import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { unknownIin, wellKnownAuthorityNumbers, wellKnownPeople } from '#gateway/population/well-known.ts'
import { applicant, password, pins } from '#test/harness/journey.ts'
import { expect, test } from './host.ts'
import {
  acceptRequest,
  beginIntake,
  enterApplicant,
  fillForm,
  findResult,
  grouped,
  heading,
  logIn,
  logOut,
  next,
  scanDocuments,
  scanInto,
  sign,
  signDecision,
  words,
} from './steps.ts'

test.use({ day: 'troubles' })

const say = {
  checkDigit: 'ЖСН бақылау цифры сәйкес емес. 12 цифрды тексеріңіз.',
  notFound: 'ЖТ МДҚ-да бұл ЖСН бойынша дерек жоқ. Құжатты тексеріңіз немесе қабылдаудан бас тартыңыз.',
  registerDown: 'Тіркелім жауап бермейді. Деректерді қолмен енгізіп, жалғастыруға болады: кейін тексеріледі.',
  provisional: 'Нөмір алдын ала берілді. Тіркелген нөмір қосылған соң осы іске жазылады.',
} as const

const takeFromRegister = 'Тіркелімнен көшіру'

const person = (page: Page): Locator => page.getByRole('region', { name: 'ЖТ МДҚ жауабы' })
const notary = (page: Page): Locator => page.getByRole('region', { name: 'БНАЖ жауабы' })
const button = (within: Page | Locator, name: string): Locator => within.getByRole('button', { name, exact: true })

/** Another number over the one that stands in the field. */
async function retype(page: Page, label: string, digits: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(digits)
}

/** Logs in where nobody is: the afternoon goes on where the morning ended, or begins by itself. */
async function atServices(page: Page): Promise<void> {
  const login = page.getByLabel(words.kk.login)
  await expect(login.or(heading(page, words.kk.services))).toBeVisible()
  if (await login.isVisible()) await logIn(page, 'operator1')
}

/** `Ctrl+Enter` leads nowhere: the applicant's step stays, and says what is to be put right. */
async function expectNoWayOn(page: Page): Promise<void> {
  await next(page)
  await expect(page.getByRole('region', { name: /^Түзету керек/ })).toBeVisible()
  await expect(heading(page, words.kk.applicant)).toBeVisible()
}

test.describe.serial('troubles of a morning', () => {
  const typed = 'кенжем оқитын мектепке'

  test('a wrong check digit is told when the field is left, not at each key', async ({ host: { page } }) => {
    await logIn(page, 'operator1')
    await beginIntake(page)
    await page.getByLabel(words.kk.iin, { exact: true }).click()
    await page.keyboard.type(`${applicant.iin.slice(0, 11)}`)
    await expect(page.getByText(say.checkDigit)).toHaveCount(0)
    await page.keyboard.type('9')
    await expect(page.getByText(say.checkDigit)).toBeVisible()
  })

  test('a person whom the register does not know: look at the paper, or refuse; nothing is typed by hand', async ({ host: { page } }) => {
    await retype(page, words.kk.iin, unknownIin)
    await expect(person(page).getByText(say.notFound)).toBeVisible()
    await expect(button(person(page), 'Қабылдаудан бас тарту')).toBeVisible()
    await expect(button(person(page), 'Қолмен енгізу')).toHaveCount(0)
    await expectNoWayOn(page)
  })

  test('in the name of a dead person nothing is taken in', async ({ host: { page } }) => {
    await retype(page, words.kk.iin, wellKnownPeople.deceased.iin)
    await expect(person(page).getByText('ЖТ МДҚ бойынша бұл адам 17.10.2019 қайтыс болған.')).toBeVisible()
    await expect(button(person(page), takeFromRegister)).toHaveCount(0)
    await expectNoWayOn(page)
  })

  test('a silent register: the data are typed by hand, and marked so', async ({ host: { page, gatewayDoes } }) => {
    const { iin, name } = wellKnownPeople.russianMan
    await gatewayDoes({ registersDown: true })
    await retype(page, words.kk.iin, iin)
    await expect(person(page).getByText(say.registerDown)).toBeVisible()
    await button(person(page), 'Қолмен енгізу').click()
    await expect(person(page).getByText(/^Деректер қолмен енгізілді \(\d\d:\d\d\): тіркелім жауап берген соң тексеріледі\.$/)).toBeVisible()
    await page.getByLabel('Тегі', { exact: true }).fill(name.surname)
    await page.getByLabel('Аты', { exact: true }).fill(name.givenName)
    await page.getByLabel('Әкесінің аты (бар болса)').fill(name.patronymic ?? '')
    await retype(page, 'Туған күні', '05071990')
    await page.getByText('ер', { exact: true }).click()
    await page.getByLabel('Мекенжайы', { exact: true }).fill('Өскемен қ., Абай даңғ., 1')
    await retype(page, words.kk.phone, '7017654321')
    await next(page)
    await expect(heading(page, words.kk.form)).toBeVisible()
    await gatewayDoes({})
  })

  test('what is typed survives a kill -9 of the core', async ({ host: { page, killCore } }) => {
    const field = page.getByLabel(words.kk.presentedToKk)
    await field.pressSequentially(typed)
    const killed = killCore()
    await field.pressSequentially('!')
    await killed
    // The new core knows of nobody: the same person logs in again and is where they were.
    await expect(page.getByText('Сеанс уақыты бітті. Қайта кіріңіз: енгізілгеннің бәрі сақтаулы.')).toBeVisible({ timeout: 20_000 })
    await logIn(page, 'operator1')
    await expect(field).toHaveValue(`${typed}!`)
    await page.getByLabel(words.kk.presentedToRu).fill('в школу')
    await expect(page.getByText(/^Сақталды: /)).toBeVisible({ timeout: 20_000 })
  })

  test('locking keeps the unfinished form, and only the own password opens it', async ({ host: { page } }) => {
    await page.keyboard.press('Control+L')
    const lock = page.getByRole('dialog', { name: 'Жұмыс орны құлыптаулы' })
    await expect(lock).toBeVisible()
    await expect(page.getByLabel(words.kk.presentedToKk)).not.toBeFocused()
    await lock.getByLabel(words.kk.password).fill('not-the-password')
    await page.keyboard.press('Enter')
    await expect(lock.getByText(/^Логин немесе құпиясөз қате/)).toBeVisible()
    await lock.getByLabel(words.kk.password).fill(password)
    await page.keyboard.press('Enter')
    await expect(lock).toBeHidden()
    await expect(page.getByLabel(words.kk.presentedToKk)).toHaveValue(`${typed}!`)
  })

  test('an incomplete set is refused with the list of what is missing', async ({ host: { page } }) => {
    await fillForm(page)
    await next(page)
    await expect(heading(page, words.kk.documents)).toBeVisible()
    const [application, identity] = words.kk.slots
    await scanInto(page, application ?? '')
    await button(page, 'Қабылдаудан бас тарту').click()
    const dialog = page.getByRole('dialog', { name: 'Құжаттарды қабылдаудан бас тарту' })
    await expect(dialog.getByRole('listitem')).toHaveText([identity ?? ''])
    await expect(dialog.getByLabel('Бас тарту себебі')).toHaveValue('Құжаттар топтамасы толық ұсынылмады.')
    await button(dialog, 'Бас тарту').click()
    await expect(heading(page, 'Қабылдаудан бас тартылды')).toBeVisible()
    await page.keyboard.press('F3')
  })
})

const powers = [
  {
    who: wellKnownPeople.representativeExpired,
    number: wellKnownAuthorityNumbers.expired,
    sentence: /^Сенімхаттың мерзімі \d\d\.\d\d\.\d{4} өткен\.$/,
  },
  {
    who: wellKnownPeople.representativeRevoked,
    number: wellKnownAuthorityNumbers.revoked,
    sentence: /^Сенімхат \d\d\.\d\d\.\d{4} кері қайтарылған\.$/,
  },
  {
    who: wellKnownPeople.representativeWrongScope,
    number: wellKnownAuthorityNumbers.wrongScope,
    sentence: /^Сенімхат бұл қызметке өкілеттік бермейді\.$/,
  },
] as const

async function enterAuthority(page: Page, iin: string, number: string): Promise<void> {
  await retype(page, 'Өкілдің ЖСН-і', iin)
  await page.getByLabel('Сенімхат нөмірі').fill(number)
  await button(page, 'БНАЖ-дан сұрау').click()
}

test.describe.serial('troubles of an afternoon', () => {
  let provisional = ''
  let number = ''
  const grounds = { kk: 'Алушы жұмыссыз ретінде тіркелмеген', ru: 'Услугополучатель не зарегистрирован в качестве безработного' }
  const explanation = { kk: 'Сіз жұмыссыздар тізімінде жоқсыз.', ru: 'Вас нет в списке безработных.' }

  test('a power of attorney that has run out, was revoked or is for something else is refused, each with its sentence', async ({
    host: { page },
  }) => {
    await atServices(page)
    await beginIntake(page)
    await enterApplicant(page, applicant.iin)
    await page.getByText('Өтінішті өкіл береді').click()
    await page.getByText('Сенімхат нотариалды куәландырылған').click()
    for (const { who, number, sentence } of powers) {
      await enterAuthority(page, who.iin, number)
      await expect(notary(page).getByText(sentence)).toBeVisible()
      await expect(button(notary(page), 'Қабылдаудан бас тарту')).toBeVisible()
      await expectNoWayOn(page)
    }
  })

  test('a valid one lets the representative pass', async ({ host: { page } }) => {
    await enterAuthority(page, wellKnownPeople.representativeValid.iin, wellKnownAuthorityNumbers.valid)
    await expect(notary(page).getByRole('button', { name: takeFromRegister })).toBeVisible()
    await page.keyboard.press('F7')
    await expect(notary(page).getByText(/^БНАЖ растады: \d\d:\d\d$/)).toBeVisible()
    await retype(page, 'Өкілдің телефоны', '7021112233')
    await next(page)
    await fillForm(page)
    await next(page)
    await scanDocuments(page)
    await scanInto(page, 'Нотариалды куәландырылған сенімхат')
    await next(page)
    await expect(heading(page, words.kk.review)).toBeVisible()
  })

  test('a wrong PIN is told, and with the right one it is signed while the gateway is away', async ({ host: { page, gatewayDoes } }) => {
    await sign(page, '9999')
    await expect(page.getByText(/^PIN-код қате\./)).toBeVisible()
    await gatewayDoes({ refuseRetryAfterSeconds: 1 })
    await sign(page, pins.operator1)
    await expect(heading(page, words.kk.accepted)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(say.provisional)).toBeVisible()
    provisional = await page.getByRole('region', { name: 'Өтініш нөмірі' }).getByRole('paragraph').first().innerText()
  })

  test('the receipt is printed with the provisional number', async ({ host: { page, dataFolder } }) => {
    await page.keyboard.press('F9')
    await expect(page.getByText('Басып шығаруға жіберілді: 1-дана')).toBeVisible()
    const prints = join(dataFolder, 'prints')
    const printed = (): readonly string[] => (existsSync(prints) ? readdirSync(prints).filter((name) => name.endsWith('.pdf')) : [])
    await expect.poll(printed, { timeout: 15_000 }).toHaveLength(1)
    expect(
      execFileSync('pdftotext', ['-layout', join(prints, printed()[0] ?? ''), '-'])
        .toString()
        .replaceAll(' ', ''),
    ).toContain(provisional.replaceAll(' ', ''))
  })

  test('the outbox tells in words what waits and why', async ({ host: { page } }) => {
    await page.keyboard.press('Alt+3')
    await expect(page.getByRole('listbox', { name: 'Жіберу кезегі' }).getByRole('option')).toHaveCount(1)
    const item = page.getByRole('article', { name: 'Сұрау салуды жіберу' })
    await expect(item).toContainText(provisional)
    await expect(item).toContainText('алдын ала берілген нөмір')
    await expect(item).toContainText('Соңғы әрекет: Шлюз бос емес. Сәлден соң қайталаңыз.')
    await expect(item).toContainText(/Әрекет саны\d+/)
  })

  test('the operator holds it back and lets it go on, by the keys of the list', async ({ host: { page } }) => {
    const item = page.getByRole('article', { name: 'Сұрау салуды жіберу' })
    await page.keyboard.press('P')
    await expect(item).toContainText('Кідіртілді')
    await expect(item).toContainText('жалғастырғанша жіберілмейді')
    await page.keyboard.press('Space')
    await expect(item).not.toContainText('Кідіртілді')
    await page.getByRole('button', { name: 'Бәрін кідірту' }).click()
    await expect(page.getByText(/^Жіберу \d\d:\d\d бастап кідіртілген/)).toBeVisible()
    await expect(item.getByRole('button', { name: 'Қазір жіберу' })).toBeHidden()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/бастап кідіртілген/)).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(page.getByText(provisional)).toBeVisible()
  })

  test('when the gateway is back the official number takes its place without asking', async ({ host: { page, gatewayDoes } }) => {
    await gatewayDoes({})
    const shown = page.getByRole('region', { name: 'Өтініш нөмірі' }).getByRole('paragraph').first()
    await expect(shown).toHaveText(/^\d{4} \d{4} \d{4}$/, { timeout: 30_000 })
    await expect(page.getByText(words.kk.registered, { exact: true })).toBeVisible()
    await expect(page.getByText(say.provisional)).toBeHidden()
    number = (await shown.innerText()).replaceAll(' ', '')
    expect(number).not.toBe(provisional.replaceAll(' ', ''))
  })

  test('the outbox keeps what the gateway acknowledged', async ({ host: { page } }) => {
    await page.keyboard.press('Alt+3')
    await page.getByRole('tab', { name: 'Аяқталғандар' }).click()
    const item = page.getByRole('article', { name: 'Сұрау салуды жіберу' })
    await expect(item).toContainText(grouped(number))
    await expect(item).toContainText(`қолхатта ${provisional}`)
    await expect(item.getByRole('region', { name: 'Шлюз қабылдап, қол қойды' })).toContainText(`№ ${grouped(number)}`)
    await logOut(page)
  })

  test('the provider refuses with grounds in both languages', async ({ host: { page } }) => {
    await logIn(page, 'executor1')
    await acceptRequest(page, number)
    await page.getByText('Дәлелді бас тарту', { exact: true }).click()
    await expect(page.getByText(grounds.ru)).toBeVisible()
    await page.getByText(grounds.kk).click()
    await page.getByLabel('Түсіндірме (қазақша)').fill(explanation.kk)
    await page.getByLabel('Түсіндірме (орысша)').fill(explanation.ru)
    await signDecision(page, pins.executor1)
    await logOut(page)
  })

  test('the operator sees the refusal and hands it to the representative, whose power is asked for again', async ({
    host: { page, dataFolder },
  }) => {
    await logIn(page, 'operator1')
    await expect(heading(page, words.kk.services)).toBeVisible()
    await findResult(page, number)
    await expect(page.getByText('Нәтиже дайын: дәлелді бас тарту')).toBeVisible()
    await expect(page.getByText('БНАЖ растады: сенімхат күшінде.')).toBeVisible()
    const prints = join(dataFolder, 'prints')
    const before = readdirSync(prints)
    await page.getByLabel(words.kk.documentNumber).fill(wellKnownPeople.representativeValid.identityDocument.number)
    await page.keyboard.press('F9')
    await expect(page.getByText(words.kk.handedOut, { exact: true })).toBeVisible()
    const added = (): readonly string[] => readdirSync(prints).filter((name) => name.endsWith('.pdf') && !before.includes(name))
    await expect.poll(added, { timeout: 15_000 }).toHaveLength(1)
    const text = execFileSync('pdftotext', [join(prints, added()[0] ?? ''), '-'])
      .toString()
      .replace(/\s+/g, ' ')
    for (const part of [grounds.kk, grounds.ru, explanation.kk, explanation.ru]) expect(text).toContain(part)
  })

  test('the case page names the refusal', async ({ host: { page } }) => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+K')
    await page.keyboard.type(number)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Alt+2')
    await page.getByText(grouped(number)).first().click()
    await expect(heading(page, 'Істің барысы')).toBeVisible()
    for (const line of ['Нәтиже келді: дәлелді бас тарту', 'Нәтиже өкілге берілді', 'Шлюз тіркеді'])
      await expect(page.getByText(line).first()).toBeVisible()
  })
})
