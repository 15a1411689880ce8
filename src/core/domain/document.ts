import { z } from 'zod'
import { ContentHash, PageId } from '#core/domain/ids.ts'
import { LocalText } from '#core/domain/text.ts'

/** Quarter turns clockwise, degrees. */
export const Rotation = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])
export type Rotation = z.infer<typeof Rotation>

/** Where a page's picture is: an image of its own, or one page of an imported PDF that is kept whole. */
export const PageSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    hash: ContentHash,
    widthPx: z.int().positive(),
    heightPx: z.int().positive(),
    dpi: z.int().positive(),
  }),
  z.object({ kind: z.literal('pdf'), hash: ContentHash, index: z.int().nonnegative() }),
])
export type PageSource = z.infer<typeof PageSource>

/** One page in a slot's strip. */
export const Page = z.object({ id: PageId, source: PageSource, rotation: Rotation, origin: z.enum(['scan', 'file']) })
export type Page = z.infer<typeof Page>

/** What the operator has gathered for one slot of the service's checklist. */
export const SlotDraft = z.object({
  slotId: z.string(),
  /** The operator held the paper original in hand. */
  originalSeen: z.boolean(),
  pages: z.array(Page),
})
export type SlotDraft = z.infer<typeof SlotDraft>

/** One finished document in a signed request: one PDF, named by its content. */
export const ManifestEntry = z.object({
  slotId: z.string(),
  title: LocalText,
  /** SHA-256 of the PDF. */
  sha256: ContentHash,
  bytes: z.int().positive(),
  pages: z.int().positive(),
  originalSeen: z.boolean(),
})
export type ManifestEntry = z.infer<typeof ManifestEntry>

/** What a document from outside may be at most: hostile until parsed. */
export const documentLimits = {
  fileBytes: 50 * 1024 * 1024,
  pagesPerFile: 100,
  pagesPerSlot: 100,
  pixelsPerImage: 100_000_000,
} as const
