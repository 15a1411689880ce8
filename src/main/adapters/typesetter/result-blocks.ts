import { zipSync } from 'fflate'
import { cutIntoBlocks, writeBlock } from '#core/domain/barcode-blocks.ts'
import { hashOf } from '#core/domain/canonical.ts'
import type { Instant } from '#core/domain/ids.ts'

/** The one file in the archive that the blocks add up to. */
export const signedFileName = 'result.p7m'

/** The time in the archive is always the same, so that the same signature always gives the same blocks; ZIP keeps local time. */
const archiveTime = new Date(1980, 0, 1)

/** The id that the blocks of one result share. */
export const favorIdOf = (cms: Uint8Array): string => hashOf(cms).slice(0, 16)

/** The texts of the QR codes under a result: the CAdES signature, zipped, in parts (eGov's BarcodeElement). */
export function resultBlockTexts(cms: Uint8Array, signedAt: Instant): readonly string[] {
  const archive = zipSync({ [signedFileName]: cms }, { mtime: archiveTime, level: 9 })
  return cutIntoBlocks(Buffer.from(archive).toString('base64'), favorIdOf(cms), signedAt).map(writeBlock)
}
