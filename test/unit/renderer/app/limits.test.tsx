import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { HeaderStatus } from '#core/contract/views.ts'
import { type LimitFinding, limitKinds } from '#core/domain/outbox.ts'
import { HeaderStatusView } from '#renderer/app/HeaderStatusView.tsx'
import { limitText } from '#renderer/app/limit-text.ts'
import { LimitBand } from '#renderer/app/LimitBand.tsx'
import { useTexts } from '#test/unit/renderer/texts.ts'

const values = {
  oldestItem: [50, 72],
  items: [2000, 3000],
  disk: [180 * 1024 * 1024, 200 * 1024 * 1024],
  sync: [53, 120],
  backup: [30, 72],
}
const finding = (kind: LimitFinding['kind'], level: LimitFinding['level']): LimitFinding => {
  const [value = 0, stopsAt = 0] = values[kind]
  return { kind, level, value, stopsAt }
}
const said = (kind: LimitFinding['kind'], level: LimitFinding['level']): string =>
  limitText(i18next.getFixedT(null, 'common'), finding(kind, level)).replaceAll('\u00a0', ' ')

beforeAll(() => {
  i18next.use(initReactI18next)
})
beforeEach(() => useTexts('kk'))

describe('the sentence of what runs out', () => {
  it.each([
    ['kk', ['2 күн 2 сағ', '2 000', '180 МБ', '2 күн 5 сағ', '1 күн 6 сағ'], ['3 күн', '3 000', '200 МБ', '5 күн', '3 күн'], 'тоқтатылды'],
    ['ru', ['2 дн. 2 ч', '2 000', '180 МБ', '2 дн. 5 ч', '1 дн. 6 ч'], ['3 дн.', '3 000', '200 МБ', '5 дн.', '3 дн.'], 'остановлен,'],
  ] as const)(
    'in %s has the figure and where it stops, and says of a stop that intake is stopped',
    async (language, figures, stops, word) => {
      await useTexts(language)
      for (const [index, kind] of limitKinds.entries()) {
        for (const level of ['warn', 'stop'] as const) {
          const text = said(kind, level)
          expect(text).toContain(figures[index])
          expect(text).toContain(stops[index])
          expect(text.includes(word)).toBe(level === 'stop')
        }
      }
    },
  )

  it('reads like this', () => {
    expect(said('disk', 'stop')).toBe(
      'Дискіде 180 МБ қалды (шегі 200 МБ). Жаңа өтініш қабылдау тоқтатылды, басталғанның бәрі жалғасады, кезек жіберіліп жатыр. Артық файлдарды өшіріңіз.',
    )
  })
})

describe('the band of limits', () => {
  it('shows the worst alone, and how many more there are', () => {
    const band = renderToStaticMarkup(<LimitBand findings={[finding('disk', 'stop'), finding('sync', 'warn')]} onOutbox={undefined} />)
    expect(band).toContain('role="alert"')
    expect(band).toContain('Дискіде 180 МБ қалды')
    expect(band).toContain('Тағы 1')
    expect(band).not.toContain('Қызметтер тізбесі')
  })
})

describe('the connection in the header', () => {
  const status = (over: Partial<HeaderStatus>): string =>
    renderToStaticMarkup(
      <HeaderStatusView
        now={Date.parse('2026-11-22T10:00:00.000Z')}
        onOutbox={undefined}
        onCheck={() => {}}
        status={{
          connection: { state: 'online', since: '2026-11-22T09:00:00.000Z' },
          outbox: { waiting: 2, stuck: 1, paused: false },
          limits: [],
          token: { state: 'absent' },
          inbox: 0,
          training: false,
          ...over,
        }}
      />,
    )
  const offline = (why: NonNullable<HeaderStatus['connection']['why']>) =>
    status({ connection: { state: 'offline', since: '2026-11-22T09:00:00.000Z', why } })

  it('says why it is away, and since when', () => {
    for (const [why, words] of [
      ['noConnection', 'Желі жоқ'],
      ['timeout', 'Байланыс баяу'],
      ['nonsense', 'Бөтен бет жауап береді'],
      ['proxyRefused', 'Прокси өткізбейді'],
    ] as const) {
      expect(offline(why)).toContain(`<span>${words}</span><small>14:00 бастап</small>`)
    }
    expect(offline('nonsense')).toContain('браузерде желіге кіріңіз')
  })

  it('marks a queue that the operator stopped', () => {
    expect(status({ outbox: { waiting: 2, stuck: 1, paused: true } })).toContain('Жіберу кідіртілген')
    expect(status({})).not.toContain('Жіберу кідіртілген')
  })
})
