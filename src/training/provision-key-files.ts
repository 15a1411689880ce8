import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fault, type Fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import { keyTypeOfSpki, signerOf } from '#pki/algorithms.ts'
import { newRsaKey } from '#pki/authority.ts'
import { prepareCsr } from '#pki/csr.ts'
import { newGostKey } from '#pki/gost-key.ts'
import { parseCertificate } from '#pki/parsed-certificate.ts'
import { readPkcs12, writePkcs12 } from '#pki/pkcs12.ts'
import type { TrustStore } from '#pki/chain.ts'
import { isStillGood, openTrainingGateway, type TrainingGatewayFault, type TrainingStaffMember } from './training-gateway.ts'

export interface KeyFilesRequest {
  readonly folder: string
  readonly gatewayUrl: string
  readonly staff: readonly TrainingStaffMember[]
}

export type KeyFilesFault = Fault<'training/keyFileFailed', { code: string }> | TrainingGatewayFault

/** The certificate last, so that a pair is listed only when it is whole; each file whole or not there. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, bytes, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** Keys are of the kind that the authority's own are. */
const hasGostKeys = ({ intermediates = [] }: TrustStore): boolean =>
  intermediates.some((der) => keyTypeOfSpki(parseCertificate(der)?.spki ?? new Uint8Array()) === 'GOST')

async function isWhole(folder: string, member: TrainingStaffMember, trust: TrustStore): Promise<boolean> {
  try {
    const certificate = new Uint8Array(await readFile(join(folder, `${member.login}.cer`)))
    const opened = await readPkcs12(new Uint8Array(await readFile(join(folder, `${member.login}.p12`))), member.pin)
    return opened.ok && Buffer.compare(opened.value.certificate, certificate) === 0 && isStillGood(certificate, member, trust, new Date())
  } catch {
    return false
  }
}

/**
 * Key files in place of tokens, where no SoftHSM is to be had: `login.p12` under the member's PIN, with `login.cer` beside it.
 * May be run again at any time, as the tokens' provisioning may.
 * @returns the folder the token process is to be given
 */
export async function provisionKeyFiles({
  folder,
  gatewayUrl,
  staff,
}: KeyFilesRequest): Promise<Result<{ readonly keyFolder: string }, KeyFilesFault>> {
  const gateway = openTrainingGateway(gatewayUrl)
  const trust = await gateway.trust()
  if (!trust.ok) return trust
  const keyFolder = join(folder, 'keys')
  try {
    await mkdir(keyFolder, { recursive: true, mode: 0o700 })
    for (const member of staff) {
      if (await isWhole(keyFolder, member, trust.value)) continue
      const { spki, privateKey } = hasGostKeys(trust.value) ? newGostKey() : await newRsaKey()
      const csr = prepareCsr({ publicKeySpki: spki, commonName: member.fullName })
      const issued = await gateway.certify(member.staffId, csr.finish(signerOf(privateKey).sign(csr.toBeSigned)))
      if (!issued.ok) return issued
      const file = await writePkcs12({ privateKeyPkcs8: privateKey, ...issued.value }, member.pin)
      await rm(join(keyFolder, `${member.login}.cer`), { force: true })
      await writeWhole(join(keyFolder, `${member.login}.p12`), file)
      await writeWhole(join(keyFolder, `${member.login}.cer`), issued.value.certificate)
    }
    return ok({ keyFolder })
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'UNKNOWN'
    return err(fault('training/keyFileFailed', 'support', { code }))
  }
}
