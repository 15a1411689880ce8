/**
 * The barcode blocks at the foot of an electronic document (eGov's BarcodeElement): base64 of an archive, cut into parts, each wrapped in a
 * small XML that names its number, the number of parts and an id shared by all.
 */
export interface BarcodeBlock {
  readonly favorId: string
  readonly number: number
  readonly amount: number
  readonly data: string
  readonly createdAt: string
}

/** Characters of data in one QR code: with its wrapping it stays readable at 200 dpi and 35 mm. */
export const blockDataLength = 700

const namespace = 'http://barcodes.pdf.shep.nitec.kz/'

export function cutIntoBlocks(base64: string, favorId: string, createdAt: string): readonly BarcodeBlock[] {
  const amount = Math.max(1, Math.ceil(base64.length / blockDataLength))
  const size = Math.ceil(base64.length / amount)
  return Array.from({ length: amount }, (_, index) => ({
    favorId,
    number: index + 1,
    amount,
    createdAt,
    data: base64.slice(index * size, (index + 1) * size),
  }))
}

export const writeBlock = (block: BarcodeBlock): string =>
  `<?xml version="1.0" encoding="UTF-8"?><BarcodeElement xmlns="${namespace}"><creationDate>${block.createdAt}</creationDate><elementData>${block.data}</elementData>` +
  `<elementNumber>${block.number}</elementNumber><elementsAmount>${block.amount}</elementsAmount><FavorID>${block.favorId}</FavorID></BarcodeElement>`

const element = (xml: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]

/** @returns undefined where the text is no block */
export function readBlock(xml: string): BarcodeBlock | undefined {
  const [favorId, data, number, amount, createdAt] = ['FavorID', 'elementData', 'elementNumber', 'elementsAmount', 'creationDate'].map(
    (name) => element(xml, name),
  )
  if (!xml.includes('BarcodeElement') || favorId === undefined || data === undefined || createdAt === undefined) return undefined
  const [at, of] = [Number(number), Number(amount)]
  if (!Number.isInteger(at) || !Number.isInteger(of) || at < 1 || at > of) return undefined
  return { favorId, data, number: at, amount: of, createdAt }
}

/** The base64 that the blocks of one document add up to; undefined while parts are missing or belong to different documents. */
export function joinBlocks(blocks: readonly BarcodeBlock[]): string | undefined {
  const first = blocks[0]
  if (first === undefined || blocks.some((block) => block.favorId !== first.favorId || block.amount !== first.amount)) return undefined
  const byNumber = new Map(blocks.map((block) => [block.number, block.data]))
  const parts = Array.from({ length: first.amount }, (_, index) => byNumber.get(index + 1))
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined
}
