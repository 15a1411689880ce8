import sharp from 'sharp'
import type { Metadata } from 'sharp'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Result } from '#core/base/result.ts'
import { documentLimits } from '#core/domain/document.ts'
import type { ReadFile, ReadFileFault } from '#core/ports/paper.ts'
import { findImageDpi } from './image-dpi.ts'

type Image = Extract<ReadFile, { kind: 'images' }>['images'][number]

const { pagesPerFile, pixelsPerImage } = documentLimits
/** Per page; a picture within the pixel limit takes about two. */
const secondsPerPage = 60

/** Re-encodes an image file to JPEGs. Sizes are read from the headers and judged before a pixel is decoded. */
export async function readImages(bytes: Uint8Array): Promise<Result<ReadFile, ReadFileFault>> {
  try {
    const pages = (await sharp(bytes, { limitInputPixels: false }).metadata()).pages ?? 1
    if (pages > pagesPerFile) return err(fault('document/tooManyPages', 'act', { pages, limit: pagesPerFile }))
    const sizes: Metadata[] = []
    for (let page = 0; page < pages; page += 1) {
      const size = await sharp(bytes, { page, limitInputPixels: false }).metadata()
      if (size.width * size.height > pixelsPerImage) return err(fault('document/tooManyPixels', 'act', { limit: pixelsPerImage }))
      sizes.push(size)
    }
    const images: Image[] = []
    for (const [page, size] of sizes.entries()) images.push(await encode(bytes, page, size))
    return ok({ kind: 'images', images })
  } catch {
    // sharp throws for every picture it cannot decode, and its messages are not codes.
    return err(fault('document/damaged', 'act'))
  }
}

async function encode(bytes: Uint8Array, page: number, size: Metadata): Promise<Image> {
  const dpi = findImageDpi(size)
  const gray = size.space === 'b-w' || size.space === 'grey16' || size.channels === 1
  const { data, info } = await sharp(bytes, { page, limitInputPixels: pixelsPerImage, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: secondsPerPage })
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace(gray ? 'b-w' : 'srgb')
    // An EXIF block of our own with nothing but the density: withDensity alone would keep the camera's, place and all.
    .withExif({})
    .withDensity(dpi)
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true })
  return { jpeg: data, widthPx: info.width, heightPx: info.height, dpi }
}
