import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import type { ScannedPage, ScanRequest } from '#core/ports/scanner.ts'
import { UnreadableSheet } from './unreadable-sheet.ts'

const pictures = new Set(['.jpg', '.jpeg', '.png'])

export const isPaperName = (name: string): boolean => !name.startsWith('.') && (pictures.has(extname(name).toLowerCase()) || isPdf(name))

const isPdf = (name: string): boolean => extname(name).toLowerCase() === '.pdf'

/** Cameras write this for want of anything better: such a picture is taken for a whole A4 sheet. */
const unknownDpi = 72
const a4LongSideInches = 297 / 25.4

/** The file's pages as a scanner of that resolution would give them, one by one. Throws UnreadableSheet. */
export async function* readSheets(path: string, dpi: number, mode: ScanRequest['mode']): AsyncGenerator<ScannedPage> {
  const bytes = await readFile(path)
  if (!isPdf(path)) {
    yield await readPicture(bytes, dpi, mode)
    return
  }
  // pdf.js takes a quarter of a second and tens of megabytes: it is loaded with the first PDF.
  const { drawPages } = await import('./draw-pages.ts')
  for await (const page of drawPages(bytes, dpi)) yield await encode(page, dpi, mode)
}

async function readPicture(bytes: Uint8Array, dpi: number, mode: ScanRequest['mode']): Promise<ScannedPage> {
  const picture = sharp(bytes).autoOrient()
  const size = await picture.metadata().catch(() => {
    throw new UnreadableSheet()
  })
  const longer = Math.max(size.width, size.height)
  const ownDpi = size.density !== undefined && size.density > unknownDpi ? size.density : longer / a4LongSideInches
  const width = Math.max(1, Math.round((size.autoOrient.width * dpi) / ownDpi))
  return encode(picture.resize({ width }), dpi, mode)
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
