import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { AsnType } from 'asn1js'
import { childAt, childrenOf, integerHex, isUniversal, octetsOf, oidOf } from './asn1.ts'
import { integer, nullValue, objectIdentifier, octetString, sequence } from './der.ts'
import { derivePkcs12 } from './pkcs12-kdf.ts'
import { decryptRc2 } from './rc2.ts'

const derive = promisify(pbkdf2)

const pbes2 = '1.2.840.113549.1.5.13'
const pbkdf2Oid = '1.2.840.113549.1.5.12'
const hmacWithSha256 = '1.2.840.113549.2.9'
/** Ciphers of RFC 7292, appendix C, whose key and IV come from the password by SHA-1. */
const shaAnd: ReadonlyMap<string, { readonly name: string; readonly keyLength: number }> = new Map([
  ['1.2.840.113549.1.12.1.3', { name: 'des-ede3-cbc', keyLength: 24 }],
  ['1.2.840.113549.1.12.1.5', { name: 'rc2', keyLength: 16 }],
  ['1.2.840.113549.1.12.1.6', { name: 'rc2', keyLength: 5 }],
])
const aes256 = '2.16.840.1.101.3.4.1.42'

const pseudoRandom: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.7', 'sha1'],
  [hmacWithSha256, 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
])

const ciphers: ReadonlyMap<string, { readonly name: string; readonly keyLength: number }> = new Map([
  ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyLength: 16 }],
  ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyLength: 24 }],
  [aes256, { name: 'aes-256-cbc', keyLength: 32 }],
  ['1.2.840.113549.3.7', { name: 'des-ede3-cbc', keyLength: 24 }],
])

/** A file that asks for more wants to keep the machine busy. */
export const mostIterations = 2_000_000

export const countOf = (node: AsnType | undefined): number | undefined => {
  const hexadecimal = integerHex(node)
  const count = hexadecimal === undefined ? Number.NaN : Number.parseInt(hexadecimal, 16)
  return count >= 1 && count <= mostIterations ? count : undefined
}

interface CipherSetup {
  readonly name: string
  readonly key: Uint8Array
  readonly iv: Uint8Array
}

const setupOf = async (algorithm: AsnType | undefined, password: string): Promise<CipherSetup | undefined> => {
  const oid = oidOf(childAt(algorithm, 0))
  const old = shaAnd.get(oid ?? '')
  if (old !== undefined) {
    const salt = octetsOf(childAt(algorithm, 1, 0))
    const iterations = countOf(childAt(algorithm, 1, 1))
    if (salt === undefined || iterations === undefined) return undefined
    const material = { hash: 'sha1', password, salt, iterations } as const
    return {
      name: old.name,
      key: derivePkcs12({ ...material, material: 'key', length: old.keyLength }),
      iv: derivePkcs12({ ...material, material: 'iv', length: 8 }),
    }
  }
  const [derivation, encryption] = childrenOf(childAt(algorithm, 1))
  const parameters = childAt(derivation, 1)
  const cipher = ciphers.get(oidOf(childAt(encryption, 0)) ?? '')
  const salt = octetsOf(childAt(parameters, 0))
  const iterations = countOf(childAt(parameters, 1))
  const prfNode = childrenOf(parameters).find((node, index) => index > 1 && isUniversal(node, 16))
  const prf = prfNode === undefined ? 'sha1' : pseudoRandom.get(oidOf(childAt(prfNode, 0)) ?? '')
  const iv = octetsOf(childAt(encryption, 1))
  if (oid !== pbes2 || oidOf(childAt(derivation, 0)) !== pbkdf2Oid || !cipher || !salt || !iterations || !prf || !iv) return undefined
  return { name: cipher.name, key: await derive(Buffer.from(password, 'utf8'), salt, iterations, cipher.keyLength, prf), iv }
}

/**
 * Decrypts what an AlgorithmIdentifier of PBES2 (AES or 3DES in CBC, RFC 8018) or of PKCS#12's SHA-1 with 3DES or RC2 covers.
 * @returns `unsupported` for other ciphers, `failed` where the padding says that the password is wrong
 */
export async function decryptWithPassword(
  algorithm: AsnType | undefined,
  encrypted: Uint8Array,
  password: string,
): Promise<Uint8Array | 'unsupported' | 'failed'> {
  const setup = await setupOf(algorithm, password)
  if (setup === undefined) return 'unsupported'
  if (setup.name === 'rc2') return decryptRc2(encrypted, setup.key, setup.iv) ?? 'failed'
  try {
    const decipher = createDecipheriv(setup.name, setup.key, setup.iv)
    return new Uint8Array(Buffer.concat([decipher.update(encrypted), decipher.final()]))
  } catch {
    return 'failed'
  }
}

const writeIterations = 100_000

/** PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC. */
export async function encryptWithPassword(
  data: Uint8Array,
  password: string,
): Promise<{ readonly algorithm: Uint8Array; readonly encrypted: Uint8Array }> {
  const [salt, iv] = [randomBytes(16), randomBytes(16)]
  const key = await derive(Buffer.from(password, 'utf8'), salt, writeIterations, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const parameters = sequence(octetString(salt), integer(writeIterations), sequence(objectIdentifier(hmacWithSha256), nullValue()))
  const derivation = sequence(objectIdentifier(pbkdf2Oid), parameters)
  const encryption = sequence(objectIdentifier(aes256), octetString(iv))
  return {
    algorithm: sequence(objectIdentifier(pbes2), sequence(derivation, encryption)),
    encrypted: new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()])),
  }
}
