// Scenes of the provider's desk, each role at its moment.

const id = (number) => `00000000-0000-4000-8000-${String(number).padStart(6, '0')}aaaaaa`
const show = (page, screen) => page.evaluate((to) => window.preview.go(to), screen)
const open = async (page, number) => {
  await show(page, { name: 'providerCase', caseId: id(number) })
  await page.locator('.provider-case').waitFor()
  await page.waitForTimeout(400)
}
const choose = (page, index) => page.locator('[id="field-outcome"] .choice-option').nth(index).click()
const fill = (page, name, text) =>
  page
    .locator(`[id="field-${name}"]`)
    .locator('input, textarea')
    .or(page.locator(`input[id="field-${name}"], textarea[id="field-${name}"]`))
    .first()
    .fill(text)

const executor = { role: 'executor', training: true }
const head = { role: 'head', training: true }
const chancellery = { role: 'chancellery', training: true }

/** So many decisions opened and ticked, by keys alone. */
const group = async (page, ticks) => {
  await show(page, { name: 'groupSigning' })
  await page.locator('.group-rows').waitFor()
  if (ticks > 0) await page.keyboard.press('Enter')
  for (let seen = 0; seen < ticks; seen++) {
    await page.waitForFunction(() => document.querySelector('.group-row[data-opened] .group-mark[data-ready]') !== null)
    await page.keyboard.press('Space')
  }
  await page.waitForTimeout(700)
}

export const providerScenes = [
  {
    name: 'provider-inbox',
    scene: executor,
    act: async (page) => {
      await show(page, { name: 'provider' })
      await page.keyboard.press('F7')
    },
  },
  {
    name: 'provider-inbox-many',
    scene: { ...executor, cases: 900 },
    act: async (page) => {
      await show(page, { name: 'provider' })
      await page.keyboard.press('F7')
    },
  },
  { name: 'provider-registered', scene: executor, act: (page) => open(page, 101) },
  { name: 'provider-decision', scene: executor, act: (page) => open(page, 102) },
  {
    name: 'provider-decision-facts',
    scene: executor,
    act: async (page) => {
      await open(page, 102)
      await page.keyboard.press('F7')
    },
  },
  {
    name: 'provider-decision-filled',
    scene: executor,
    act: async (page) => {
      await open(page, 102)
      await fill(page, 'fields.registeredInfo.kk', '2026 жылғы 10 қарашадан бастап')
      await fill(page, 'fields.registeredInfo.ru', 'с 10 ноября 2026 года')
      await page.waitForTimeout(1200)
    },
  },
  {
    name: 'provider-payments',
    scene: executor,
    act: async (page) => {
      await open(page, 103)
      await page.keyboard.press('Alt+a')
      await page.keyboard.press('Control+Enter')
    },
  },
  { name: 'provider-queue', scene: executor, act: (page) => open(page, 104) },
  {
    name: 'provider-queue-paper',
    scene: executor,
    act: async (page) => {
      await open(page, 104)
      await page.keyboard.press('F7')
      await page.locator('.request-item').nth(1).click()
    },
  },
  {
    name: 'provider-intermediate',
    scene: executor,
    act: async (page) => {
      await open(page, 105)
      await choose(page, 1)
    },
  },
  {
    name: 'provider-refusal',
    scene: executor,
    act: async (page) => {
      await open(page, 105)
      await choose(page, 2)
      await page.locator('.wrong summary').click()
      await page.locator('.wrong .checkbox').nth(3).click()
      await page.keyboard.press('Control+Enter')
    },
  },
  {
    name: 'provider-portal-organisation',
    scene: executor,
    act: async (page) => {
      await open(page, 106)
      await page.keyboard.press('F7')
    },
  },
  {
    name: 'provider-extend',
    scene: executor,
    act: async (page) => {
      await open(page, 103)
      await page.keyboard.press('Control+m')
      await page.keyboard.type('12')
      await fill(page, 'extend.reason.kk', 'Дәрігерлік қорытынды қосымша сұралды.')
      await page.keyboard.press('Control+Enter')
    },
  },
  { name: 'provider-extended', scene: executor, act: (page) => open(page, 114) },
  { name: 'provider-register', scene: chancellery, act: (page) => open(page, 107) },
  {
    name: 'provider-assign',
    scene: head,
    act: async (page) => {
      await open(page, 108)
      await page.keyboard.press('Control+Enter')
    },
  },
  { name: 'provider-draft', scene: executor, act: (page) => open(page, 109) },
  { name: 'provider-head', scene: head, act: (page) => open(page, 110) },
  {
    name: 'provider-head-returns',
    scene: head,
    act: async (page) => {
      await open(page, 110)
      await page.keyboard.press('Control+Shift+Enter')
      await page.keyboard.press('Control+Enter')
    },
  },
  { name: 'provider-returned', scene: executor, act: (page) => open(page, 111) },
  { name: 'provider-dispatch', scene: chancellery, act: (page) => open(page, 112) },
  { name: 'provider-waits', scene: chancellery, act: (page) => open(page, 109) },
  { name: 'provider-sent', scene: executor, act: (page) => open(page, 113) },
  {
    name: 'provider-sign',
    scene: head,
    act: async (page) => {
      await open(page, 110)
      await page.keyboard.press('Control+Enter')
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'group-inbox',
    scene: head,
    act: async (page) => {
      await show(page, { name: 'provider' })
      await page.waitForTimeout(500)
    },
  },
  { name: 'group-list', scene: head, act: (page) => group(page, 0) },
  { name: 'group-seen', scene: head, act: (page) => group(page, 4) },
  {
    name: 'group-pin',
    scene: head,
    act: async (page) => {
      await group(page, 5)
      await page.keyboard.press('F8')
      await page.locator('.signing').waitFor()
    },
  },
  {
    name: 'group-working',
    scene: { ...head, delay: 900 },
    act: async (page) => {
      await group(page, 5)
      await page.keyboard.press('F8')
      await page.locator('#field-pin').fill('1234')
      await page.keyboard.press('F8')
      await page.waitForTimeout(2600)
    },
  },
  {
    name: 'group-done',
    scene: head,
    act: async (page) => {
      await group(page, 5)
      await page.keyboard.press('F8')
      await page.locator('#field-pin').fill('1234')
      await page.keyboard.press('F8')
      await page.waitForTimeout(1500)
    },
  },
  {
    name: 'group-stopped',
    scene: head,
    act: async (page) => {
      await page.evaluate(() => {
        const { api } = window.preview.bridge
        Object.assign(api, {
          'signing/signBatch': async ({ preparationIds }) => {
            const outcomes = [
              { outcome: 'signed', revocation: 'good' },
              { outcome: 'failed', fault: { tag: 'case/notInStage', remedy: 'act', stage: 'completed' } },
            ]
            const items = preparationIds.map((preparationId, index) => ({ preparationId, ...(outcomes[index] ?? { outcome: 'left' }) }))
            return { ok: true, value: { items, stopped: { tag: 'token/absent', remedy: 'act' } } }
          },
        })
      })
      await group(page, 5)
      await page.keyboard.press('F8')
      await page.locator('#field-pin').fill('1234')
      await page.keyboard.press('F8')
      await page.waitForTimeout(500)
    },
  },
]
