const show = (screen) => (page) => page.evaluate((to) => window.preview.go(to), screen)
const caseId = (number) => `00000000-0000-4000-8000-${String(number).padStart(6, '0')}aaaaaa`
const wrong = { 'session/login': { tag: 'session/wrong', remedy: 'act', triesLeft: 3 } }

/** What is looked at: a scene, and what is done in it before the picture is taken. */
export const scenes = [
  { name: 'login', scene: { training: true } },
  {
    name: 'login-refused',
    scene: { fail: wrong },
    act: async (page) => {
      await page.keyboard.type('operator1')
      await page.locator('input[type=password]').fill('x')
      await page.keyboard.press('Enter')
    },
  },
  { name: 'login-token', scene: {}, act: (page) => page.locator('.login-foot button').click() },
  { name: 'services', scene: { role: 'operator', training: true } },
  { name: 'services-find', act: (page) => page.keyboard.type('сенбейтін') },
  { name: 'services-elsewhere', act: (page) => page.keyboard.type('мүгедек') },
  { name: 'search', scene: { role: 'operator', cases: 400 }, act: show({ name: 'search' }) },
  {
    name: 'search-none',
    act: async (page) => {
      await page.keyboard.press('F2')
      await page.keyboard.type('Жоқ адам')
      await page.keyboard.press('Enter')
    },
  },
  { name: 'case-completed', act: show({ name: 'case', caseId: caseId(1) }) },
  { name: 'case-rejected', act: show({ name: 'case', caseId: caseId(4) }) },
  {
    name: 'case-queued-receipt',
    act: async (page) => {
      await show({ name: 'case', caseId: caseId(2) })(page)
      await page.locator('.case-head button').first().click()
    },
  },
  { name: 'outbox', scene: { role: 'operator', offline: true, skew: 240000 }, act: show({ name: 'outbox' }) },
  {
    name: 'outbox-fault',
    scene: { role: 'operator', fail: { 'outbox/list': { tag: 'core/down', remedy: 'retry' } } },
    act: show({ name: 'outbox' }),
  },
  {
    name: 'lock',
    act: async (page) => {
      await page.waitForTimeout(300)
      await page.keyboard.press('Control+l')
    },
  },
  {
    name: 'help',
    act: async (page) => {
      await page.waitForTimeout(300)
      await page.keyboard.press('F1')
    },
  },
  { name: 'menu', act: (page) => page.locator('.person').click() },
  { name: 'no-right', scene: { role: 'courier' }, act: show({ name: 'services' }) },
  { name: 'narrow', size: { width: 1000, height: 700 }, languages: ['kk'] },
  { name: 'dark-services', theme: 'dark', languages: ['kk'] },
  { name: 'dark-case', theme: 'dark', languages: ['ru'], act: show({ name: 'case', caseId: caseId(1) }) },
  { name: 'intake', act: show({ name: 'intake', caseId: caseId(6) }) },
  {
    name: 'check',
    act: async (page) => {
      await page.evaluate(() => window.preview.go({ name: 'check' }))
      await page.waitForTimeout(1200)
    },
  },
]
