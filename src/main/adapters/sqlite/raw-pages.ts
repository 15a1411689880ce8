import { createDecipheriv } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** SQLite's default, with which every file of ours is made. */
const pageSize = 4_096
/** At the end of each page: nonce (16 bytes) and authentication tag (16 bytes). */
const reserved = 32
/** Bytes of a page that hold data. */
export const usableSize = pageSize - reserved
const logHeader = 32
const frameHeader = 24

/** The pages of a database file one by one, without SQLite: also where what leads to them is damaged. */
export interface RawPages {
  readonly count: number
  /** @param number from 1; the data of a page that is damaged, or was written under another key, is noise */
  readonly read: (number: number) => Buffer | undefined
  readonly close: () => void
}

function keystream(key: Uint8Array, nonce: Uint8Array, counter: number, data: Uint8Array): Buffer {
  const start = Buffer.alloc(16)
  start.writeUInt32LE(counter >>> 0, 0)
  start.set(nonce.subarray(0, 12), 4)
  return createDecipheriv('chacha20', key, start).update(data)
}

/** As SQLite3 Multiple Ciphers writes it ("sqleet: ChaCha20-Poly1305"): a key of its own for each page, made of nonce and number. */
function decrypted(page: Buffer, number: number, key: Uint8Array): Buffer {
  const nonce = page.subarray(usableSize, usableSize + 16)
  const counter = (nonce.readUInt32LE(12) ^ number) >>> 0
  const pageKey = keystream(key, nonce, counter, Buffer.alloc(64)).subarray(32)
  return keystream(pageKey, nonce, counter + 1, page.subarray(0, usableSize))
}

/** Where the write-ahead log has a newer page: up to its last commit of this life of the log (sqlite.org/fileformat2.html, 4.1). */
function newerPages(log: number): ReadonlyMap<number, number> {
  const header = Buffer.alloc(logHeader)
  const frame = Buffer.alloc(frameHeader)
  const committed = new Map<number, number>()
  const pending = new Map<number, number>()
  if (readSync(log, header, 0, logHeader, 0) < logHeader) return committed
  for (let at = logHeader; readSync(log, frame, 0, frameHeader, at) === frameHeader; at += frameHeader + pageSize) {
    if (frame.compare(header, 16, 24, 8, 16) !== 0) break
    pending.set(frame.readUInt32BE(0), at + frameHeader)
    if (frame.readUInt32BE(4) === 0) continue
    for (const [number, place] of pending) committed.set(number, place)
    pending.clear()
  }
  return committed
}

/** @param file with its log beside it, where it has one */
export function openRawPages(file: string, key: Uint8Array): RawPages {
  const main = openSync(file, 'r')
  const log = existsSync(`${file}-wal`) ? openSync(`${file}-wal`, 'r') : undefined
  const newer = log === undefined ? new Map<number, number>() : newerPages(log)
  const count = Math.max(Math.floor(fstatSync(main).size / pageSize), ...newer.keys())
  const page = Buffer.alloc(pageSize)
  return {
    count,
    read: (number) => {
      const inLog = newer.get(number)
      const length =
        log !== undefined && inLog !== undefined
          ? readSync(log, page, 0, pageSize, inLog)
          : readSync(main, page, 0, pageSize, (number - 1) * pageSize)
      return length === pageSize ? decrypted(page, number, key) : undefined
    },
    close: () => {
      closeSync(main)
      if (log !== undefined) closeSync(log)
    },
  }
}
