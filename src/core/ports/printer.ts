import type { Fault } from '#core/base/fault.ts'
import type { Result } from '#core/base/result.ts'

export interface PrinterInfo {
  readonly name: string
  readonly isDefault: boolean
}

export type PrintFault =
  | Fault<'printer/missingProgram'>
  | Fault<'printer/none'>
  | Fault<'printer/notFound', { name: string }>
  | Fault<'printer/failed', { code: string }>

export interface Printer {
  readonly listPrinters: () => Promise<Result<readonly PrinterInfo[], PrintFault>>
  /**
   * Hands a PDF to the printing system.
   * @param name undefined for the system's default
   * @param title shown in the printing system's queue: a number, never a person's name
   */
  readonly print: (
    pdf: Uint8Array,
    options: { readonly name?: string; readonly title: string },
  ) => Promise<Result<{ readonly jobName: string }, PrintFault>>
}
