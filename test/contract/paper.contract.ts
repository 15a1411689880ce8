import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { documentLimits } from '#core/domain/document.ts'
import type { Rotation } from '#core/domain/document.ts'
import type { AssemblyPage, Paper } from '#core/ports/paper.ts'
import { encryptPdf, makeJpeg, makePdf, makePhonePhoto, makePng, makePngBomb, makeTiff } from '#test/builders/papers.ts'

const run = promisify(execFile)

/** Asks a foreign program about a PDF. */
async function judge(
  pdf: Uint8Array,
  program: string,
  args: (path: string, out: string) => readonly string[],
): Promise<{ text: string; picture: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'tereze-judge-'))
  try {
    const [path, out] = [join(folder, 'in.pdf'), join(folder, 'out')]
    await writeFile(path, pdf)
    const { stdout } = await run(program, [...args(path, out)])
    return { text: stdout, picture: await readFile(`${out}.png`).catch(() => Buffer.alloc(0)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const check = async (pdf: Uint8Array): Promise<string> => (await judge(pdf, 'qpdf', (path) => ['--check', path])).text
const textOf = async (pdf: Uint8Array): Promise<string> => (await judge(pdf, 'pdftotext', (path) => [path, '-'])).text
const infoOf = async (pdf: Uint8Array): Promise<string> => (await judge(pdf, 'pdfinfo', (path) => ['-l', '100', path])).text
const objectsOf = async (pdf: Uint8Array): Promise<string> =>
  (await judge(pdf, 'qpdf', (path) => ['--qdf', '--object-streams=disable', path, '-'])).text

/** Draws one page, 36 dots per inch, and finds the corner in which the red mark is. */
async function lookAt(pdf: Uint8Array, page: number) {
  const { picture } = await judge(pdf, 'pdftoppm', (path, out) => [
    '-f',
    String(page),
    '-l',
    String(page),
    '-r',
    '36',
    '-png',
    '-singlefile',
    path,
    out,
  ])
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const isRed = (x: number, y: number): boolean => {
    const at = (y * info.width + x) * info.channels
    return (data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 80
  }
  const corners = [
    ['top left', 4, 4],
    ['top right', info.width - 5, 4],
    ['bottom right', info.width - 5, info.height - 5],
    ['bottom left', 4, info.height - 5],
  ] as const
  return { width: info.width, height: info.height, red: corners.filter(([, x, y]) => isRed(x, y)).map(([name]) => name) }
}

const image = (jpeg: Uint8Array, rotation: Rotation = 0, dpi = 100): AssemblyPage => ({ kind: 'image', jpeg, dpi, rotation })
const pdfPage = (pdf: Uint8Array, index: number, rotation: Rotation = 0): AssemblyPage => ({ kind: 'pdf', pdf, index, rotation })
const failed = (tag: string, data = {}) => ({ ok: false, error: { tag, remedy: 'act', ...data } })

/** What every reader and binder of papers does. */
export function paperContract(make: () => Paper): void {
  const bind = async (pages: readonly AssemblyPage[], title = 'Өтініш'): Promise<Uint8Array> => {
    const bound = await make().assemble(pages, title)
    if (!bound.ok) throw new Error(bound.error.tag)
    return bound.value
  }
  const readImages = async (bytes: Uint8Array) => {
    const read = await make().readFile(bytes)
    if (!read.ok || read.value.kind !== 'images') throw new Error(read.ok ? read.value.kind : read.error.tag)
    return read.value.images
  }

  describe('reading', () => {
    test.each([
      ['JPEG', makeJpeg],
      ['PNG', makePng],
    ])('a %s becomes a JPEG of the same size and density', async (_name, sample) => {
      const images = await readImages(await sample({ dpi: 150 }))
      expect(images.map(({ widthPx, heightPx, dpi }) => ({ widthPx, heightPx, dpi }))).toEqual([
        { widthPx: 1240, heightPx: 1754, dpi: 150 },
      ])
      expect(await sharp(images[0]!.jpeg).metadata()).toMatchObject({
        format: 'jpeg',
        width: 1240,
        height: 1754,
        density: 150,
        channels: 3,
      })
    })

    test('gray stays gray', async () => {
      const [picture] = await readImages(await makeJpeg({ gray: true }))
      expect((await sharp(picture!.jpeg).metadata()).channels).toBe(1)
    })

    test('what is transparent becomes white, as paper is', async () => {
      const glass = await sharp({ create: { width: 100, height: 100, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
        .png()
        .toBuffer()
      const [picture] = await readImages(glass)
      expect((await sharp(picture!.jpeg).stats()).channels.map(({ mean }) => Math.round(mean))).toEqual([255, 255, 255])
    })

    test('a TIFF of three pages gives three images in their order', async () => {
      const images = await readImages(await makeTiff(['one', 'two', 'three']))
      expect(images.map(({ widthPx, heightPx, dpi }) => [widthPx, heightPx, dpi])).toEqual(Array(3).fill([827, 1165, 200]))
      expect(new Set(images.map(({ jpeg }) => Buffer.from(jpeg).toString('base64'))).size).toBe(3)
    })

    test("a telephone's photo is turned upright, fits on A4, and nothing of its EXIF survives", async () => {
      const photo = await makePhonePhoto()
      expect([photo.includes('SecretCamera'), (await sharp(photo).metadata()).orientation]).toEqual([true, 6])
      const [picture] = await readImages(photo)
      expect([picture!.widthPx, picture!.heightPx]).toEqual([827, 1169])
      expect(Buffer.from(picture!.jpeg).includes('Secret')).toBe(false)
      expect((await sharp(picture!.jpeg).metadata()).orientation ?? 1).toBe(1)
      const corner = await sharp(picture!.jpeg).extract({ left: 10, top: 10, width: 1, height: 1 }).raw().toBuffer()
      expect([...corner].map((value) => Math.round(value / 64))).toEqual([4, 0, 0])
    })

    test('a camera that claims 72 dots per inch: the page is A4, not a wall poster', async () => {
      const photo = await sharp({ create: { width: 3000, height: 4000, channels: 3, background: 'gray' } })
        .withExif({})
        .withDensity(72)
        .jpeg()
        .toBuffer()
      const [picture] = await readImages(photo)
      expect(picture!.dpi).toBe(363)
      expect((3000 / picture!.dpi) * 25.4).toBeLessThanOrEqual(210)
    })

    test('a PDF is kept as it is, its pages counted', async () => {
      const pdf = await makePdf({ pages: 7 })
      expect(await make().readFile(pdf)).toEqual({ ok: true, value: { kind: 'pdf', pdf, pages: 7 } })
    })

    test('as many pages as allowed, and one more', async () => {
      const { pagesPerFile } = documentLimits
      expect((await make().readFile(await makePdf({ pages: pagesPerFile }))).ok).toBe(true)
      expect(await make().readFile(await makePdf({ pages: pagesPerFile + 1 }))).toEqual(
        failed('document/tooManyPages', { pages: pagesPerFile + 1, limit: pagesPerFile }),
      )
    })

    test('300 pages are refused with the figures', async () => {
      expect(await make().readFile(await makePdf({ pages: 300 }))).toEqual(failed('document/tooManyPages', { pages: 300, limit: 100 }))
    })

    test('a TIFF of 101 pages is refused with the figures', async () => {
      const pages = Array.from({ length: 101 }, () => ({ create: { width: 10, height: 10, channels: 3 as const, background: 'white' } }))
      const drawn = await Promise.all(pages.map((page) => sharp(page).png().toBuffer()))
      const tiff = await sharp(drawn, { join: { animated: true } })
        .tiff()
        .toBuffer()
      expect(await make().readFile(tiff)).toEqual(failed('document/tooManyPages', { pages: 101, limit: 100 }))
    })

    test('51 MB are refused before anything is parsed', async () => {
      const bytes = new Uint8Array(51 * 1024 * 1024)
      bytes.set(new TextEncoder().encode('%PDF-1.7\n'))
      const began = performance.now()
      expect(await make().readFile(bytes)).toEqual(
        failed('document/tooLarge', { bytes: bytes.byteLength, limit: documentLimits.fileBytes }),
      )
      expect(performance.now() - began).toBeLessThan(50)
    })

    test('a PNG bomb is refused by its header', async () => {
      const bomb = makePngBomb(30_000)
      expect(bomb.byteLength).toBeLessThan(200_000)
      const before = process.memoryUsage.rss()
      expect(await make().readFile(bomb)).toEqual(failed('document/tooManyPixels', { limit: documentLimits.pixelsPerImage }))
      expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000)
    })

    test('an empty file', async () => {
      expect(await make().readFile(new Uint8Array())).toEqual(failed('document/empty'))
    })

    test.each([
      ['text', 'Анықтама берілді'],
      ['a web page', '<!doctype html><script>alert(1)</script>'],
      ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
      ['a GIF', 'GIF89a\x01\x00\x01\x00\x00\x00\x00;'],
      ['a ZIP', 'PK\x03\x04\x14\x00\x00\x00'],
      ['a program', '\x7fELF\x02\x01\x01'],
    ])('%s is of no known type', async (_name, text) => {
      expect(await make().readFile(new TextEncoder().encode(text))).toEqual(failed('document/unknownType'))
    })

    test('a PDF cut short anywhere is damaged, not a shorter document', async () => {
      const pdf = await makePdf({ pages: 5 })
      for (const share of [0.05, 0.3, 0.6, 0.9, 0.99])
        expect(await make().readFile(pdf.subarray(0, pdf.length * share))).toEqual(failed('document/damaged'))
    })

    test.each([
      ['garbage behind the mark', `%PDF-1.7\n${'\x01\x02garbage '.repeat(2000)}`],
      ['garbage between the marks', `%PDF-1.7\n${'obj << /Type '.repeat(2000)}\n%%EOF\n`],
      ['no page tree', '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'],
      [
        'a page tree that bites its tail',
        '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n',
      ],
      [
        'contents that are not there',
        '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n',
      ],
    ])('a PDF with %s is damaged', async (_name, text) => {
      expect(await make().readFile(Buffer.from(text, 'latin1'))).toEqual(failed('document/damaged'))
    })

    test('a PDF without a page is empty', async () => {
      const text =
        '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'
      expect(await make().readFile(Buffer.from(text))).toEqual(failed('document/empty'))
    })

    test('an encrypted PDF is told apart from a damaged one', async () => {
      expect(await make().readFile(await encryptPdf(await makePdf({ pages: 2 }), 'құпия'))).toEqual(failed('document/encrypted'))
    })

    test.each([
      ['JPEG', () => makeJpeg()],
      ['PNG', () => makePng()],
      ['TIFF', () => makeTiff(['a', 'b'])],
    ])('a %s cut short is damaged', async (_name, sample) => {
      const bytes = await sample()
      expect(await make().readFile(bytes.subarray(0, bytes.length * 0.6))).toEqual(failed('document/damaged'))
    })
  })

  test('a thumbnail keeps the proportions and is never larger than the picture', async () => {
    const jpeg = await makeJpeg({ dpi: 100 })
    const size = async (side: number) => sharp(await make().thumbnail(jpeg, side)).metadata()
    expect(await size(200)).toMatchObject({ format: 'jpeg', width: 141, height: 200 })
    expect(await size(5000)).toMatchObject({ width: 827, height: 1169 })
  })

  describe('binding', () => {
    test('pictures and PDF pages in their order; qpdf finds no fault', async () => {
      const pdf = await makePdf({ pages: 3 })
      const bound = await bind([
        pdfPage(pdf, 2),
        image(await makeJpeg()),
        pdfPage(pdf, 0),
        image(await makeJpeg({ gray: true, dpi: 150 }), 0, 150),
      ])
      expect(await check(bound)).toContain('No syntax or stream encoding errors found')
      expect((await textOf(bound)).match(/page \d/g)).toEqual(['page 3', 'page 1'])
      expect(await infoOf(bound)).toMatch(/Pages:\s+4\n/)
    })

    test.each([
      [0, 'top left', [298, 421]],
      [90, 'top right', [421, 298]],
      [180, 'bottom right', [298, 421]],
      [270, 'bottom left', [421, 298]],
    ] as const)('turned by %i° clockwise, picture and PDF page alike, at the true size', async (rotation, corner, [width, height]) => {
      const bound = await bind([image(await makeJpeg(), rotation), pdfPage(await makePdf({ pages: 1 }), 0, rotation)])
      for (const page of [1, 2]) {
        const seen = await lookAt(bound, page)
        expect({ red: seen.red, width: Math.abs(seen.width - width) <= 1, height: Math.abs(seen.height - height) <= 1 }).toEqual({
          red: [corner],
          width: true,
          height: true,
        })
      }
    })

    test("a turn is added to the PDF page's own", async () => {
      const pdf = await makePdf({ pages: 1, rotation: 270 })
      expect((await lookAt(await bind([pdfPage(pdf, 0, 180)]), 1)).red).toEqual(['top right'])
    })

    test('the size is that of the paper, whatever the resolution', async () => {
      const bound = await bind([
        image(await makeJpeg({ dpi: 300 }), 0, 300),
        image(await makeJpeg({ dpi: 100, widthMm: 86, heightMm: 54 })),
      ])
      const sizes = [...(await infoOf(bound)).matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/g)].map(([, width, height]) =>
        [width, height].map((points) => Math.round((Number(points) / 72) * 25.4)),
      )
      expect(sizes).toEqual([
        [210, 297],
        [86, 54],
      ])
    })

    test('the picture goes in byte for byte', async () => {
      const jpeg = await makeJpeg()
      expect(Buffer.from(await bind([image(jpeg)])).includes(jpeg)).toBe(true)
    })

    test('the same pages give the same bytes, at another time and from another binder; another order or title does not', async () => {
      const pdf = await makePdf({ pages: 2 })
      const pages = [image(await makeJpeg()), pdfPage(pdf, 1, 90), pdfPage(pdf, 0)]
      const first = await bind(pages)
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      expect(Buffer.compare(await bind(pages.map((page) => ({ ...page }))), first)).toBe(0)
      expect(Buffer.compare(await bind(pages.toReversed()), first)).not.toBe(0)
      expect(Buffer.compare(await bind(pages, 'Басқа'), first)).not.toBe(0)
    })

    test('the title is there in Kazakh; dates, producer and file id are not', async () => {
      const bound = await bind(
        [image(await makeJpeg()), pdfPage(await makePdf({ pages: 1, title: 'Foreign' }), 0)],
        'Жеке куәліктің көшірмесі',
      )
      const info = await infoOf(bound)
      expect(info).toMatch(/^Title:\s+Жеке куәліктің көшірмесі$/m)
      expect(info).not.toMatch(/Date|Producer|Creator|Author|Foreign/)
      expect(Buffer.from(bound).includes('/ID')).toBe(false)
    })

    test('a page left out does not come along behind a link, nor does a script', async () => {
      const source = await PDFDocument.load(await makePdf({ pages: 2 }), { updateMetadata: false })
      const [first, second] = source.getPages()
      const context = source.context
      const script = context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })
      const link = context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], Dest: [second!.ref, 'Fit'] })
      const button = context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Btn', Rect: [0, 0, 9, 9], A: script, P: second!.ref })
      first!.node.set(PDFName.of('Annots'), context.obj([context.register(link), context.register(button)]))
      first!.node.set(PDFName.of('AA'), context.obj({ O: script }))
      const bound = await bind([pdfPage(await source.save(), 0)])
      expect(await check(bound)).toContain('No syntax or stream encoding errors found')
      const objects = await objectsOf(bound)
      expect([objects.includes('JavaScript'), (objects.match(/\/Type \/Page\b/g) ?? []).length, (await textOf(bound)).trim()]).toEqual([
        false,
        1,
        'page 1',
      ])
    })

    test('fonts and pictures shared by the pages of a PDF are taken once', async () => {
      const pdf = await makePdf({ pages: 50 })
      const bound = await bind(Array.from({ length: 50 }, (_, index) => pdfPage(new Uint8Array(pdf), index)))
      expect(((await objectsOf(bound)).match(/\/Type \/Font\b/g) ?? []).length).toBe(1)
      expect(bound.byteLength).toBeLessThan(pdf.byteLength * 4)
    })

    test('a hundred pictures', async () => {
      const jpeg = await makeJpeg()
      expect(await infoOf(await bind(Array.from({ length: 100 }, () => image(jpeg))))).toMatch(/Pages:\s+100\n/)
    })

    test.each([
      ['no JPEG', async () => image(new TextEncoder().encode('not a picture'))],
      ['a JPEG cut in its header', async () => image((await makeJpeg()).subarray(0, 30))],
      ['a page number beyond the PDF', async () => pdfPage(await makePdf({ pages: 2 }), 2)],
      ['a PDF cut short', async () => pdfPage((await makePdf({ pages: 2 })).subarray(0, 500), 0)],
      ['an encrypted PDF', async () => pdfPage(await encryptPdf(await makePdf({ pages: 1 }), 'x'), 0)],
    ])('%s cannot be bound', async (_name, page) => {
      expect(await make().assemble([await page()], 'x')).toMatchObject({ ok: false, error: { tag: 'document/damaged' } })
    })
  })
}
