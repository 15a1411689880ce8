import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Instant } from '#core/domain/ids.ts'
import type { Printer } from '#core/ports/printer.ts'

export const pdfPrinterName = 'PDF'

/** Only letters, digits, hyphen and space stay of a title: it becomes part of a file name on any system. */
const safe = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N}\- ]+/gu, '_')
    .slice(0, 80)
    .trim()

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

/** The training mode's printer: each print becomes a PDF file named by time and title. A file appears only when it is whole. */
export function createPdfPrinter(options: { readonly folder: string; readonly now: () => Instant }): Printer {
  let printed = 0
  return {
    listPrinters: async () => ok([{ name: pdfPrinterName, isDefault: true }]),
    print: async (pdf, { name, title }) => {
      if (name !== undefined && name !== pdfPrinterName) return err(fault('printer/notFound', 'act', { name }))
      printed += 1
      // Two prints may fall into one millisecond, and the clock may be set back: the counter and rename keep both.
      const time = options.now().replace(/[:.]/g, '-')
      const jobName = `${time}-${String(printed).padStart(3, '0')} ${safe(title)}.pdf`
      const part = join(options.folder, `.${randomUUID()}.part`)
      try {
        await mkdir(options.folder, { recursive: true, mode: 0o700 })
        await writeFile(part, pdf, { mode: 0o600, flush: true })
        await rename(part, join(options.folder, jobName))
        return ok({ jobName })
      } catch (error) {
        await rm(part, { force: true }).catch(() => undefined)
        return err(fault('printer/failed', 'retry', { code: codeOf(error) }))
      }
    },
  }
}
