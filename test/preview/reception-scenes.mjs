// Scenes of the reception side over all thirteen services: organisation, payment, repeats, correction, where to go instead.

const id = (number) => `00000000-0000-4000-8000-${String(number).padStart(6, '0')}aaaaaa`
const show = (page, screen) => page.evaluate((to) => window.preview.go(to), screen)
const field = (page, name) => page.locator(`[id="field-${name}"]`)
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key)
}
const intake = async (page) => {
  await show(page, { name: 'intake', caseId: id(6) })
  await page.locator('.intake').waitFor()
}
/** The applicant's twelfth digit typed anew: the register answers, and everything is taken. */
const person = async (page) => {
  await intake(page)
  const iin = field(page, 'applicant.iin')
  const value = (await iin.inputValue()).replaceAll(' ', '')
  await iin.fill(value.slice(0, 11))
  await iin.focus()
  await press(page, 'End', value.slice(11))
  await page.waitForTimeout(200)
  await press(page, 'F7')
}
const form = async (page) => {
  await person(page)
  await press(page, 'Control+Enter')
  await page.locator('.form-pages').waitFor()
  await page.waitForTimeout(250)
}
const organisation = async (page, bin) => {
  await intake(page)
  await field(page, 'applicant.iin').fill('')
  await field(page, 'applicantKind').locator('.choice-option').nth(1).click()
  await field(page, 'organisation.bin').focus()
  await page.keyboard.type(bin)
  await page.waitForTimeout(400)
}
const operator = (more) => ({ role: 'operator', ...more })
const unavailable = { tag: 'gateway/unavailable', remedy: 'retry', why: 'timeout' }
const bottom = (page) => page.evaluate(() => document.querySelector('.intake-work')?.scrollTo(0, 1e6))

export const receptionScenes = [
  { name: 'r-organisation', scene: operator({ service: 'foreign-press-aktobe' }), act: (page) => organisation(page, '990240001237') },
  {
    name: 'r-organisation-other',
    scene: operator({ service: 'foreign-press-aktobe' }),
    act: async (page) => {
      await organisation(page, '990240001237')
      await field(page, 'applicant.iin').fill('870514400338')
      await bottom(page)
    },
  },
  {
    name: 'r-organisation-down',
    scene: operator({ service: 'foreign-press-aktobe', fail: { 'intake/askOrganisation': unavailable } }),
    act: (page) => organisation(page, '990240001237'),
  },
  { name: 'r-repeat', scene: operator({ service: 'kindergarten-queue', children: 3 }), act: form },
  {
    name: 'r-repeat-added',
    scene: operator({ service: 'minor-assets-cert', children: 3 }),
    act: async (page) => {
      await form(page)
      await page.locator('.family > .button').click()
      await page.waitForTimeout(100)
      await press(page, 'Alt+a')
      await page.waitForTimeout(200)
      await page.locator('[data-row="1"] .repeat-row-head button').click()
      await page.waitForTimeout(200)
    },
  },
  {
    name: 'r-repeat-errors',
    scene: operator({ service: 'housing-queue' }),
    act: async (page) => {
      await form(page)
      await press(page, 'Control+Enter')
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'r-repeat-family',
    scene: operator({ service: 'housing-queue' }),
    act: async (page) => {
      await form(page)
      await press(page, 'Alt+a')
      await page.waitForTimeout(150)
      await page.keyboard.type('900203300478')
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'r-family-down',
    scene: operator({ service: 'guardianship-cert', fail: { 'intake/askFamily': unavailable } }),
    act: async (page) => {
      await form(page)
      await bottom(page)
    },
  },
  {
    name: 'r-payment',
    scene: { role: 'chancellery', service: 'media-registration', feeHere: true },
    act: async (page) => {
      await form(page)
      await field(page, 'payment.reference').fill('204511')
      await press(page, 'Tab')
      await page.waitForTimeout(200)
      await bottom(page)
    },
  },
  {
    name: 'r-payment-down',
    scene: { role: 'chancellery', service: 'media-registration', feeHere: true, fail: { 'intake/askPayment': unavailable } },
    act: async (page) => {
      await form(page)
      await field(page, 'payment.reference').fill('104511')
      await press(page, 'Tab')
      await page.waitForTimeout(200)
      await bottom(page)
    },
  },
  {
    name: 'r-earlier',
    scene: operator({
      service: 'unemployed-cert',
      earlier: {
        address: 'Өскемен қ., Сәтбаев к-сі, 7/1',
        presentedTo: { kk: 'Әлеуметтік қорғау басқармасына', ru: 'В управление социальной защиты' },
      },
    }),
    act: async (page) => {
      await form(page)
      await page.locator('.earlier summary').click()
    },
  },
  {
    name: 'r-correction-form',
    scene: operator({ service: 'kindergarten-queue', wrongFields: ['answers.child.0.iin', 'slots.birthCertificate'] }),
    act: async (page) => {
      await intake(page)
      await page.locator('.intake-steps .step').nth(1).click()
      await page.waitForTimeout(200)
    },
  },
  {
    name: 'r-correction-applicant',
    scene: operator({ service: 'kindergarten-queue', wrongFields: ['answers.child.0.iin'] }),
    act: intake,
  },
  {
    name: 'r-correction-documents',
    scene: operator({ service: 'kindergarten-queue', wrongFields: ['slots.birthCertificate'] }),
    act: async (page) => {
      await intake(page)
      await page.locator('.intake-steps .step').nth(2).click()
      await page.waitForTimeout(200)
    },
  },
  { name: 'r-elsewhere', scene: operator(), act: (page) => page.keyboard.type('11') },
  { name: 'r-passport', scene: operator(), act: (page) => page.keyboard.type('7') },
  {
    name: 'r-passport-end',
    scene: operator(),
    act: async (page) => {
      await page.keyboard.type('7')
      await page.waitForTimeout(200)
      await page.locator('.passport-channel summary').first().click()
      await page.evaluate(() => document.querySelector('.passport-body').scrollTo(0, 1500))
    },
  },
  { name: 'r-services-provider', scene: { role: 'executor' }, act: (page) => show(page, { name: 'services' }) },
  { name: 'r-catalogue-refused', scene: operator({ catalogueRefused: 'badSignature' }) },
  {
    name: 'r-visit',
    scene: operator(),
    act: async (page) => {
      await show(page, { name: 'intake', caseId: id(3) })
      await page.waitForTimeout(600)
    },
  },
  { name: 'r-case-intermediate', scene: operator({ intermediate: true }), act: (page) => show(page, { name: 'case', caseId: id(5) }) },
  {
    name: 'r-handout-intermediate',
    scene: operator({ intermediate: true }),
    act: async (page) => {
      await show(page, { name: 'handOut', caseId: id(5) })
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'r-long-form',
    scene: operator({ service: 'long-form' }),
    act: async (page) => {
      await form(page)
      await bottom(page)
    },
  },
]
