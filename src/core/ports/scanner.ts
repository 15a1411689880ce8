import type { Fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'

/** A scanner as SANE lists it. */
export interface ScannerDevice {
  /** SANE's device name, opaque: `test:0`, `airscan:e0:…`. */
  readonly id: string
  readonly vendor: string
  readonly model: string
}

export interface ScanRequest {
  readonly deviceId: string
  /** SANE `--source`; a feeder yields pages until it is empty. */
  readonly source: 'flatbed' | 'feeder'
  readonly mode: 'gray' | 'colour'
  /** Dots per inch. */
  readonly dpi: number
}

/** One page as it came from the device: JPEG, upright as fed. */
export interface ScannedPage {
  readonly jpeg: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
}

export type ScanFault =
  | Fault<'scanner/missingProgram'>
  | Fault<'scanner/notFound'>
  | Fault<'scanner/busy'>
  | Fault<'scanner/jammed', { pagesKept: number }>
  | Fault<'scanner/feederEmpty'>
  | Fault<'scanner/coverOpen'>
  | Fault<'scanner/accessDenied'>
  | Fault<'scanner/noAnswer', { pagesKept: number }>
  | Fault<'scanner/cancelled', { pagesKept: number }>
  | Fault<'scanner/failed', { code: number }>

/** SANE behind `scanimage` on Linux; a test back end counts as a scanner. */
export interface Scanner {
  readonly listDevices: () => Promise<Result<readonly ScannerDevice[], ScanFault>>
  /**
   * Scans until the sheet or the feeder ends. Each page is handed over as soon as it is whole, so pages before a jam are kept.
   * @returns the number of pages handed over
   */
  readonly scan: (
    request: ScanRequest,
    onPage: (page: ScannedPage) => Promise<void>,
    signal: AbortSignalLike,
  ) => Promise<Result<number, ScanFault>>
}
