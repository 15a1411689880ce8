import { createHash, createHmac, hkdfSync, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Result } from '#core/base/result.ts'
import { ContentHash } from '#core/domain/ids.ts'
import type { DocumentStore, ReadStoreFault, StoreFault } from '#core/ports/document-store.ts'
import { findErrorCode } from './error-code.ts'
import { createSeal } from './seal.ts'

export interface FileStoreOptions {
  /** The folder of documents itself; made if missing. Only one process may write into it. */
  readonly folder: string
  /** The workplace's key, 32 bytes. Keys for contents and for names are derived from it (HKDF-SHA256, RFC 5869). */
  readonly key: Uint8Array
}

/**
 * Documents as encrypted files, `ab/abcdef….bin`. The name is HMAC-SHA256 of the content's hash under a key, so that a listing
 * does not tell whether a known document is there. A file is written aside, synced and renamed: it is whole or it is not there.
 */
export function createFileStore({ folder, key }: FileStoreOptions): DocumentStore {
  if (key.byteLength !== 32) throw new RangeError('A store key has 32 bytes')
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `tereze documents ${purpose}`, 32))
  const nameKey = derive('names')
  const seal = createSeal(derive('contents'))
  const incoming = join(folder, 'incoming')
  /** The same content put twice at the same time is written once. */
  const writing = new Map<ContentHash, Promise<Result<ContentHash, StoreFault>>>()
  // A read-only volume can still be read: what is wrong with writing, `put` will tell.
  const prepared = removeLeftovers(incoming).catch(() => {})

  const pathOf = (hash: ContentHash): string => {
    const name = createHmac('sha256', nameKey).update(hash, 'hex').digest('hex')
    return join(folder, name.slice(0, 2), `${name}.bin`)
  }

  const get = async (hash: ContentHash): Promise<Result<Uint8Array, ReadStoreFault>> => {
    let sealed: Uint8Array
    try {
      sealed = await readFile(pathOf(hash))
    } catch (failure) {
      const code = findErrorCode(failure)
      return err(code === 'ENOENT' ? fault('storage/missing', 'support') : fault('storage/failed', 'support', { code }))
    }
    const content = await seal.findOpened(sealed, hash)
    return content && hashOf(content) === hash ? ok(content) : err(fault('storage/damaged', 'support'))
  }

  const write = async (content: Uint8Array<ArrayBuffer>, hash: ContentHash): Promise<Result<ContentHash, StoreFault>> => {
    // Read in full, not only looked for: putting a content again mends a damaged file.
    if ((await get(hash)).ok) return ok(hash)
    const path = pathOf(hash)
    const temporary = join(incoming, `${randomUUID()}.part`)
    try {
      await makeFolder(incoming)
      await makeFolder(dirname(path))
      await writeSynced(temporary, await seal.close(content, hash))
      await rename(temporary, path)
      await syncFolder(dirname(path))
      return ok(hash)
    } catch (failure) {
      await rm(temporary, { force: true }).catch(() => {})
      return err(await faultOf(failure))
    }
  }

  const faultOf = async (failure: unknown): Promise<StoreFault> => {
    const code = findErrorCode(failure)
    switch (code) {
      case 'ENOSPC':
      case 'EDQUOT':
        return fault('storage/diskFull', 'act', { freeBytes: await freeBytes() })
      case 'EROFS':
      case 'EACCES':
      case 'EPERM':
        return fault('storage/readOnly', 'support')
      default:
        return fault('storage/failed', 'support', { code })
    }
  }

  const freeBytes = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(await nearestFolder(folder))
    return bavail * bsize
  }

  return {
    get,
    freeBytes,
    put: async (given) => {
      // A copy, so that what the caller does with its bytes meanwhile cannot part the content from its hash.
      const content = new Uint8Array(given)
      const hash = hashOf(content)
      await prepared
      const running = writing.get(hash)
      if (running) return running
      const started = write(content, hash).finally(() => writing.delete(hash))
      writing.set(hash, started)
      return started
    },
    has: (hash) =>
      stat(pathOf(hash)).then(
        (found) => found.isFile(),
        () => false,
      ),
  }
}

const hashOf = (content: Uint8Array): ContentHash => ContentHash.parse(createHash('sha256').update(content).digest('hex'))

/** What a power cut or a kill left half written. */
async function removeLeftovers(incoming: string): Promise<void> {
  const names = await readdir(incoming)
  await Promise.all(names.filter((name) => name.endsWith('.part')).map((name) => rm(join(incoming, name), { force: true })))
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the folder, and what is missing above it, and puts their entries on disk. Node's recursive mkdir hides EROFS behind ENOENT. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (failure) {
    const code = findErrorCode(failure)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw failure
    await makeFolder(dirname(path))
    return makeFolder(path)
  }
  await syncFolder(dirname(path))
}

/** A rename is durable only when its folder is synced. Windows has no such call, and journals the rename itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function nearestFolder(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  )
  return there || dirname(path) === path ? path : nearestFolder(dirname(path))
}
