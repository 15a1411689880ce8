import { z } from 'zod'
import type { RefusalReceipt } from '#core/domain/refusal-receipt.ts'
import { LocalText } from '#core/domain/text.ts'
import form from '#resources/receipts/refusal.json' with { type: 'json' }

const RefusalTexts = z.object({
  title: LocalText,
  /** The legal ground, in the case that the sentences want: its article moves, so it is data. */
  ground: LocalText,
  incomplete: LocalText,
  otherwise: LocalText,
  missing: LocalText,
  reason: LocalText,
  copies: LocalText,
  desk: LocalText,
  worker: z.object({ centre: LocalText, provider: LocalText }),
  executor: LocalText,
  phone: LocalText,
  received: LocalText,
  date: LocalText,
  copyMark: LocalText,
})

/** The form of the refusal receipt; @throws ZodError where the resource is not what it must be: an installation to repair */
export const refusalTexts = RefusalTexts.parse(form)

export const filled = (text: LocalText, values: Readonly<Record<string, LocalText>>): LocalText => {
  const write = (language: 'kk' | 'ru'): string =>
    text[language].replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name]?.[language] ?? hole)
  return { kk: write('kk'), ru: write('ru') }
}

/** Who refuses what, and on what ground. */
export const refusalSentence = ({ office, service, missing }: RefusalReceipt): LocalText =>
  filled(missing.length === 0 ? refusalTexts.otherwise : refusalTexts.incomplete, {
    ground: refusalTexts.ground,
    office: office.name,
    address: office.address,
    service,
  })
