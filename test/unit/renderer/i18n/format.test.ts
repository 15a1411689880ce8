import { beforeAll, describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatIin,
  formatNumber,
  formatPhone,
  formatSince,
  shortName,
} from '#renderer/i18n/format.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

describe('formats', () => {
  beforeAll(() => useTexts('kk'))

  it('show an instant as Almaty’s clock does, whatever the device’s zone', () => {
    expect(formatDateTime('2026-11-22T20:15:30.000Z')).toBe('23.11.2026 01:15')
    expect(formatDate('2026-11-22')).toBe('22.11.2026')
    expect(formatDate('31.02.20')).toBe('31.02.20')
  })

  it('leave the date out on the same day', () => {
    const now = Date.parse('2026-11-22T10:00:00Z')
    expect(formatSince('2026-11-22T05:00:00.000Z', now)).toBe('10:00')
    expect(formatSince('2026-11-21T05:00:00.000Z', now)).toBe('21.11.2026 10:00')
  })

  it('group what is read aloud', () => {
    expect([formatIin('870514400308'), formatPhone('+77055551234'), formatNumber('10024500012345')]).toEqual([
      '870514 400 308',
      '+7 705 555 12 34',
      '1002 4500 0123 45',
    ])
    expect([formatIin('8705'), formatPhone('+7705')]).toEqual(['8705', '+7705'])
  })

  it('name sizes and times in two units at most', () => {
    expect([formatBytes(12), formatBytes(18_432), formatBytes(1_300_000), formatBytes(180 * 1024 * 1024)]).toEqual([
      '12 Б',
      '18 КБ',
      '1,2 МБ',
      '180 МБ',
    ])
    expect([
      formatDuration(0),
      formatDuration(59.6),
      formatDuration(130),
      formatDuration(3600),
      formatDuration(2 * 86_400 + 3 * 3600 + 59),
    ]).toEqual(['0 с', '1 мин', '2 мин 10 с', '1 сағ', '2 күн 3 сағ'])
  })

  it('shorten a name to initials', () => {
    expect([shortName('Бекмағамбетова Әсем Қуанышқызы'), shortName('Ким'), shortName('Ермекұлы Жәнібек')]).toEqual([
      'Бекмағамбетова Ә. Қ.',
      'Ким',
      'Ермекұлы Ж.',
    ])
  })
})
