import sharp from 'sharp'
import type { ScannedPage } from '#core/ports/scanner.ts'

/** Binary PGM or PPM of 8 bits (netpbm's P5 and P6), as scanimage writes it. */
export interface Pnm {
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 1 | 3
  readonly pixels: Uint8Array
}

const headerBytes = 256

/**
 * Reads a PNM whose pixels are all there. scanimage leaves a file with nothing but a header when a scan fails at once:
 * such a file, or one cut short, is no page and gives nothing.
 */
export function findWholePnm(file: Uint8Array): Pnm | undefined {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, headerBytes)).toString('latin1')
  const found = /^P([56])\s(?:#[^\n]*\n|\s)*(\d+)(?:\s|#[^\n]*\n)+(\d+)(?:\s|#[^\n]*\n)+255\s/.exec(head)
  if (!found) return undefined
  const channels = found[1] === '6' ? 3 : 1
  const widthPx = Number(found[2])
  const heightPx = Number(found[3])
  const start = found[0].length
  const length = widthPx * heightPx * channels
  if (length === 0 || file.byteLength < start + length) return undefined
  return { widthPx, heightPx, channels, pixels: file.subarray(start, start + length) }
}

/** JPEG, quality 80; gray stays one channel, which sharp would otherwise make three. */
export async function encodePage(pnm: Pnm, dpi: number): Promise<ScannedPage> {
  const picture = sharp(pnm.pixels, { raw: { width: pnm.widthPx, height: pnm.heightPx, channels: pnm.channels } })
  const jpeg = await picture
    .toColourspace(pnm.channels === 1 ? 'b-w' : 'srgb')
    .withDensity(dpi)
    .jpeg({ quality: 80 })
    .toBuffer()
  return { jpeg, widthPx: pnm.widthPx, heightPx: pnm.heightPx, dpi }
}
