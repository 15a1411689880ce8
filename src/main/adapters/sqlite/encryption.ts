import { resolve } from 'node:path'
import type Database from 'better-sqlite3-multiple-ciphers'

// The backup API opens its target by itself, and only a URI can tell it key and cipher. SQLite is asked once whether names may be URIs, when the
// library is first used; no file that is opened here is called `file:…`.
process.env['SQLITE_USE_URI'] = '1'

/** ChaCha20-Poly1305 page by page: an altered page is noticed. The key is used as it is. */
const cipher = 'chacha20'
const keyText = (key: Uint8Array): string => {
  if (key.length !== 32) throw new Error('The key has 32 bytes')
  return `raw:${Buffer.from(key).toString('hex')}`
}

/** Gives a connection its key; whether it fits shows at the first page read. */
export function unlock(db: Database.Database, key: Uint8Array): void {
  db.pragma(`cipher = '${cipher}'`)
  db.pragma(`key = "${keyText(key)}"`)
}

/** A file's name with its key, for SQLite to open. Percent-encoded whole, so that no sign of the path means anything; on Windows `/C:/…`. */
export function encryptedUri(file: string, key: Uint8Array): string {
  const path = resolve(file).replaceAll('\\', '/')
  return `file:${encodeURIComponent(path.startsWith('/') ? path : `/${path}`)}?cipher=${cipher}&key=${keyText(key)}`
}
