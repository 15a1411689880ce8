import { webcrypto } from 'node:crypto'
import type { z } from 'zod'
import { TrainingCertificateAnswer, type TrainingCertificateBody } from '#core/wire/messages.ts'
import { prepareSignature } from '#pki/cades-build.ts'
import { prepareCsr } from '#pki/csr.ts'

export interface SoftwareSigner {
  /** DER. */
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  /** Hexadecimal, as POST /training/revocations wants it. */
  readonly serial: string
  /**
   * CAdES-B-B over the content, encapsulated, DER.
   * @param signingTime the signer's claim; default now
   */
  readonly sign: (content: Uint8Array, signingTime?: string) => Promise<Uint8Array>
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }

/** A signer without a token: an RSA key in memory and a certificate of the training gateway for that employee. */
export async function createSoftwareSigner(
  gatewayUrl: string,
  staffId: string,
  flaw?: z.infer<typeof TrainingCertificateBody>['flaw'],
): Promise<SoftwareSigner> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const publicKeySpki = new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey))
  const signBytes = async (bytes: Uint8Array): Promise<Uint8Array> =>
    new Uint8Array(await webcrypto.subtle.sign(algorithm.name, keys.privateKey, new Uint8Array(bytes)))

  const csr = prepareCsr({ publicKeySpki, commonName: staffId })
  const answer = await fetch(`${gatewayUrl}/training/certificates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffId, csr: Buffer.from(csr.finish(await signBytes(csr.toBeSigned))).toString('base64'), flaw }),
  })
  if (!answer.ok) throw new Error(`No certificate: ${answer.status} ${await answer.text()}`)
  const issued = TrainingCertificateAnswer.parse(await answer.json())
  const der = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
  const certificate = der(issued.certificate)
  const chain = issued.chain.map(der)
  return {
    certificate,
    chain,
    serial: issued.serial,
    sign: async (content, signingTime = new Date().toISOString()) => {
      const prepared = prepareSignature({ content, certificate, chain, signingTime, keyType: 'RSA' })
      return prepared.finish(await signBytes(prepared.toBeSigned))
    },
  }
}
