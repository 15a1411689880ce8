// Scenes of the queue: what waits, what is stuck and why, what stops all of it, what runs out.

const show = async (page) => {
  await page.evaluate(() => window.preview.go({ name: 'outbox' }))
  await page.locator('.outbox-tabs').waitFor()
}
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key)
  await page.waitForTimeout(150)
}
const hour = 1
const limits = [
  { kind: 'oldestItem', level: 'warn', value: 50 * hour, stopsAt: 72 * hour },
  { kind: 'items', level: 'warn', value: 2000, stopsAt: 3000 },
]
const stop = [
  { kind: 'disk', level: 'stop', value: 180 * 1024 * 1024, stopsAt: 200 * 1024 * 1024 },
  { kind: 'sync', level: 'warn', value: 53, stopsAt: 120 },
  { kind: 'backup', level: 'warn', value: 30, stopsAt: 72 },
]
const operator = (over) => ({ role: 'operator', ...over })
const week = operator({ outbox: 'backlog', offline: true, why: 'noConnection', queue: 'away' })

export const outboxScenes = [
  { name: 'queue-empty', scene: operator({ outbox: 'none' }), act: show },
  { name: 'queue-offline', scene: week, act: show },
  {
    name: 'queue-offline-end',
    scene: week,
    languages: ['kk'],
    act: async (page) => {
      await show(page)
      for (let times = 0; times < 5; times++) await press(page, 'End')
    },
  },
  { name: 'queue-trouble', scene: operator({ outbox: 'trouble' }), act: show },
  ...[
    ['letter', 1],
    ['rejected', 2],
    ['running', 3],
    ['paused', 4],
    ['waiting', 5],
  ].map(([name, downs]) => ({
    name: `queue-trouble-${name}`,
    scene: operator({ outbox: 'trouble' }),
    act: async (page) => {
      await show(page)
      await press(page, ...Array.from({ length: downs }, () => 'ArrowDown'))
    },
  })),
  {
    name: 'queue-call-off',
    scene: operator({ outbox: 'trouble' }),
    act: async (page) => {
      await show(page)
      await press(page, 'ArrowDown', 'ArrowDown', 'Delete')
      await press(page, 'Control+Enter')
    },
  },
  {
    name: 'queue-called-off',
    scene: operator({ outbox: 'trouble' }),
    act: async (page) => {
      await show(page)
      await press(page, 'Delete')
      await page.keyboard.type('Алушы қайтарып алды')
      await press(page, 'Control+Enter')
      await page.locator('.call-off').waitFor({ state: 'detached' })
      await press(page, 'ArrowRight', 'ArrowRight')
    },
  },
  { name: 'queue-away', scene: operator({ outbox: 'trouble', offline: true, why: 'nonsense', queue: 'away' }), act: show },
  { name: 'queue-paused', scene: operator({ outbox: 'trouble', queue: 'paused' }), act: show },
  { name: 'queue-limit-warn', scene: { ...week, limits }, act: show },
  { name: 'queue-limit-stop', scene: operator({ outbox: 'trouble', offline: true, why: 'timeout', limits: stop }) },
  {
    name: 'queue-limit-all',
    scene: operator({ outbox: 'trouble', limits: stop }),
    act: async (page) => {
      await show(page)
      await page.locator('.limit-band button').first().click()
    },
  },
  {
    name: 'queue-upload',
    scene: operator({ outbox: 'trouble' }),
    act: async (page) => {
      await show(page)
      await page.locator('.outbox-head button').last().click()
      await page.locator('.choice-option').last().click()
      await page.locator('.checkbox').click()
      await page.waitForTimeout(300)
    },
  },
  {
    name: 'queue-over',
    scene: operator({ outbox: 'over' }),
    act: async (page) => {
      await show(page)
      await page.locator('.outbox-tab').last().click()
      await page.locator('.acknowledgement button').click()
    },
  },
  {
    name: 'queue-dark',
    scene: operator({ outbox: 'trouble', limits, queue: 'away', offline: true }),
    theme: 'dark',
    languages: ['ru'],
    act: show,
  },
  { name: 'queue-narrow', scene: operator({ outbox: 'trouble', limits }), size: { width: 960, height: 700 }, languages: ['kk'], act: show },
]
