import { hkdfSync } from 'node:crypto'

/** HKDF-SHA-256 (RFC 5869) of the master key: one key per workplace and use, 32 bytes. */
export const deriveKey = (masterKey: Uint8Array, workplaceId: string, use: 'database' | 'documents'): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, 'tereze', `${workplaceId}/${use}`, 32))
