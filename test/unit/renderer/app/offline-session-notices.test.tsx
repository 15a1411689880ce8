import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, expect, it } from 'vitest'
import type { SessionView } from '#core/contract/views.ts'
import { OfflineSessionNotices } from '#renderer/app/OfflineSessionNotices.tsx'
import { sessionOf } from '#test/fakes/page/actors.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const now = '2026-11-20T05:00:00.000Z'

beforeAll(async () => {
  i18next.use(initReactI18next)
  await useTexts('kk')
})

const shown = (over: Partial<SessionView>, online = false): string =>
  renderToStaticMarkup(<OfflineSessionNotices session={{ ...sessionOf('operator', now), offline: true, ...over }} online={online} />)
    .replace(/<[^>]+>/g, ' ')
    .trim()

it('warns days before the limit, and on the last of them', () => {
  expect([14, 5, 4, 1, 0].map((offlineDaysLeft) => shown({ offlineDaysLeft }))).toEqual([
    '',
    '',
    'Байланыссыз кіруге 4 күн қалды. Осы уақытта желіге қосылып, кіріңіз.',
    'Байланыссыз кіруге 1 күн қалды. Осы уақытта желіге қосылып, кіріңіз.',
    'Байланыссыз кіруге соңғы күн. Бүгін желіге қосылып, кіріңіз.',
  ])
})

it('says what was not checked of the certificate', () => {
  expect([shown({ revocation: 'good' }), shown({ revocation: 'unknown' })]).toEqual([
    '',
    'Куәлігіңіздің қайтарып алынбағаны тексерілмеді: шлюз жауап бермеді.',
  ])
})

it('says how to be online again once the gateway answers, and nothing to who logged in online', () => {
  expect(shown({ offlineDaysLeft: 2 }, true)).toContain('қалпына келді')
  expect(shown({ offline: false, offlineDaysLeft: 2 }, true)).toBe('')
})
