import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { FormField } from '#core/domain/service-form.ts'
import { fieldLine, fieldSentence } from '#renderer/features/form/problem-texts.ts'
import { rowSummary, shownAnswer, shownText } from '#renderer/features/form/shown-answer.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const label = { kk: 'Баланың ЖСН-і', ru: 'ИИН ребёнка' }
const fields: readonly FormField[] = [
  {
    id: 'children',
    type: 'repeat',
    label: { kk: 'Балалар', ru: 'Дети' },
    itemLabel: { kk: 'бала', ru: 'ребёнок' },
    required: true,
    min: 2,
    max: 3,
    fields: [
      { id: 'iin', type: 'iin', label, required: true },
      { id: 'birthDate', type: 'date', label, required: true, ageUnder: 7 },
    ],
  },
  {
    id: 'area',
    type: 'number',
    label: { kk: 'Ауданы', ru: 'Площадь' },
    required: true,
    min: 1,
    max: 500,
    decimals: 2,
    unit: { kk: 'м²', ru: 'м²' },
  },
  { id: 'agrees', type: 'consent', label: { kk: 'Келісемін', ru: 'Согласен' }, required: true },
  { id: 'purpose', type: 'bilingual', label: { kk: 'Мақсаты', ru: 'Цель' }, required: true, maxLength: 40 },
]
const t = (language: 'kk' | 'ru') => i18next.getFixedT(language, 'form')

describe('the sentence of a problem', () => {
  beforeAll(() => useTexts('kk'))

  it.each([
    [{ path: 'agrees', code: 'required' }, 'Белгі қойылуы керек.'],
    [{ path: 'children', code: 'required' }, 'Кемінде біреуін қосыңыз.'],
    [{ path: 'children', code: 'tooFew' }, 'Кемінде 2 жол керек.'],
    [{ path: 'children.0.birthDate', code: 'tooOld' }, 'Бүгін 7 жасқа толған: бұл қызмет 7 жасқа толмағандарға көрсетіледі.'],
    [{ path: 'area', code: 'number' }, 'Санды цифрмен енгізіңіз, бөлшегі үтірден кейін.'],
    [{ path: 'area', code: 'tooLarge' }, 'Ең көбі 500.'],
    [{ path: 'purpose.kk', code: 'tooLong' }, 'Мәтін тым ұзын: ең көбі 40 таңба.'],
  ] as const)('says what is right: %j', (problem, sentence) => {
    expect(fieldSentence(t('kk'), fields, problem)).toBe(sentence)
  })

  it('names the row and the language in the summary', async () => {
    expect(fieldLine(t('kk'), fields, { path: 'children.1.iin', code: 'sameTwice' })).toContain('2-бала, Баланың ЖСН-і: ')
    await useTexts('ru')
    expect(fieldLine(t('ru'), fields, { path: 'children.1.iin', code: 'iin' })).toContain('Ребёнок 2, ИИН ребёнка: ')
    expect(fieldLine(t('ru'), fields, { path: 'purpose.kk', code: 'required' })).toBe('Цель (на казахском): Заполните.')
    await useTexts('kk')
  })
})

describe('an answer as it is read', () => {
  const [repeat, area] = fields
  it('puts a row into a line, and rows one after another', () => {
    if (repeat?.type !== 'repeat') throw new Error('A list')
    const rows = [{ iin: '900203300478', birthDate: '1990-02-03' }, { iin: '' }]
    expect(rowSummary(repeat.fields, rows[0] ?? {})).toBe('900203 300 478, 03.02.1990')
    expect(shownAnswer(repeat, rows)).toBe('900203 300 478, 03.02.1990')
    expect(shownAnswer(repeat, 'x')).toBe('')
  })

  it('says the unit of a number', () => {
    if (area?.type !== 'number') throw new Error('A number')
    expect([shownText(area, '45,5'), shownText(area, '')]).toEqual(['45,5 м²', ''])
  })
})
