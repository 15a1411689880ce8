import { PDFArray, PDFDict, PDFName } from '@cantoo/pdf-lib'
import type { PDFPage } from '@cantoo/pdf-lib'

/** Annotations that show nothing on paper, or carry files, programs and films. */
const unwanted = new Set(['Link', 'Popup', 'FileAttachment', 'Movie', 'Sound', 'Screen', 'RichMedia', '3D', 'TrapNet'])

/** What acts by itself, and what points to other pages: copying follows it and would take pages along that were left out. */
const annotationEntries = ['A', 'AA', 'PA', 'Dest', 'P', 'Parent', 'Popup', 'IRT', 'StructParent']
const pageEntries = ['AA', 'B', 'PieceInfo', 'Metadata', 'Thumb', 'StructParents', 'PresSteps', 'SubNavigation', 'AF']

/** Leaves of a page what is seen on it (ISO 32000-1, 7.7.3.3 and 12.5). To be done before the page is copied. */
export function stripPage(page: PDFPage): void {
  for (const name of pageEntries) page.node.delete(PDFName.of(name))
  const annotations = page.node.lookupMaybe(PDFName.Annots, PDFArray)
  if (!annotations) return
  const kept = annotations.asArray().filter((entry) => {
    const annotation = page.node.context.lookupMaybe(entry, PDFDict)
    const subtype = annotation?.lookupMaybe(PDFName.of('Subtype'), PDFName)?.decodeText()
    if (!annotation || subtype === undefined || unwanted.has(subtype)) return false
    for (const name of annotationEntries) annotation.delete(PDFName.of(name))
    return true
  })
  page.node.set(PDFName.Annots, page.node.context.obj(kept))
}
