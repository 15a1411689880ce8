import { createHash } from 'node:crypto'
import { degrees, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import type { PDFPage } from '@cantoo/pdf-lib'
import type { AssemblyPage } from '#core/ports/paper.ts'
import { loadPdf } from './load-pdf.ts'
import type { PdfAnswer } from './pdf-task.ts'
import { stripPage } from './strip-page.ts'

type ImagePage = Extract<AssemblyPage, { kind: 'image' }>
type PdfPage = Extract<AssemblyPage, { kind: 'pdf' }>

/** PDF's unit, 1/72 inch. */
const pointsPerInch = 72

/**
 * Binds the pages. The bytes depend on nothing but the pages and the title: no dates, producer or file id, object numbers in
 * the order of making, and no helper of pdf-lib that invents random names (drawImage does).
 */
export async function assemblePdf(pages: readonly AssemblyPage[], title: string): Promise<PdfAnswer> {
  const target = await PDFDocument.create({ updateMetadata: false })
  try {
    const copies = await copyPages(target, pages)
    for (const [at, page] of pages.entries()) {
      if (page.kind === 'image') await addImage(target, page)
      else {
        const copy = copies.get(at)
        if (!copy) return { kind: 'damaged' }
        const angle = Math.round((copy.getRotation().angle + page.rotation) / 90) * 90
        copy.setRotation(degrees(((angle % 360) + 360) % 360))
        target.addPage(copy)
      }
    }
    target.setTitle(title)
    // Plain cross-reference tables: what is kept for decades should be readable by the simplest reader.
    const pdf = await target.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
    return { kind: 'assembled', pdf }
  } catch {
    return { kind: 'damaged' }
  }
}

/** Copies by source file, so that fonts and pictures shared by its pages are taken once. Position in the binding → page. */
async function copyPages(target: PDFDocument, pages: readonly AssemblyPage[]): Promise<ReadonlyMap<number, PDFPage>> {
  const wanted = pages.flatMap((page, at) => (page.kind === 'pdf' ? [{ at, page }] : []))
  const sources = Map.groupBy(wanted, ({ page }) => createHash('sha256').update(page.pdf).digest('hex'))
  const copies = new Map<number, PDFPage>()
  for (const parts of sources.values()) {
    const source = await openSource(parts.map(({ page }) => page))
    const copied = await target.copyPages(
      source,
      parts.map(({ page }) => page.index),
    )
    for (const [order, { at }] of parts.entries()) {
      const copy = copied[order]
      if (copy) copies.set(at, copy)
    }
  }
  return copies
}

async function openSource(pages: readonly PdfPage[]): Promise<PDFDocument> {
  const [first] = pages
  const loaded = first ? await loadPdf(first.pdf) : undefined
  if (loaded?.kind !== 'loaded') throw new RangeError('The source cannot be read')
  for (const index of new Set(pages.map((page) => page.index))) stripPage(loaded.pdf.getPage(index))
  return loaded.pdf
}

/** A page of the picture's physical size, filled by it. The JPEG goes in as it is, without a second loss. */
async function addImage(target: PDFDocument, { jpeg, dpi, rotation }: ImagePage): Promise<void> {
  const image = await target.embedJpg(jpeg)
  const [width, height] = [image.width, image.height].map((pixels) => (pixels * pointsPerInch) / dpi) as [number, number]
  const page = target.addPage([width, height])
  page.setRotation(degrees(rotation))
  page.node.setXObject(PDFName.of('Picture'), image.ref)
  const contents = target.context.stream(`q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`)
  page.node.set(PDFName.Contents, target.context.register(contents))
}
