import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { ScannedPage, ScanRequest } from '#core/ports/scanner.ts'
import { UnreadableSheet } from './unreadable-sheet.ts'

const pictures = new Set(['.jpg', '.jpeg', '.png'])

export const isPaperName = (name: string): boolean => !name.startsWith('.') && (pictures.has(extname(name).toLowerCase()) || isPdf(name))

const isPdf = (name: string): boolean => extname(name).toLowerCase() === '.pdf'

/** PDF's unit, 1/72 inch. */
const pointsPerInch = 72
const a4LongSideInches = 297 / 25.4

/** The file's pages as a scanner of that resolution would give them, one by one. Throws UnreadableSheet. */
export async function* readSheets(path: string, dpi: number, mode: ScanRequest['mode']): AsyncGenerator<ScannedPage> {
  const bytes = await readFile(path)
  if (!isPdf(path)) {
    yield await readPicture(bytes, dpi, mode)
    return
  }
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  try {
    const pdf = await loading.promise.catch(() => {
      throw new UnreadableSheet()
    })
    for (let number = 1; number <= pdf.numPages; number += 1) yield await encode(await renderPage(pdf, number, dpi), dpi, mode)
  } finally {
    await loading.destroy()
  }
}

async function readPicture(bytes: Uint8Array, dpi: number, mode: ScanRequest['mode']): Promise<ScannedPage> {
  const picture = sharp(bytes).autoOrient()
  const size = await picture.metadata().catch(() => {
    throw new UnreadableSheet()
  })
  const longer = Math.max(size.width, size.height)
  // Cameras write 72 for want of anything better: then the picture is taken for a whole A4 sheet.
  const ownDpi = size.density !== undefined && size.density > pointsPerInch ? size.density : longer / a4LongSideInches
  const width = Math.max(1, Math.round((size.autoOrient.width * dpi) / ownDpi))
  return encode(picture.resize({ width }), dpi, mode)
}

async function renderPage(pdf: PDFDocumentProxy, number: number, dpi: number): Promise<Sharp> {
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale: dpi / pointsPerInch })
  // pdf.js makes its canvas by @napi-rs/canvas under Node; its types know only the DOM's.
  const factory = pdf.canvasFactory as {
    create: (width: number, height: number) => { canvas: { toBuffer: (type: 'image/png') => Uint8Array } }
  }
  const { canvas } = factory.create(Math.round(viewport.width), Math.round(viewport.height))
  await page.render({ canvas, viewport } as unknown as Parameters<PDFPageProxy['render']>[0]).promise
  return sharp(canvas.toBuffer('image/png'))
}

async function encode(picture: Sharp, dpi: number, mode: ScanRequest['mode']): Promise<ScannedPage> {
  const { data, info } = await picture
    .flatten({ background: 'white' })
    .toColourspace(mode === 'gray' ? 'b-w' : 'srgb')
    // Only the density, nothing of the file's own EXIF.
    .withExif({})
    .withDensity(dpi)
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new UnreadableSheet()
    })
  return { jpeg: data, widthPx: info.width, heightPx: info.height, dpi }
}
