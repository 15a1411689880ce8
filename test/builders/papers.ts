import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import { degrees, PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import type { Sharp } from 'sharp'

const run = promisify(execFile)

export interface PageLook {
  readonly text?: string
  readonly dpi?: number
  readonly widthMm?: number
  readonly heightMm?: number
  readonly gray?: boolean
}

/** A sheet with a line of text and a red mark in its upper left corner, by which its rotation can be told. */
export function makePicture({ text = 'Анықтама', dpi = 100, widthMm = 210, heightMm = 297, gray = false }: PageLook = {}): Sharp {
  const [width, height] = [widthMm, heightMm].map((mm) => Math.round((mm / 25.4) * dpi)) as [number, number]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="white"/>
    <rect width="${width / 5}" height="${height / 10}" fill="${gray ? 'black' : 'red'}"/>
    <text x="10%" y="30%" font-size="${height / 20}" font-family="sans-serif">${text}</text></svg>`
  return sharp(Buffer.from(svg))
    .flatten({ background: 'white' })
    .toColourspace(gray ? 'b-w' : 'srgb')
    .withExif({})
    .withDensity(dpi)
}

export const makeJpeg = (look: PageLook = {}): Promise<Buffer> => makePicture(look).jpeg({ quality: 85 }).toBuffer()
export const makePng = (look: PageLook = {}): Promise<Buffer> => makePicture(look).png().toBuffer()

/** As a telephone writes it: the pixels lie on their side (EXIF orientation 6), and the block tells the camera and the place. */
export async function makePhonePhoto(): Promise<Buffer> {
  const upright = await makePicture({ text: 'фото' }).jpeg().toBuffer()
  const lying = await sharp(upright).rotate(270).toBuffer()
  return sharp(lying)
    .keepExif()
    .withExifMerge({
      IFD0: { Make: 'SecretCamera', Copyright: 'SecretOwner' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 14/1 20/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** A TIFF of several pages of one size, as fax programs and scanners write it. */
export async function makeTiff(texts: readonly string[], dpi = 200): Promise<Buffer> {
  const pages = await Promise.all(texts.map((text) => makePicture({ text, dpi, widthMm: 105, heightMm: 148 }).png().toBuffer()))
  return sharp(pages, { join: { animated: true } })
    .withExif({})
    .withDensity(dpi)
    .tiff({ compression: 'lzw', xres: dpi / 25.4, yres: dpi / 25.4 })
    .toBuffer()
}

export interface PdfLook {
  readonly pages: number
  readonly title?: string
  /** Of every page, degrees. */
  readonly rotation?: number
}

/** A PDF of A4 pages, each with its number as Latin text `page N` and a red mark in its upper left corner. */
export async function makePdf({ pages, title = 'Sample', rotation = 0 }: PdfLook): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title)
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let number = 1; number <= pages; number += 1) {
    const page = pdf.addPage([595, 842])
    page.drawText(`page ${number}`, { x: 60, y: 600, size: 40, font })
    page.drawRectangle({ x: 0, y: 742, width: 120, height: 100, color: rgb(1, 0, 0) })
    page.setRotation(degrees(rotation))
  }
  return pdf.save()
}

/** Encrypted by qpdf with AES-256: opening it asks for the password. */
export const encryptPdf = (pdf: Uint8Array, password: string): Promise<Uint8Array> =>
  throughFile(pdf, (input, output) => run('qpdf', ['--encrypt', password, `${password}-owner`, '256', '--', input, output]))

async function throughFile(bytes: Uint8Array, work: (input: string, output: string) => Promise<unknown>): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'tereze-papers-'))
  try {
    const [input, output] = [join(folder, 'in'), join(folder, 'out')]
    await writeFile(input, bytes)
    await work(input, output)
    return await readFile(output)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A valid one-bit PNG of side × side pixels, all black: a few hundred kilobytes that open to gigabytes. */
export function makePngBomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((1 + Math.ceil(side / 8)) * side)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
