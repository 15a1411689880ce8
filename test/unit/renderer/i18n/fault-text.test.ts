import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { faultSentence, type ShownFault } from '#renderer/i18n/fault-text.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const sentence = (fault: Omit<ShownFault, 'remedy'> & { tag: string }): string =>
  faultSentence(i18next.t as never, { remedy: 'act', ...fault })

describe('the sentence of a fault', () => {
  beforeAll(() => useTexts('kk'))

  it('says how many tries are left', () => {
    expect(sentence({ tag: 'token/pinIncorrect', triesLeft: 2, finalTry: false })).toBe('PIN-код қате. 2 мүмкіндік қалды.')
    expect(sentence({ tag: 'token/pinIncorrect', finalTry: true, triesLeft: 1 })).toContain('Соңғы мүмкіндік')
    expect(sentence({ tag: 'token/pinIncorrect', finalTry: false })).toBe('PIN-код қате. Қайта теріңіз.')
  })

  it('says why the gateway refused, by its code', () => {
    expect(sentence({ tag: 'gateway/refused', code: 'request/documentDiffers' })).toBe(
      'Шлюз құжатты қабылдамады (файл бүлінген). Қайта сканерлеп, жіберіңіз.',
    )
    expect(sentence({ tag: 'gateway/unavailable', why: 'busy' })).toBe('Шлюз бос емес. Сәлден соң қайталаңыз.')
  })

  it('gives sizes and times as people read them', () => {
    expect(sentence({ tag: 'storage/diskFull', freeBytes: 180 * 1024 * 1024 })).toBe(
      'Дискіде 180 МБ қалды. Жаңа сканерлеу тоқтатылды, кезек жіберіліп жатыр.',
    )
    expect(sentence({ tag: 'session/lockedOut', until: '2026-11-22T09:20:00.000Z' })).toBe(
      'Қате әрекет көп болды. Кіру сағат 14:20 дейін жабық.',
    )
  })

  it('names the problems and the stage in words', () => {
    expect(sentence({ tag: 'handOut/authorityFails', problems: ['expired', 'wrongScope'] })).toContain(
      'мерзімі өткен, бұл қызметке берілмеген',
    )
    expect(sentence({ tag: 'case/notInStage', stage: 'inWork' })).toContain('«Жұмыста»')
  })

  it('is there for a tag nobody has thought of', () => {
    expect(sentence({ tag: 'new/thing' })).toBe('Орындалмады (new/thing). Қайталаңыз; өтпесе, қолдау қызметіне хабарласыңыз.')
    expect(sentence({ tag: 'gateway/refused', code: 'new/code' })).toContain('gateway/refused')
  })

  it('bends Russian numerals', async () => {
    await useTexts('ru')
    expect([1, 2, 5].map((triesLeft) => sentence({ tag: 'session/wrong', triesLeft }))).toEqual([
      'Неверный логин или пароль. Осталась 1 попытка.',
      'Неверный логин или пароль. Осталось 2 попытки.',
      'Неверный логин или пароль. Осталось 5 попыток.',
    ])
    await useTexts('kk')
  })
})
