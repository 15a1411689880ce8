import { fileTypeFromBuffer } from 'file-type'
import { fault } from '#core/base/fault.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { Logger } from '#core/base/logger.ts'
import { err, ok } from '#core/base/result.ts'
import type { Result } from '#core/base/result.ts'
import { documentLimits } from '#core/domain/document.ts'
import type { Paper, ReadFile, ReadFileFault } from '#core/ports/paper.ts'
import { readImages } from './read-images.ts'
import { runPdfTask } from './run-pdf-task.ts'
import { makeThumbnail } from './thumbnail.ts'

export interface PaperOptions {
  /**
   * The worker's module. Default: `pdf-worker.ts` beside this file, or `pdf-worker.js` beside the bundle this file went into;
   * a bundler must be given `pdf-worker.ts` as an entry of its own.
   */
  readonly worker?: URL
  /** A PDF that takes longer to read is refused as damaged, milliseconds. Default 30,000. */
  readonly readMs?: number
  /** Default 120,000. */
  readonly assembleMs?: number
  /** How much this process may grow while a PDF is worked on, bytes. Default 1 GiB. */
  readonly memoryBytes?: number
}

/** Images by sharp, PDFs by pdf-lib in a worker thread with limits of time and memory: a file from outside is hostile until read. */
export function createPaper(options: PaperOptions = {}, logger: Logger = silentLogger): Paper {
  const worker = options.worker ?? new URL(import.meta.url.endsWith('.ts') ? './pdf-worker.ts' : './pdf-worker.js', import.meta.url)
  const memoryBytes = options.memoryBytes ?? 1024 * 1024 * 1024
  const readLimits = { worker, memoryBytes, milliseconds: options.readMs ?? 30_000 }
  const assembleLimits = { worker, memoryBytes, milliseconds: options.assembleMs ?? 120_000 }

  const readPdf = async (bytes: Uint8Array): Promise<Result<ReadFile, ReadFileFault>> => {
    const answer = await runPdfTask({ kind: 'count', pdf: bytes }, readLimits, logger)
    switch (answer.kind) {
      case 'counted':
        if (answer.pages === 0) return err(fault('document/empty', 'act'))
        if (answer.pages > documentLimits.pagesPerFile) {
          return err(fault('document/tooManyPages', 'act', { pages: answer.pages, limit: documentLimits.pagesPerFile }))
        }
        return ok({ kind: 'pdf', pdf: bytes, pages: answer.pages })
      case 'encrypted':
        return err(fault('document/encrypted', 'act'))
      default:
        return err(fault('document/damaged', 'act'))
    }
  }

  return {
    readFile: async (bytes) => {
      if (bytes.byteLength === 0) return err(fault('document/empty', 'act'))
      if (bytes.byteLength > documentLimits.fileBytes) {
        return err(fault('document/tooLarge', 'act', { bytes: bytes.byteLength, limit: documentLimits.fileBytes }))
      }
      switch (await findMediaType(bytes)) {
        case 'application/pdf':
          return readPdf(bytes)
        case 'image/jpeg':
        case 'image/png':
        case 'image/tiff':
          return readImages(bytes)
        default:
          return err(fault('document/unknownType', 'act'))
      }
    },
    thumbnail: makeThumbnail,
    assemble: async (pages, title) => {
      if (pages.length === 0) throw new RangeError('A document has at least one page')
      const answer = await runPdfTask({ kind: 'assemble', pages, title }, assembleLimits, logger)
      return answer.kind === 'assembled' ? ok(answer.pdf) : err(fault('document/damaged', 'act'))
    },
  }
}

/** By magic bytes alone: a name or a declared type proves nothing. */
async function findMediaType(bytes: Uint8Array): Promise<string | undefined> {
  // file-type looks into containers (ZIP, ID3) for the types behind them; a broken one makes it throw.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  return found?.mime
}
