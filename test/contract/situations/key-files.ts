import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPkcs12Backend } from '#adapters/pkcs12-key/pkcs12-backend.ts'
import { silentLogger } from '#core/base/logger.ts'
import { sha256Name } from '#pki/certificate.ts'
import { writePkcs12 } from '#pki/pkcs12.ts'
import { openTokenDesk } from '#test/fixtures/token-desk.ts'
import { newSigner, newTestAuthority, type TestSigner } from '#test/unit/pki/fixture.ts'
import { faultIn, type Said, type Situation } from './situation.ts'

const password = 'Құпиясөз-26'
const authority = await newTestAuthority()
const signer = await newSigner(authority, {}, 'EC')

const fileOf = ({ privateKey, certificate }: TestSigner): Promise<Uint8Array> =>
  Promise.resolve(writePkcs12({ privateKeyPkcs8: privateKey, certificate, chain: [] }, password))

/** Signs with what lies in the folder of key files, after something was done to the file. */
async function signing(typed: string, spoil: (path: string, whole: Uint8Array) => void | Promise<void> = () => {}): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), 'tereze-keys-'))
  const path = join(folder, 'operator1.p12')
  const whole = await fileOf(signer)
  writeFileSync(path, whole)
  writeFileSync(join(folder, 'operator1.cer'), signer.certificate)
  const desk = openTokenDesk({ backends: [createPkcs12Backend({ folder, logger: silentLogger })] })
  try {
    await desk.token.list()
    await spoil(path, whole)
    return faultIn(await desk.sign(sha256Name(signer.certificate), typed))
  } finally {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const keyFileSituations: readonly Situation[] = [
  { area: 'key file', name: 'a wrong password', told: 'token/pinIncorrect', happen: () => signing('Құпиясөз-27') },
  {
    area: 'key file',
    name: 'the file was removed, with the stick it lay on',
    told: 'token/absent',
    happen: () => signing(password, (path) => rmSync(path)),
  },
  {
    area: 'key file',
    name: 'the file is cut off',
    told: 'token/deviceError',
    happen: () => signing(password, (path, whole) => writeFileSync(path, whole.subarray(0, whole.length - 100))),
  },
  {
    area: 'key file',
    name: 'the file is of somebody else, under the same name',
    told: 'token/certificateMissing',
    happen: () => signing(password, async (path) => writeFileSync(path, await fileOf(await newSigner(authority, {}, 'EC')))),
  },
]
