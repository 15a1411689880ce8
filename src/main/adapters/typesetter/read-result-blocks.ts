import { unzipSync } from 'fflate'
import { joinBlocks, readBlock } from '#core/domain/barcode-blocks.ts'
import { favorIdOf, signedFileName } from './result-blocks.ts'

/** A signature is a few kilobytes: an archive that promises more is hostile. */
const largestSignature = 1024 * 1024

/**
 * What a scanner read from the QR codes of one result, in any order, back to the CAdES signature.
 * @returns undefined while codes are missing, belong to different results, are damaged, or hold something else
 */
export function readResultBlocks(texts: readonly string[]): Uint8Array | undefined {
  const blocks = texts.flatMap((text) => readBlock(text) ?? [])
  const base64 = joinBlocks(blocks)
  if (base64 === undefined) return undefined
  try {
    const files = unzipSync(new Uint8Array(Buffer.from(base64, 'base64')), {
      filter: (file) => file.name === signedFileName && file.originalSize <= largestSignature,
    })
    const cms = files[signedFileName]
    // The archive's own checksum is not looked at; the blocks' id is the beginning of the signature's hash.
    return cms !== undefined && favorIdOf(cms) === blocks[0]?.favorId ? cms : undefined
  } catch {
    // Not an archive.
    return undefined
  }
}
