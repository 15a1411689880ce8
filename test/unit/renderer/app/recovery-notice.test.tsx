import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, expect, it } from 'vitest'
import { RecoveryNotice } from '#renderer/app/RecoveryNotice.tsx'
import { useTexts } from '#test/unit/renderer/texts.ts'

beforeAll(() => void i18next.use(initReactI18next))

const shown = (over: object): string =>
  renderToStaticMarkup(
    <RecoveryNotice
      recovery={{ at: '2026-11-22T05:00:00.000Z', backupAt: '2026-11-22T04:00:00.000Z', cases: 312, brokenOff: 0, lost: 0, ...over }}
    />,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

it('says that all is there, and from when the copy was', async () => {
  await useTexts('kk')
  expect(shown({})).toMatch(
    /^Дерек файлы бүлінген еді, бағдарлама оны қалпына келтірді\. Негізі: .+ көшірме\. Барлық іс орнында: 312\. Оқыдым$/,
  )
  await useTexts('ru')
  expect(shown({ backupAt: undefined })).toBe('Файл данных был повреждён, программа его восстановила. Все дела на месте: 312. Прочитано')
})

it('says what is missing, and what to do', async () => {
  await useTexts('ru')
  expect(shown({ brokenOff: 2, lost: 3 })).toContain(
    'Целых дел: 312. Дел без последних действий: 2. Утрачено записей: 3. Проверьте сегодняшние дела и сообщите в поддержку.',
  )
})
