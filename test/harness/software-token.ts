import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Token, TokenCertificate } from '#core/ports/token.ts'
import { TrainingCertificateAnswer } from '#core/wire/messages.ts'
import { sha256Name, summariseCertificate } from '#pki/certificate.ts'
import { prepareCsr } from '#pki/csr.ts'

/** A key and its certificate as text, so that it can be handed to another process. */
export interface SoftwareKey {
  /** PKCS#8, PEM. */
  readonly privateKey: string
  /** DER, base64. */
  readonly certificate: string
}

const signed = (privateKey: string, bytes: Uint8Array): Uint8Array => new Uint8Array(sign('sha256', bytes, createPrivateKey(privateKey)))

/** An RSA key for an employee with a certificate of the training gateway. */
export async function issueSoftwareKey(gatewayUrl: string, staffId: string): Promise<SoftwareKey> {
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const csr = prepareCsr({ publicKeySpki: new Uint8Array(spki), commonName: staffId })
  const answer = await fetch(`${gatewayUrl}/training/certificates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffId, csr: Buffer.from(csr.finish(signed(privateKey, csr.toBeSigned))).toString('base64') }),
  })
  if (!answer.ok) throw new Error(`No certificate: ${answer.status} ${await answer.text()}`)
  return { privateKey, certificate: TrainingCertificateAnswer.parse(await answer.json()).certificate }
}

/** A token that is always in and asks for no PIN: its signatures are real. */
export function createSoftwareToken(key: SoftwareKey): Token {
  const der = new Uint8Array(Buffer.from(key.certificate, 'base64'))
  const summary = summariseCertificate(der)
  if (!summary.ok) throw new Error(summary.error.tag)
  const certificate: TokenCertificate = {
    certificateId: sha256Name(der),
    der,
    summary: summary.value,
    keyType: 'RSA',
    hasPrivateKey: true,
    asksEachTime: false,
  }
  const info = {
    tokenId: 'software',
    kind: 'pkcs12',
    label: 'Software',
    manufacturer: '',
    model: '',
    serialNumber: '1',
    pinState: 'ok',
    login: 'none',
  } as const
  return {
    list: () => Promise.resolve(ok([{ ...info, certificates: [certificate] }])),
    find: (certificateId) =>
      Promise.resolve(certificateId === certificate.certificateId ? ok(certificate) : err(fault('token/certificateMissing', 'act'))),
    sign: ({ toBeSigned }) => Promise.resolve(ok(signed(key.privateKey, toBeSigned))),
    diagnose: () =>
      Promise.resolve(ok({ modules: [], service: { state: 'stopped', milliseconds: 0 }, readers: [], slots: [], otherTokens: 1 })),
    endLogins: () => Promise.resolve(),
    onDidChange: () => () => {},
  }
}
