import type { Typesetter } from '#core/ports/typesetter.ts'

export interface TypesetterOptions {
  /** Libraries and fonts are read with the first sheet, or so long after this call where nothing was set before, milliseconds. */
  readonly readyAfter?: number
}

/** The typesetter over pdfkit and bwip-js, which are a third of what the core would load at its start and are not wanted then. */
export function createTypesetter({ readyAfter }: TypesetterOptions = {}): Typesetter {
  let loading: Promise<Typesetter> | undefined
  const load = (): Promise<Typesetter> => (loading ??= import('./sheet-setter.ts').then(({ createSheetSetter }) => createSheetSetter()))
  // What cannot be loaded fails with the sheet that is asked for, not here.
  if (readyAfter !== undefined) setTimeout(() => void load().catch(() => {}), readyAfter).unref()
  return {
    receipt: async (receipt, layout) => (await load()).receipt(receipt, layout),
    refusalReceipt: async (receipt) => (await load()).refusalReceipt(receipt),
    verification: async (report, language) => (await load()).verification(report, language),
    result: async (result) => (await load()).result(result),
  }
}
