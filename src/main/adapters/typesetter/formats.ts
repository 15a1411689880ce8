import { almatyDate, almatyTime } from '#core/domain/calendar.ts'
import type { Instant } from '#core/domain/ids.ts'
import { writeDate } from '#core/domain/printed-value.ts'

/** `22.11.2026, 10:15` in Asia/Almaty. */
export const writeInstant = (instant: Instant): string => `${writeDate(almatyDate(instant))}, ${almatyTime(instant)}`
/** `1234 5678 9012` */
export const inGroups = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ')
/** `+7 701 234 56 78`; other shapes stay as they are. */
export const writePhone = (phone: string): string => phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2 $3 $4')
