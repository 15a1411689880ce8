// Scenes of what leaves the desk otherwise than over the counter: letters, and receipts of refusals.

const id = (number) => `00000000-0000-4000-8000-${String(number).padStart(6, '0')}aaaaaa`
const show = (page, screen) => page.evaluate((to) => window.preview.go(to), screen)

/** What the core says of this case, changed. */
const change = (page, caseId, over) =>
  page.evaluate(
    ({ wanted, more }) => {
      const { api } = window.preview.bridge
      const ask = api['case/get']
      Object.assign(api, {
        'case/get': async (input) => {
          const answer = await ask(input)
          return answer.ok && input.caseId === wanted ? { ...answer, value: { ...answer.value, ...more } } : answer
        },
      })
    },
    { wanted: caseId, more: over },
  )

const handOut = async (page, over = {}) => {
  await change(page, id(1), over)
  await show(page, { name: 'handOut', caseId: id(1) })
  await page.locator('.handout-case').waitFor()
  await page.waitForTimeout(200)
}
const byEmail = async (page, over) => {
  await handOut(page, over)
  await page.locator('[id="field-handout.way"] .choice-option').last().click()
}
const job = (over) => ({
  id: id(9),
  kind: 'emailResult',
  caseId: id(1),
  priority: 'desk',
  attempts: 1,
  createdAt: '2026-11-20T05:00:00.000Z',
  nextAt: '2026-11-20T05:00:00.000Z',
  ...over,
})
const refused = { tag: 'gateway/refused', data: { code: 'email/addressRefused', smtpCode: 550 } }
const emails = (sent) => ({ stage: 'handedOut', emails: [{ to: 'qairat@example.kz', sent, intermediate: false }] })

export const letterScenes = [
  { name: 'handout-email', act: (page) => byEmail(page) },
  { name: 'handout-email-queued', act: (page) => handOut(page, { ...emails(false), jobs: [job({ state: 'ready' })] }) },
  { name: 'handout-email-failed', act: (page) => handOut(page, { ...emails(false), jobs: [job({ state: 'stuck', lastFault: refused })] }) },
  { name: 'handout-email-sent', act: (page) => handOut(page, emails(true)) },
  {
    name: 'case-called-off',
    act: async (page) => {
      const request = job({
        kind: 'submitRequest',
        state: 'cancelled',
        finishedAt: '2026-11-20T06:00:00.000Z',
        calledOffBecause: 'Алушы қайтарып алды',
      })
      await change(page, id(2), { stage: 'cancelled', jobs: [request] })
      await show(page, { name: 'case', caseId: id(2) })
      await page.locator('.job-panel').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'refused-receipt',
    act: async (page) => {
      await change(page, id(6), { stage: 'receptionRefused' })
      await page.evaluate(() =>
        Object.assign(window.preview.bridge.api, {
          'intake/get': async () => ({ ok: false, error: { tag: 'case/notInStage', remedy: 'act', stage: 'receptionRefused' } }),
        }),
      )
      await show(page, { name: 'intake', caseId: id(6) })
      await page.locator('.receipt').waitFor()
      await page.waitForTimeout(800)
    },
  },
]
