import { randomBytes, webcrypto } from 'node:crypto'

/** `TZD` and the version of the layout. */
const header = Uint8Array.of(0x54, 0x5a, 0x44, 1)
const nonceBytes = 12
const tagBytes = 16

/** Encryption of one document: header(4) · nonce(12) · ciphertext · tag(16). */
export interface Seal {
  readonly close: (content: Uint8Array<ArrayBuffer>, hash: string) => Promise<Uint8Array>
  /** Nothing if the file was changed, cut, belongs to another hash, or was written with another key. */
  readonly findOpened: (sealed: Uint8Array, hash: string) => Promise<Uint8Array | undefined>
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce for every file: safe for 2^32 files under one key. The header and the
 * content's hash are authenticated too, so that files cannot be exchanged for one another. Web Crypto works off the main thread.
 */
export function createSeal(key: Uint8Array): Seal {
  const imported = webcrypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const parameters = (nonce: Uint8Array, hash: string) => ({
    name: 'AES-GCM',
    iv: new Uint8Array(nonce),
    additionalData: new Uint8Array(Buffer.concat([header, Buffer.from(hash, 'hex')])),
    tagLength: tagBytes * 8,
  })
  return {
    close: async (content, hash) => {
      const nonce = randomBytes(nonceBytes)
      const encrypted = await webcrypto.subtle.encrypt(parameters(nonce, hash), await imported, content)
      return Buffer.concat([header, nonce, new Uint8Array(encrypted)])
    },
    findOpened: async (sealed, hash) => {
      const start = header.length + nonceBytes
      if (sealed.byteLength < start + tagBytes || !header.every((byte, index) => sealed[index] === byte)) return undefined
      try {
        const nonce = sealed.subarray(header.length, start)
        return new Uint8Array(
          await webcrypto.subtle.decrypt(parameters(nonce, hash), await imported, new Uint8Array(sealed.subarray(start))),
        )
      } catch {
        return undefined
      }
    },
  }
}
