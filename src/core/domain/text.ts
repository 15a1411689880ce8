import { z } from 'zod'

export const Locale = z.enum(['kk', 'ru'])
export type Locale = z.infer<typeof Locale>

/** A text in both languages of the country; Kazakh first. */
export const LocalText = z.object({ kk: z.string().min(1), ru: z.string().min(1) })
export type LocalText = z.infer<typeof LocalText>
