import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, constants, link, mkdir, open, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Database } from '#gateway/database/database.ts'
import { Refusal } from '#gateway/http/problem.ts'

/** The gateway takes a little more than a desk makes of 50 MB of pages. */
export const longestDocument = 60 * 1024 * 1024

const Row = z.object({ bytes: z.int() })

export type UploadedFile = { readonly bytes: number; readonly sha256: string; readonly isPdf: boolean }

/** Documents by SHA-256: files in `documents/ab/ab…`, with who brought them in the database. */
export interface DocumentStore {
  /** Size of a document that this organisation brought; undefined where it did not. */
  readonly sizeOf: (sha256: string, bin: string) => number | undefined
  /** Path of the document's file. */
  readonly fileOf: (sha256: string) => string
  /** Flushes an uploaded file to the disk and reads what it is. */
  readonly inspect: (file: string) => Promise<UploadedFile>
  /** Gives an inspected file its content's name and notes who brought it. Durable when it returns; doing it twice is harmless. */
  readonly keep: (file: string, found: UploadedFile, bin: string, now: Date) => Promise<void>
  /** A document that came whole. @throws Refusal where it is not the PDF it is said to be */
  readonly keepBytes: (bytes: Uint8Array, sha256: string, bin: string, now: Date) => Promise<void>
}

const isThere = (failure: unknown): boolean => failure instanceof Error && 'code' in failure && failure.code === 'EEXIST'

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A second name for the same content; a copy where the file system knows no such thing. */
async function nameAlso(file: string, target: string): Promise<void> {
  try {
    await link(file, target)
  } catch (failure) {
    if (isThere(failure)) return
    await copyFile(file, target, constants.COPYFILE_FICLONE)
    await flush(target)
  }
}

export function createDocumentStore(database: Database, folder: string): DocumentStore {
  const select = database.prepare('SELECT bytes FROM document WHERE sha256 = ? AND bin = ?')
  const insert = database.prepare('INSERT INTO document (sha256, bin, bytes, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const fileOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
  const store: DocumentStore = {
    fileOf,
    sizeOf: (sha256, bin) => Row.optional().parse(select.get(sha256, bin))?.bytes,
    inspect: async (file) => {
      await flush(file)
      const hash = createHash('sha256')
      let bytes = 0
      let start = Buffer.alloc(0)
      for await (const chunk of createReadStream(file)) {
        const part = Buffer.from(chunk as Uint8Array)
        if (start.length < 5) start = Buffer.concat([start, part.subarray(0, 5 - start.length)])
        bytes += part.length
        hash.update(part)
      }
      return { bytes, sha256: hash.digest('hex'), isPdf: start.toString('latin1') === '%PDF-' }
    },
    keep: async (file, found, bin, now) => {
      const target = fileOf(found.sha256)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await nameAlso(file, target)
      await flush(dirname(target))
      await flush(folder)
      insert.run(found.sha256, bin, found.bytes, now.toISOString())
    },
    keepBytes: async (bytes, sha256, bin, now) => {
      const file = join(folder, `${randomUUID()}.part`)
      try {
        await writeFile(file, bytes, { mode: 0o600 })
        const found = await store.inspect(file)
        if (found.sha256 !== sha256) throw new Refusal('request/documentDiffers', { sha256 })
        if (!found.isPdf) throw new Refusal('malformed', { reason: 'notPdf' }, 422)
        await store.keep(file, found, bin, now)
      } finally {
        await rm(file, { force: true })
      }
    },
  }
  return store
}
