import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'
import { Decrypter } from 'age-encryption'
import { type Entry, extract } from 'tar-stream'
import { type CarriedContent, contentEntry, manifestEntry } from '#core/domain/carrier.ts'
import { Refusal } from '#gateway/http/problem.ts'

/** A manifest of twenty thousand items is some megabytes. */
const longestManifest = 64 * 1024 * 1024

const isOfDisk = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO'].includes(String(failure.code))

const damaged = (reason: string): Refusal => new Refusal('carrier/damaged', { reason })

/** @throws Refusal `carrier/foreign` where no stanza of the header is for this gateway, `carrier/damaged` where it is no age file */
async function decrypted(file: AsyncIterable<Uint8Array>, identity: string): Promise<Readable> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  // Node's stream is the platform's: the types of the two do not know that.
  type Stream = Parameters<Decrypter['decrypt']>[0] & ReadableStream
  try {
    const plain = await decrypter.decrypt(ReadableStream.from(file) as unknown as Stream)
    return Readable.fromWeb(plain as unknown as ReadableStream)
  } catch (failure) {
    const isForeign = failure instanceof Error && failure.message.includes('no identity matched')
    throw isForeign ? new Refusal('carrier/foreign') : damaged('header')
  }
}

/** Writes an entry under its hash, if it is the content that it says. */
async function keep(entry: Entry, { sha256, bytes }: CarriedContent, folder: string): Promise<void> {
  if (entry.header.size !== bytes) throw damaged('length')
  const hash = createHash('sha256')
  await pipeline(
    entry,
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(join(folder, sha256), { flags: 'wx', mode: 0o600 }),
  )
  if (hash.digest('hex') !== sha256) throw damaged('hash')
}

/**
 * Opens a carrier as it streams in: the signed manifest first, then every content that it names and nothing else, each checked by length and hash as it is written
 * into `folder`. When it returns, the file was whole to its last byte.
 * @param accept judges the manifest's signature before anything else is read, and says which contents there must be
 * @throws Refusal
 */
export async function readCarrier(
  file: AsyncIterable<Uint8Array>,
  identity: string,
  folder: string,
  accept: (manifest: Buffer) => Promise<readonly CarriedContent[]>,
): Promise<void> {
  const plain = await decrypted(file, identity)
  const archive = extract()
  // Whatever breaks the stream also ends the loop below, which tells of it.
  const feeding = pipeline(plain, archive).catch(() => {})
  let missing: Map<string, CarriedContent> | undefined
  try {
    for await (const entry of archive) {
      if (missing === undefined) {
        if (entry.header.name !== manifestEntry || (entry.header.size ?? 0) > longestManifest) throw damaged('manifest')
        const contents = await accept(await buffer(entry))
        missing = new Map(contents.map((content) => [contentEntry(content.sha256), content]))
        continue
      }
      const content = missing.get(entry.header.name)
      if (content === undefined) throw damaged('unnamed')
      missing.delete(entry.header.name)
      await keep(entry, content, folder)
    }
  } catch (failure) {
    if (failure instanceof Refusal || isOfDisk(failure)) throw failure
    throw damaged('torn')
  } finally {
    archive.destroy()
    plain.destroy()
    await feeding
  }
  if (missing === undefined || missing.size > 0) throw damaged('incomplete')
}
