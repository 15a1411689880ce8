// Scenes of signed requests that the registers or the gateway contradict.

const id = (number) => `00000000-0000-4000-8000-${String(number).padStart(6, '0')}aaaaaa`

/** The case as the core would show it, with this conflict. */
const inConflict = async (page, number, over) => {
  await page.evaluate(
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
    { wanted: id(number), more: over },
  )
  await page.evaluate((to) => window.preview.go(to), { name: 'case', caseId: id(number) })
  await page.locator('.conflict').waitFor()
  await page.waitForTimeout(200)
}

const at = '2026-11-22T05:04:00.000Z'
const field = (name, declared, registered, verdict) => ({ name, declared, registered, verdict })
const person = (over) => ({
  subject: 'applicant',
  fields: [
    field('surname', 'Ахметова', 'Ахметқызы', 'differs'),
    field('givenName', 'Айгүл', 'Айгүл', 'same'),
    field('patronymic', '', 'Серікқызы', 'noted'),
    field('birthDate', '1985-03-12', '1985-03-21', 'differs'),
    field('sex', 'female', 'female', 'same'),
    field('address', 'Өскемен қ., Қазақстан к-сі, 59-үй', 'Шығыс Қазақстан облысы, Өскемен қ., Тәуелсіздік даңғ., 31-үй, 7-пәтер', 'noted'),
  ],
  problems: [],
  answeredAt: at,
  reference: 'q-1',
  ...over,
})
const revoked = {
  subject: 'authority',
  fields: [
    field('notary', 'Сейітова Г.Қ.', 'Өскемен қаласының нотариусы Сейітова Гүлжан Қайратқызы', 'noted'),
    field('issuedAt', '2026-09-23', '2026-09-23', 'same'),
    field('expiresAt', '2029-08-18', '2029-08-18', 'same'),
    field('revokedAt', '', '2026-11-12', 'differs'),
  ],
  problems: ['revoked'],
  answeredAt: at,
  reference: 'q-2',
}
const conflict = (findings, more = {}) => ({ conflict: { source: 'check', findings, ...more } })
const died = person({ fields: [field('diedAt', '', '2019-10-17', 'differs')], problems: ['deceased'] })

export const conflictScenes = [
  { name: 'conflict-person', act: (page) => inConflict(page, 2, conflict([person()])) },
  { name: 'conflict-authority', act: (page) => inConflict(page, 2, conflict([revoked])) },
  {
    name: 'conflict-remark',
    act: async (page) => {
      await inConflict(page, 2, conflict([died]))
      await page.keyboard.press('Alt+2')
    },
  },
  {
    name: 'conflict-version',
    act: (page) =>
      inConflict(page, 4, conflict([], { source: 'refusal', version: { signed: '2025.04', inForce: '2026.11', accepted: false } })),
  },
  { name: 'conflict-late', act: (page) => inConflict(page, 3, conflict([person()], { source: 'recheck' })) },
]
