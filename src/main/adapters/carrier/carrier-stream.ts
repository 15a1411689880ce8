import { ReadableStream } from 'node:stream/web'
import { Encrypter } from 'age-encryption'
import { pack } from 'tar-stream'
import type { CarrierEntry } from '#core/ports/carrier.ts'
import type { ReadStoreFault } from '#core/ports/document-store.ts'

/** An entry that could not be read, on its way out of the stream. */
export class EntryUnreadable extends Error {
  override readonly name = 'EntryUnreadable'
  readonly fault: ReadStoreFault
  constructor(fault: ReadStoreFault) {
    super(fault.tag)
    this.fault = fault
  }
}

/** So much of an entry goes on at once. */
const sliceBytes = 256 * 1024
/** The archive tells nothing but names and contents: the same entries give the same archive. */
const noTime = new Date(0)

async function addEntry(archive: ReturnType<typeof pack>, { name, bytes, read }: CarrierEntry): Promise<void> {
  const content = await read()
  if (!content.ok) throw new EntryUnreadable(content.error)
  await new Promise<void>((resolve, reject) => {
    const entry = archive.entry({ name, size: bytes, mtime: noTime }, (failure) => (failure ? reject(failure) : resolve()))
    const next = (from: number): void => {
      if (from >= content.value.length) return void entry.end()
      const slice = content.value.subarray(from, from + sliceBytes)
      if (entry.write(Buffer.from(slice.buffer, slice.byteOffset, slice.length))) next(from + sliceBytes)
      else entry.once('drain', () => next(from + sliceBytes))
    }
    next(0)
  })
}

/**
 * The entries as a tar archive within an age file. What waits to be written holds up what is read.
 * @throws EntryUnreadable, in the stream
 */
export async function encryptedArchive(entries: readonly CarrierEntry[], recipient: string): Promise<AsyncIterable<Uint8Array>> {
  const archive = pack()
  const fill = async (): Promise<void> => {
    for (const entry of entries) await addEntry(archive, entry)
    archive.finalize()
  }
  fill().catch((failure: unknown) => archive.destroy(failure instanceof Error ? failure : new Error(String(failure))))
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const plain = ReadableStream.from(archive as AsyncIterable<Uint8Array>)
  // Node's stream is the platform's: the types of the two libraries do not know that.
  const encrypted = await encrypter.encrypt(plain as unknown as Parameters<Encrypter['encrypt']>[0] & ReadableStream)
  return encrypted as unknown as AsyncIterable<Uint8Array>
}
