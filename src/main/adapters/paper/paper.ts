import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { fault } from '#core/base/fault.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { Logger } from '#core/base/logger.ts'
import { err, ok } from '#core/base/result.ts'
import type { Result } from '#core/base/result.ts'
import { documentLimits } from '#core/domain/document.ts'
import type { Paper, ReadFile, ReadFileFault } from '#core/ports/paper.ts'
import { createPdfWorkers } from './pdf-workers.ts'
import { readImages } from './read-images.ts'
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
  /** A PDF worker without work is closed after so long, milliseconds. Default 60,000. */
  readonly idleMs?: number
}

/** Images by sharp, PDFs by pdf-lib in a worker thread with limits of time and memory: a file from outside is hostile until read. */
export function createPaper(options: PaperOptions = {}, logger: Logger = silentLogger): Paper {
  // No page is decoded twice in a row: libvips' cache of decoded pictures would only hold memory.
  sharp.cache(false)
  const module = options.worker ?? new URL(import.meta.url.endsWith('.ts') ? './pdf-worker.ts' : './pdf-worker.js', import.meta.url)
  const { memoryBytes = 1024 * 1024 * 1024, idleMs = 60_000, readMs = 30_000, assembleMs = 120_000 } = options
  const workers = createPdfWorkers({ module, memoryBytes, idleMs }, logger)

  const readPdf = async (bytes: Uint8Array): Promise<Result<ReadFile, ReadFileFault>> => {
    const answer = await workers.run({ kind: 'count', pdf: bytes }, readMs)
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
          workers.prepare()
          return readImages(bytes)
        default:
          return err(fault('document/unknownType', 'act'))
      }
    },
    thumbnail: (jpeg, side) => {
      // Whose pages are looked at now will soon be bound.
      workers.prepare()
      return makeThumbnail(jpeg, side)
    },
    assemble: async (pages, title) => {
      if (pages.length === 0) throw new RangeError('A document has at least one page')
      const answer = await workers.run({ kind: 'assemble', pages, title }, assembleMs)
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
