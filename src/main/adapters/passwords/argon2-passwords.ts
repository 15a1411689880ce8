import { hash, verify } from '@node-rs/argon2'
import type { Passwords } from '#core/ports/passwords.ts'

/** OWASP ASVS 5.0 appendix C asks for at least t = 3 with 12 MiB; 64 MiB takes about 65 ms on a counter's PC. */
const argon2id = 2
const parameters = { algorithm: argon2id, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const

/** Unicode has several spellings of one letter; keyboards differ in which they send (RFC 8265, OpaqueString: NFC). */
const prepared = (password: string): string => password.normalize('NFC')

export const createPasswords = (): Passwords => ({
  hash: (password) => hash(prepared(password), parameters),
  verify: async (verifier, password) => {
    try {
      return await verify(verifier, prepared(password))
    } catch {
      return false
    }
  },
})
