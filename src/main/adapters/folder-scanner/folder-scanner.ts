import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fault } from '#core/base/fault.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { Logger } from '#core/base/logger.ts'
import { err, ok } from '#core/base/result.ts'
import type { Scanner } from '#core/ports/scanner.ts'
import { UnreadableSheet } from './unreadable-sheet.ts'
import { isPaperName, readSheets } from './read-sheets.ts'

export interface FolderScannerOptions {
  /** JPEG, PNG and PDF files, taken in the order of their names (`2.jpg` before `10.jpg`). Read anew for every scan. */
  readonly folder: string
  /** How many files the feeder holds at a time. Default 3. */
  readonly filesPerFeed?: number
  /** How long a sheet takes, milliseconds, so that the page shows its progress as with a real device. Default 0. */
  readonly sheetMs?: number
}

const deviceId = 'folder:0'

/** A scanner for machines without one (training): every scan takes the next file of a folder, and begins again after the last. */
export function createFolderScanner(options: FolderScannerOptions, logger: Logger = silentLogger): Scanner {
  let next = 0
  let busy = false

  const listFiles = async (): Promise<readonly string[]> => {
    const names = await readdir(options.folder).catch(() => [])
    return names.filter(isPaperName).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  }

  const takeFiles = async (count: number): Promise<readonly string[]> => {
    const files = await listFiles()
    const taken = Array.from({ length: Math.min(count, files.length) }, (_, offset) => files[(next + offset) % files.length])
    next = files.length === 0 ? 0 : (next + taken.length) % files.length
    return taken.filter((name) => name !== undefined)
  }

  const scan: Scanner['scan'] = async (request, onPage, signal) => {
    if (request.deviceId !== deviceId) return err(fault('scanner/notFound', 'act'))
    if (busy) return err(fault('scanner/busy', 'retry'))
    busy = true
    let pagesKept = 0
    try {
      if (signal.aborted) return err(fault('scanner/cancelled', 'retry', { pagesKept }))
      const files = await takeFiles(request.source === 'flatbed' ? 1 : (options.filesPerFeed ?? 3))
      if (files.length === 0) return err(fault('scanner/feederEmpty', 'act'))
      for (const name of files) {
        const sheets = readSheets(join(options.folder, name), request.dpi, request.mode)
        try {
          for await (const page of sheets) {
            await pause(options.sheetMs ?? 0)
            if (signal.aborted) return err(fault('scanner/cancelled', 'retry', { pagesKept }))
            // A flatbed takes one side: the rest of a longer PDF stays out.
            if (request.source === 'flatbed' && pagesKept === 1) break
            await onPage(page)
            pagesKept += 1
          }
        } catch (failure) {
          if (!(failure instanceof UnreadableSheet)) throw failure
          logger.warn('a paper of the folder cannot be read', { operation: 'scan' })
          return err(fault('scanner/jammed', 'act', { pagesKept }))
        }
      }
      return ok(pagesKept)
    } finally {
      busy = false
    }
  }

  return {
    scan,
    listDevices: async () => ok((await listFiles()).length === 0 ? [] : [{ id: deviceId, vendor: 'Tereze', model: 'Folder' }]),
  }
}

const pause = (milliseconds: number): Promise<void> =>
  milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds))
