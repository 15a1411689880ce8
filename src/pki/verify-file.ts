import { type FileKind, type VerificationReport } from '#core/domain/verification.ts'
import { type VerifySignatures, verifySignatures } from './cades-verify.ts'
import { sha256Name } from './certificate.ts'
import { oids } from './oids.ts'
import { parseCertificate } from './parsed-certificate.ts'
import { readSignedData } from './signed-data.ts'

export interface VerifyFile extends Omit<VerifySignatures, 'cms'> {
  /** Any bytes: DER or BER, PEM (RFC 7468 and what older programs write), or bare base64 as browsers' programs save it. */
  readonly file: Uint8Array
}

/** Longer texts are no signature in letters: a signed document of this size comes as DER. */
const longestText = 64 * 1024 * 1024
const labels = /-----BEGIN (CMS|PKCS7|PKCS #7 SIGNED DATA|CERTIFICATE)-----([A-Za-z0-9+/=\s]*)-----END \1-----/
const bareBase64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/

const startsWith = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text

/** The DER or BER in a file, out of letters where it is written in them. */
function binaryOf(file: Uint8Array): Uint8Array {
  if (file[0] === 0x30 || file.length > longestText) return file
  const text = Buffer.from(file).toString('latin1')
  const body = labels.exec(text)?.[2] ?? (bareBase64.test(text) ? text : undefined)
  return body === undefined ? file : new Uint8Array(Buffer.from(body, 'base64'))
}

function kindOf(file: Uint8Array, binary: Uint8Array): FileKind {
  if (startsWith(file, '%PDF-')) return 'pdf'
  if (startsWith(file, '<') || startsWith(file.subarray(3), '<')) return 'xml'
  if (parseCertificate(binary) !== undefined) return 'certificate'
  return readSignedData(binary)?.contentType === oids.content.tstInfo ? 'timestamp' : 'other'
}

/** Verifies whatever a file holds: every signer, or what it is instead of a signature. Any bytes give a report. */
export async function verifyFile({ file, ...question }: VerifyFile): Promise<VerificationReport> {
  const cms = binaryOf(file)
  const verified = await verifySignatures({ ...question, cms })
  const checkedAt = new Date().toISOString()
  if (verified === undefined) return { verdict: 'notAccepted', notSignature: kindOf(file, cms), detached: false, signers: [], checkedAt }
  const { content, detached, signers, verdict } = verified
  return {
    verdict,
    detached,
    ...(content === undefined ? {} : { content: { hash: sha256Name(content), bytes: content.length } }),
    signers: [...signers],
    checkedAt,
  }
}
