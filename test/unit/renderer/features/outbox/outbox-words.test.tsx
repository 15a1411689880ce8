import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { JobCard } from '#renderer/features/outbox/JobCard.tsx'
import { JobRow } from '#renderer/features/outbox/JobRow.tsx'
import { summaryOf } from '#renderer/features/outbox/queue-text.ts'
import type { ShownJob } from '#renderer/features/outbox/shown-job.ts'
import { shownJob } from '#test/builders/shown-job.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const now = Date.parse('2026-11-22T10:00:00.000Z')
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const card = (job: ShownJob, inCase = false): string =>
  textOf(
    renderToStaticMarkup(
      <JobCard job={job} next={undefined} now={now} inCase={inCase} fault={undefined}>
        {undefined}
      </JobCard>,
    ),
  )
const row = (job: ShownJob): string => textOf(renderToStaticMarkup(<JobRow job={job} stopped={undefined} held={false} now={now} />))

beforeAll(() => {
  i18next.use(initReactI18next)
})
beforeEach(() => useTexts('kk'))

describe('the card of an item', () => {
  const refused = { tag: 'gateway/refused', data: { code: 'request/documentDiffers' } }

  it('says why it was refused and what to do', () => {
    expect(card(shownJob('job', { state: 'rejected', lastFault: refused, attempts: 2 }))).toContain(
      'Жіберілмеді: Шлюз құжатты қабылдамады (файл бүлінген). Қайта сканерлеп, жіберіңіз.',
    )
  })

  it('promises no attempt of its own to what a person stopped', () => {
    const fault = { tag: 'gateway/unavailable', data: { why: 'noConnection' } }
    const paused = card(shownJob('job', { state: 'paused', lastFault: fault }))
    expect(paused).toContain('жалғастырғанша жіберілмейді')
    expect(paused).not.toContain('өзі қайталанады')
    expect(card(shownJob('job', { lastFault: fault }))).toContain('өзі қайталанады')
  })

  it('shows the provisional number as such, and beside the registered one', () => {
    const provisionalNumber = '900072026001'
    expect(card(shownJob('job', { number: provisionalNumber, provisionalNumber }))).toContain('9000 7202 6001 алдын ала берілген нөмір')
    expect(card(shownJob('job', { number: '100245000123', provisionalNumber }))).toContain('1002 4500 0123 қолхатта 9000 7202 6001')
  })

  it('tells bytes of all while it is not over', () => {
    const progress = { done: 412_000, total: 1_310_000 }
    expect(card(shownJob('job', { state: 'running', progress }))).toContain('1,2 МБ ішінен 402 КБ жіберілді')
    expect(card(shownJob('job', { state: 'done', progress }))).not.toContain('ішінен')
  })

  it('shows what the gateway acknowledged, its number and time', () => {
    const acknowledgement = { text: 'MIIF', at: '2026-11-22T09:00:00.000Z', number: '100245000123' }
    const shown = card(shownJob('job', { state: 'done', acknowledgement }))
    for (const part of ['қол қойды', '№ 1002 4500 0123', '22.11.2026 14:00']) expect(shown).toContain(part)
    expect(shown).not.toContain('MIIF')
  })

  it('keeps the reason for which it was called off', () => {
    expect(card(shownJob('job', { state: 'cancelled', calledOffBecause: 'Алушы бас тартты' }))).toContain('Себебі: Алушы бас тартты')
  })

  it('leaves out on the page of the case what stands above', () => {
    const job = shownJob('job', { number: '100245000123', applicantName: 'Ермекұлы Жәнібек' })
    expect(card(job)).toContain('Ермекұлы Жәнібек')
    expect(card(job, true)).not.toContain('Ермекұлы Жәнібек')
  })
})

describe('the line of an item', () => {
  it('has the reason where a person is needed, and the share that is sent', () => {
    expect(row(shownJob('job', { state: 'stuck', lastFault: { tag: 'storage/missing', data: {} } }))).toContain('Құжаттың файлы табылмады')
    expect(row(shownJob('job', { state: 'running', progress: { done: 999, total: 1000 } }))).toContain('99 %')
  })

  it('marks what was gathered without connection as long as it waits', () => {
    expect(row(shownJob('job', { priority: 'backlog', attempts: 3 }))).toContain('байланыссыз · 3 әрекет')
    expect(row(shownJob('job', { priority: 'backlog', attempts: 3, state: 'done' }))).not.toContain('байланыссыз')
  })
})

describe('the queue in a line', () => {
  const counts = { ready: 1990, running: 1, paused: 9, stuck: 2, rejected: 1, done: 4, cancelled: 0 }
  const view = { jobs: [], total: 2003, counts, queue: { circuit: { state: 'closed' as const }, upload: {} } }
  const said = (over: Partial<Parameters<typeof summaryOf>[1]>): string =>
    summaryOf(i18next.getFixedT(null, 'outbox'), { ...view, ...over }, now).replaceAll('\u00a0', ' ')

  it('tells how many wait and need a person, since when, and the last contact', async () => {
    const times = { oldestAt: '2026-11-18T05:00:00.000Z', syncedAt: '2026-11-22T08:30:00.000Z' }
    expect(said(times)).toBe('Күтуде: 2 000 · Сізді күтіп тұр: 3 · Ең ескісі: 18.11.2026 10:00 · Соңғы байланыс: 13:30')
    await useTexts('ru')
    expect(said(times)).toBe('Ждут: 2 000 · Ждут вас: 3 · Самое старое: 18.11.2026 10:00 · Последняя связь: 13:30')
  })

  it('says nothing of what there is not', () => {
    expect(said({ counts: { ...counts, ready: 0, running: 0, paused: 0, stuck: 0, rejected: 0 } })).toBe('Күтуде: 0')
  })
})
