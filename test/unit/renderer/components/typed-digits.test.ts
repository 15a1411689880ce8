import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFullDate, shownDate, shownIin, shownPhone, typedDate, typedIin, typedPhone } from '#renderer/components/typed-digits.ts'

/** What the field holds after a person has typed these characters at its end, one by one. */
const typing = (keys: string, shown: (value: string) => string, typed: (text: string) => string): string =>
  [...keys].reduce((value, key) => typed(shown(value) + key), '')

describe('IIN', () => {
  it('is grouped while it is typed and keeps twelve digits', () => {
    expect(typing('8705144003089', shownIin, typedIin)).toBe('870514400308')
    expect(['8', '870514', '8705144', '870514400308'].map(shownIin)).toEqual(['8', '870514', '870514 4', '870514 400 308'])
  })

  it('survives being shown and read again', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{0,12}$/), (digits) => typedIin(shownIin(digits)) === digits))
  })
})

describe('phone', () => {
  it.each(['7055551234', '+77055551234', '87055551234', '8 (705) 555-12-34'])('%s means the same', (text) => {
    expect(typedPhone(text)).toBe('+77055551234')
  })

  it.each(['7055551234', '87055551234', '+77055551234'])('typed key by key, %s is the same', (keys) => {
    expect(typing(keys, shownPhone, typedPhone)).toBe('+77055551234')
  })

  it('can be emptied', () => {
    const shorter = (value: string): string => typedPhone(shownPhone(value).slice(0, -1))
    expect(['+7705', '+77', '+7', '+'].map(shorter)).toEqual(['+770', '+7', '+', ''])
  })

  it('is shown in groups', () => {
    expect(['', '+7705', '+77055551234'].map(shownPhone)).toEqual(['', '+7 705', '+7 705 555 12 34'])
  })
})

describe('date', () => {
  it('gets its dots by itself and becomes ISO once it is a date', () => {
    expect(typing('1', shownDate, typedDate)).toBe('1')
    expect(typing('14', shownDate, typedDate)).toBe('14.')
    expect(typing('1405', shownDate, typedDate)).toBe('14.05.')
    expect(typing('14051987', shownDate, typedDate)).toBe('1987-05-14')
    expect(shownDate('1987-05-14')).toBe('14.05.1987')
  })

  it('stays as typed where there is no such day', () => {
    expect(typing('31022024', shownDate, typedDate)).toBe('31.02.2024')
    expect(isFullDate('31.02.2024')).toBe(false)
  })

  it('reads back every real date', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(fc.property(days, (iso) => typedDate(shownDate(iso)) === iso))
  })
})
