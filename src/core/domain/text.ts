import { z } from 'zod'

export const Locale = z.enum(['kk', 'ru'])
export type Locale = z.infer<typeof Locale>

/** A text in both languages of the country; Kazakh first. */
export const LocalText = z.object({ kk: z.string().min(1), ru: z.string().min(1) })
export type LocalText = z.infer<typeof LocalText>

/**
 * A name as a person reads it: letter case, ё, kinds of quotation marks and hyphens, and repeated spaces make no difference. Kazakh letters do: «Қали» and
 * «Кали» are two names on two papers.
 */
export const readAloud = (text: string): string =>
  text
    .replace(/[«»„“”"]/g, '')
    .normalize('NFC')
    .toLocaleLowerCase('kk')
    .replaceAll('ё', 'е')
    .replace(/\s*[-‐‑–—]\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** Whether two texts say the same to who reads them. */
export const readsSame = (one: string, other: string): boolean => readAloud(one) === readAloud(other)
