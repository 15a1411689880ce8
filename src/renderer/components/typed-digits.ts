const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Birth date, then two groups of three: as people dictate an IIN. */
export const shownIin = (value: string): string => [value.slice(0, 6), value.slice(6, 9), value.slice(9, 12)].filter(Boolean).join(' ')
export const typedIin = (text: string): string => digitsOf(text).slice(0, 12)

/** `+77051234567` (or its beginning) as `+7 705 123 45 67`. */
export function shownPhone(value: string): string {
  if (value === '' || value === '+') return value
  const digits = digitsOf(value).slice(1)
  return ['+7', digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8, 10)].filter(Boolean).join(' ')
}

/** A phone as typed or pasted: the trunk prefix 8 and the country's 7 both mean +7. */
export function typedPhone(text: string): string {
  const digits = digitsOf(text)
  const international = text.trimStart().startsWith('+')
  if (digits === '') return international ? '+' : ''
  const prefixed = (international && digits.startsWith('7')) || digits.startsWith('8') || (digits.startsWith('7') && digits.length === 11)
  return `+7${(prefixed ? digits.slice(1) : digits).slice(0, 10)}`
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/

/** An ISO date as dd.MM.yyyy; what is half typed stays as it is. */
export function shownDate(value: string): string {
  const [, year, month, day] = isoDate.exec(value) ?? []
  return year === undefined ? value : `${day}.${month}.${year}`
}

/** A typed date: ISO once it is a real date, until then the digits with their dots. */
export function typedDate(text: string): string {
  if (isoDate.test(text.trim())) return text.trim()
  const digits = digitsOf(text).slice(0, 8)
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  const iso = `${year}-${month}-${day}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  if (digits.length === 8 && !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)) return iso
  return day + (day.length === 2 ? '.' : '') + month + (month.length === 2 ? '.' : '') + year
}

export const isFullDate = (value: string): boolean => isoDate.test(value)
export const isFullPhone = (value: string): boolean => /^\+7\d{10}$/.test(value)
export const isFullIin = (value: string): boolean => value.length === 12
