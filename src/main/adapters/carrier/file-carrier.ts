import { type FileHandle, open, readFile, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Carrier, CarrierFault, CarrierPlace } from '#core/ports/carrier.ts'
import { encryptedArchive, EntryUnreadable } from './carrier-stream.ts'

export interface FileCarrierOptions {
  /** Offered beside the media that are mounted. */
  readonly folders: readonly string[]
}

/** Where Linux mounts what a person plugs in: `/media/<name>`, `/media/<user>/<name>`, `/run/media/<user>/<name>`. */
const mediaRoots = ['/media/', '/run/media/']

class Cancelled extends Error {}

const codeOf = (failure: unknown): string => (failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown')

const freeBytesOf = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

async function faultOf(failure: unknown, folder: string): Promise<CarrierFault> {
  if (failure instanceof Cancelled) return fault('carrier/cancelled', 'act')
  const code = codeOf(failure)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return fault('carrier/full', 'act', { freeBytes: await freeBytesOf(folder).catch(() => 0) })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return fault('carrier/readOnly', 'act')
    case 'ENOENT':
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return fault('carrier/removed', 'act')
    default:
      return fault('carrier/failed', 'support', { code })
  }
}

async function mountedMedia(): Promise<readonly string[]> {
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '')
  return mounts
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replace(/\\([0-7]{3})/g, (_whole, octal: string) => String.fromCharCode(parseInt(octal, 8))))
    .filter((folder) => mediaRoots.some((root) => folder.startsWith(root)))
}

/** A rename is durable only when its folder is synced; not every medium's file system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch((failure: unknown) => {
    if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM'].includes(codeOf(failure))) throw failure
  })
  await handle.close()
}

/** Files written to media by way of the file system. */
export function createFileCarrier({ folders }: FileCarrierOptions): Carrier {
  return {
    places: async () => {
      const candidates = [...new Set([...(await mountedMedia()), ...folders])]
      const places: CarrierPlace[] = []
      for (const folder of candidates) {
        if (await isFolder(folder)) places.push({ folder, freeBytes: await freeBytesOf(folder).catch(() => 0) })
      }
      return places
    },

    write: async ({ folder, fileName, recipient, entries }, onProgress, signal) => {
      if (!isAbsolute(folder) || !(await isFolder(folder))) return err(fault('carrier/folderMissing', 'act'))
      const path = join(folder, fileName)
      const temporary = `${path}.part`
      const total = entries.reduce((sum, entry) => sum + entry.bytes, 0)
      let handle: FileHandle | undefined
      try {
        const free = await freeBytesOf(folder)
        if (free < total) return err(fault('carrier/full', 'act', { freeBytes: free }))
        await removeLeftovers(folder)
        handle = await open(temporary, 'wx', 0o600)
        let bytes = 0
        for await (const chunk of await encryptedArchive(entries, recipient)) {
          if (signal.aborted) throw new Cancelled()
          await handle.writeFile(chunk)
          bytes += chunk.length
          // The archive's own blocks come on top of the entries: what is done never exceeds what there is.
          onProgress(Math.min(bytes, total))
        }
        await handle.sync()
        await handle.close()
        handle = undefined
        await rename(temporary, path)
        await syncFolder(folder)
        return ok({ path, bytes })
      } catch (failure) {
        await handle?.close().catch(() => {})
        await rm(temporary, { force: true }).catch(() => {})
        return err(failure instanceof EntryUnreadable ? failure.fault : await faultOf(failure, folder))
      }
    },
  }
}

/** What a stick pulled out, or a program that died, left half written. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder)
  await Promise.all(names.filter((name) => /^tereze-.*\.tzc\.part$/.test(name)).map((name) => rm(join(folder, name), { force: true })))
}
