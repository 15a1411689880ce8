import i18next from 'i18next'
import type { LocalText } from '#core/domain/text.ts'

const almaty = 'Asia/Almaty'
const parts = new Intl.DateTimeFormat('ru', { timeZone: almaty, day: '2-digit', month: '2-digit', year: 'numeric' })
const clock = new Intl.DateTimeFormat('ru', { timeZone: almaty, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const clockWithSeconds = new Intl.DateTimeFormat('ru', {
  timeZone: almaty,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const dateOnly = /^(\d{4})-(\d{2})-(\d{2})$/

/** A date, or an instant's date in Almaty, as dd.MM.yyyy; a text that is none stays as it is. */
export function formatDate(value: string): string {
  const [, year, month, day] = dateOnly.exec(value) ?? []
  if (year !== undefined) return `${day}.${month}.${year}`
  const time = Date.parse(value)
  return Number.isNaN(time) ? value : parts.format(time)
}

/** An instant's time in Almaty, HH:mm. */
export const formatTime = (instant: string | number): string => clock.format(typeof instant === 'number' ? instant : Date.parse(instant))
export const formatTimeWithSeconds = (instant: string): string => clockWithSeconds.format(Date.parse(instant))
export const formatDateTime = (instant: string): string => `${formatDate(instant)} ${formatTime(instant)}`

/** The time alone where it is today, otherwise with the date. @param now epoch milliseconds */
export const formatSince = (instant: string, now: number): string =>
  formatDate(instant) === formatDate(new Date(now).toISOString()) ? formatTime(instant) : `${formatDate(instant)} ${formatTime(instant)}`

/** `+77051234567` as `+7 705 123 45 67`. */
export const formatPhone = (phone: string): string => phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2 $3 $4')
/** Birth date, then two groups of three. */
export const formatIin = (iin: string): string => iin.replace(/^(\d{6})(\d{3})(\d{3})$/, '$1 $2 $3')
/** A request's number in groups of four, as it is read aloud. */
export const formatNumber = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ')

const decimal = (value: number): string => new Intl.NumberFormat('ru', { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)

/** A whole number in groups of three. */
export const formatCount = (count: number): string => new Intl.NumberFormat('ru', { maximumFractionDigits: 0 }).format(count)

/** Whole tenge in groups of three, with the sign. */
export const formatTenge = (tenge: number): string => `${formatCount(tenge)} ₸`

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return i18next.t('common:size.b', { value: decimal(bytes) })
  if (bytes < 1024 * 1024) return i18next.t('common:size.kb', { value: decimal(bytes / 1024) })
  if (bytes < 1024 ** 3) return i18next.t('common:size.mb', { value: decimal(bytes / 1024 ** 2) })
  return i18next.t('common:size.gb', { value: decimal(bytes / 1024 ** 3) })
}

/** Seconds in the two largest units: `2 мин 10 с`, `3 күн 4 сағ`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [days, hours, minutes] = [Math.floor(whole / 86_400), Math.floor((whole % 86_400) / 3600), Math.floor((whole % 3600) / 60)]
  const units = [
    i18next.t('common:duration.days', { value: days }),
    i18next.t('common:duration.hours', { value: hours }),
    i18next.t('common:duration.minutes', { value: minutes }),
    i18next.t('common:duration.seconds', { value: whole % 60 }),
  ]
  const values = [days, hours, minutes, whole % 60]
  const first = values.findIndex((value) => value > 0)
  if (first === -1) return units[3] ?? ''
  return units
    .slice(first, first + 2)
    .filter((_, index) => index === 0 || (values[first + index] ?? 0) > 0)
    .join(' ')
}

export type PageLanguage = 'kk' | 'ru'

/** The language in use, for official texts that exist in both. */
export const pageLanguage = (): PageLanguage => (i18next.language === 'ru' ? 'ru' : 'kk')
export const localText = (text: LocalText, language: PageLanguage = pageLanguage()): string => text[language]

/** Surname and initials. */
export function shortName(fullName: string): string {
  const [surname = '', ...rest] = fullName.split(/\s+/)
  return [surname, ...rest.map((part) => `${part.slice(0, 1)}.`)].join(' ')
}
