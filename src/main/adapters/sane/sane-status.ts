import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Result } from '#core/base/result.ts'
import type { ScanFault } from '#core/ports/scanner.ts'

/** SANE_Status (SANE standard 1.06, 4.2.7). scanimage exits with it, except where it could not open the device or set an option: then with 1. */
export const saneStatus = {
  good: 0,
  unsupported: 1,
  cancelled: 2,
  busy: 3,
  invalid: 4,
  endOfFile: 5,
  jammed: 6,
  noDocuments: 7,
  coverOpen: 8,
  inputOutput: 9,
  noMemory: 10,
  accessDenied: 11,
} as const

/** What sane_strstatus prints; never translated. */
const texts: ReadonlyMap<string, number> = new Map([
  ['Success', saneStatus.good],
  ['Operation not supported', saneStatus.unsupported],
  ['Operation was canceled', saneStatus.cancelled],
  ['Operation was cancelled', saneStatus.cancelled],
  ['Device busy', saneStatus.busy],
  ['Invalid argument', saneStatus.invalid],
  ['End of file reached', saneStatus.endOfFile],
  ['Document feeder jammed', saneStatus.jammed],
  ['Document feeder out of documents', saneStatus.noDocuments],
  ['Scanner cover is open', saneStatus.coverOpen],
  ['Error during device I/O', saneStatus.inputOutput],
  ['Out of memory', saneStatus.noMemory],
  ['Access to resource has been denied', saneStatus.accessDenied],
])

/** A failure as scanimage said it on its standard error. */
export interface SaidStatus {
  readonly status: number
  /** It could not even be opened: unplugged, off, or taken. */
  readonly opening: boolean
}

/** Reads `scanimage: sane_start: Device busy`, `scanimage: open of device x failed: …`, `… option --source failed (…)`. */
export function findSaidStatus(line: string): SaidStatus | undefined {
  const opening = /: open of device .* failed: (.+)$/.exec(line)?.[1]
  const text =
    opening ?? /: sane_(?:start|read|get_parameters): (.+)$/.exec(line)?.[1] ?? /: setting of option .* failed \((.+)\)$/.exec(line)?.[1]
  const status = text === undefined ? undefined : texts.get(text.trim())
  return status === undefined ? undefined : { status, opening: opening !== undefined }
}

const failedOpening = (status: number): ScanFault | undefined => {
  if (status === saneStatus.invalid) return fault('scanner/notFound', 'act')
  if (status === saneStatus.inputOutput) return fault('scanner/noAnswer', 'act', { pagesKept: 0 })
  return undefined
}

/**
 * What a finished scan came to.
 * @param pagesKept pages already handed over. "Out of documents" after one page or more is how a feeder ends.
 */
export function concludeScan({ status, opening }: SaidStatus, pagesKept: number): Result<number, ScanFault> {
  const unopened = opening ? failedOpening(status) : undefined
  if (unopened) return err(unopened)
  switch (status) {
    case saneStatus.good:
    case saneStatus.endOfFile:
    case saneStatus.noDocuments:
      return pagesKept > 0 ? ok(pagesKept) : err(fault('scanner/feederEmpty', 'act'))
    case saneStatus.cancelled:
      return err(fault('scanner/cancelled', 'retry', { pagesKept }))
    case saneStatus.busy:
      return err(fault('scanner/busy', 'retry'))
    case saneStatus.jammed:
      return err(fault('scanner/jammed', 'act', { pagesKept }))
    case saneStatus.coverOpen:
      return err(fault('scanner/coverOpen', 'act'))
    case saneStatus.accessDenied:
      return err(fault('scanner/accessDenied', 'support'))
    default:
      return err(fault('scanner/failed', status === saneStatus.inputOutput ? 'retry' : 'support', { code: status }))
  }
}
