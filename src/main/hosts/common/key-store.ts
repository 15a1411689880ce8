import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Where the master key (256 bits) is kept between starts. */
export interface KeyStore {
  readonly masterKey: () => Promise<Uint8Array>
}

/** The key file can be read by others than its owner, or is no key. */
export class KeyFileUnfit extends Error {
  override readonly name = 'KeyFileUnfit'
}

/**
 * A key file with mode 0600: for the web host, which has no key store of the operating system to turn to. Whoever can read the owner's files can
 * read the database: docs/adr says so plainly.
 */
export const fileKeyStore = (file: string): KeyStore => ({
  masterKey: async () => {
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
      chmodSync(file, 0o600)
    }
    const key = readFileSync(file)
    const open = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
    if (key.length !== 32 || open) throw new KeyFileUnfit(open ? 'The key file can be read by others' : 'The key file is damaged')
    return new Uint8Array(key)
  },
})
