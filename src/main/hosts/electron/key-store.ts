import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { safeStorage } from 'electron'
import type { KeyStore } from '#hosts/common/key-store.ts'

/** The operating system offers no protection for keys, and nobody allowed going on without. */
export class KeyStoreUnprotected extends Error {
  override readonly name = 'KeyStoreUnprotected'
}

// Electron 46 drops the synchronous calls; older ones do not have the asynchronous.
const hasAsync = (): boolean => typeof safeStorage.encryptStringAsync === 'function'
const seal = (text: string): Promise<Buffer> =>
  hasAsync() ? safeStorage.encryptStringAsync(text) : Promise.resolve(safeStorage.encryptString(text))
const open = async (sealed: Buffer): Promise<string> =>
  hasAsync() ? (await safeStorage.decryptStringAsync(sealed)).result : safeStorage.decryptString(sealed)

/** On Linux without a keyring Chromium falls back to a password everyone knows: `basic_text`. */
function isProtected(): boolean {
  if (process.platform !== 'linux') return true
  return safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

/**
 * The master key wrapped by the operating system's key store.
 * @param allowUnprotected the administrator knows that this machine has none, or the data are fictitious (training)
 */
export const safeKeyStore = (file: string, allowUnprotected: boolean): KeyStore => ({
  masterKey: async () => {
    if (!isProtected()) {
      if (!allowUnprotected) throw new KeyStoreUnprotected('No key store: set one up, or allow it with TEREZE_ALLOW_UNPROTECTED_KEY=1')
      // Without a keyring Electron encrypts only if told that this is no protection.
      safeStorage.setUsePlainTextEncryption(true)
    }
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, await seal(randomBytes(32).toString('base64')), { mode: 0o600, flag: 'wx' })
    }
    return new Uint8Array(Buffer.from(await open(readFileSync(file)), 'base64'))
  },
})
