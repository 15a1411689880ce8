import sharp from 'sharp'
import { documentLimits } from '#core/domain/document.ts'

/** @param side the longer side's limit, pixels; a smaller picture is not enlarged */
export async function makeThumbnail(jpeg: Uint8Array, side: number): Promise<Uint8Array> {
  return sharp(jpeg, { limitInputPixels: documentLimits.pixelsPerImage })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer()
}
