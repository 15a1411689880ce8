import { createHash } from 'node:crypto'
import type { SignatureProblem } from '#core/domain/signature.ts'
import { verifyCades, type VerifyCades } from '#pki/cades-verify.ts'
import { issueCertificate } from '#pki/issue-certificate.ts'
import { readTimestamp, answerTimestamp, buildTimestampRequest } from '#pki/timestamp.ts'
import {
  flipped,
  good,
  inDays,
  newSigner,
  newTestAuthority,
  now,
  placeOf,
  saysGood,
  signContent,
  subject,
  trustOf,
} from '#test/unit/pki/fixture.ts'
import { content } from '#test/unit/pki/fixture.ts'
import { faultIn, type Said, type Situation } from './situation.ts'

const authority = await newTestAuthority()
const stranger = await newTestAuthority()
const signer = await newSigner(authority, {}, 'EC')
const cms = signContent(authority, signer)

/** The only problem of a signature: two at once would leave the operator guessing. */
async function only(bytes: Uint8Array, more: Partial<VerifyCades> = {}, among: readonly SignatureProblem[] = []): Promise<Said> {
  const { report } = await verifyCades({ cms: bytes, trust: trustOf(authority), at: now.toISOString(), revocationOf: saysGood, ...more })
  const problems = report.problems.filter((problem) => !among.includes(problem))
  const [problem] = problems
  if (report.accepted || problem === undefined || problems.length > 1) throw new Error(`not one problem: ${report.problems.join()}`)
  return { problem }
}

const signedBy = async (order: Parameters<typeof newSigner>[1]): Promise<Uint8Array> =>
  signContent(authority, await newSigner(authority, order, 'EC'))
const revokedSince = (instant: string) => ({ state: 'revoked', source: 'ocsp', revokedAt: instant, reason: 'keyCompromise' }) as const
const isSigners = (certificate: Uint8Array): boolean => Buffer.compare(certificate, signer.certificate) === 0

const imprint = new Uint8Array(createHash('sha256').update('қолтаңба').digest())
const stampOf = (over: Partial<{ imprint: Uint8Array; nonce: string; trust: ReturnType<typeof trustOf> }>): Promise<Said> => {
  const { der, nonce } = buildTimestampRequest(imprint)
  const answer = answerTimestamp(der, authority.timestamp, now, [authority.issuing.certificate])
  return Promise.resolve(faultIn(readTimestamp(answer, { imprint, nonce, trust: trustOf(authority), ...over })))
}

/** Signatures that come in: from the portal, from another desk, on a stick. */
export const signatureSituations: readonly Situation[] = [
  { area: 'signature', name: 'a file that is no signature', told: 'malformed', happen: () => only(new TextEncoder().encode('%PDF-1.7')) },
  { area: 'signature', name: 'an empty file', told: 'malformed', happen: () => only(new Uint8Array()) },
  { area: 'signature', name: 'a signature cut off on its way', told: 'malformed', happen: () => only(cms.subarray(0, cms.length - 40)) },
  {
    area: 'signature',
    name: 'something hangs on behind the signature',
    told: 'malformed',
    happen: () => only(Buffer.concat([cms, Buffer.from('0')])),
  },
  {
    area: 'signature',
    name: 'one letter of the signed text was changed',
    told: 'contentAltered',
    happen: () => only(flipped(cms, placeOf(cms, content) + 5)),
  },
  {
    area: 'signature',
    name: 'one bit of the signature itself was changed',
    told: 'signatureBroken',
    happen: () => only(flipped(cms, cms.length - 9)),
  },
  {
    area: 'signature',
    name: 'the document beside a detached signature is another one',
    told: 'contentAltered',
    happen: () => only(signContent(authority, signer, { detached: true }), { detachedContent: Buffer.from('басқа') }),
  },
  {
    area: 'signature',
    name: 'the certificate beside the signature was exchanged for another one of the same key',
    told: 'certificateMismatch',
    happen: async () => {
      // The same key and serial number cannot be had twice; the signing-certificate-v2 attribute is what tells a re-issued one apart.
      const again = issueCertificate(authority, {
        publicKeySpki: signer.spki,
        subject,
        role: 'head',
        notBefore: inDays(-0.5),
        notAfter: inDays(365),
      })
      const exchanged = signContent(authority, { ...signer, certificate: again })
      const bytes = flipped(exchanged, placeOf(exchanged, createHash('sha256').update(again).digest()))
      return only(bytes, {}, ['signatureBroken'])
    },
  },
  {
    area: 'chain',
    name: 'signed under a root that nobody here trusts',
    told: 'chainUntrusted',
    happen: () => only(cms, { trust: trustOf(stranger) }),
  },
  {
    area: 'chain',
    name: 'the authority that issued the certificate was itself revoked',
    told: 'chainUntrusted',
    happen: () => only(cms, { revocationOf: (certificate) => Promise.resolve(isSigners(certificate) ? good : revokedSince(inDays(-0.1))) }),
  },
  {
    area: 'chain',
    name: 'a person’s certificate plays the authority',
    told: 'chainUntrusted',
    happen: async () => {
      const person = await newSigner(authority, {}, 'EC')
      const forged = { ...authority, issuing: { certificate: person.certificate, privateKey: person.privateKey } }
      return only(signContent(forged, await newSigner(forged, {}, 'EC')))
    },
  },
  {
    area: 'time',
    name: 'signed after the certificate’s validity was over',
    told: 'expired',
    happen: async () => only(await signedBy({ notBefore: inDays(-0.5), notAfter: inDays(-0.1) })),
  },
  {
    area: 'time',
    name: 'signed before the certificate’s validity began',
    told: 'notYetValid',
    happen: async () => only(await signedBy({ notBefore: inDays(0.5) })),
  },
  {
    area: 'time',
    name: 'the desk’s clock is a day behind: a certificate of this morning',
    told: 'notYetValid',
    happen: async () => only(await signedBy({ notBefore: inDays(-0.3) }), { at: inDays(-1 + 0.1) }),
  },
  {
    area: 'time',
    name: 'the desk’s clock is two years ahead',
    told: 'expired',
    happen: () => only(cms, { at: inDays(730) }),
  },
  {
    area: 'revocation',
    name: 'the signer’s certificate was revoked before',
    told: 'revoked',
    happen: () => only(cms, { revocationOf: (certificate) => Promise.resolve(isSigners(certificate) ? revokedSince(inDays(-0.1)) : good) }),
  },
  {
    area: 'certificate',
    name: 'signed with a key that may agree on keys only',
    told: 'notForSignature',
    happen: async () => only(await signedBy({ keyUsage: ['keyAgreement'] })),
  },
  {
    area: 'certificate',
    name: 'signed by another person than the request says',
    told: 'iinDiffers',
    happen: () => only(cms, { expected: { iin: '900101300017' } }),
  },
  {
    area: 'certificate',
    name: 'signed for another organisation',
    told: 'binDiffers',
    happen: () => only(cms, { expected: { bin: '160440007161' } }),
  },
  {
    area: 'certificate',
    name: 'signed by an employee where the head must',
    told: 'roleDiffers',
    happen: () => only(cms, { expected: { roles: ['head'] } }),
  },
  {
    area: 'time',
    name: 'the time stamp is of another signature',
    told: 'timestamp/imprintDiffers',
    happen: () => stampOf({ imprint: new Uint8Array(32) }),
  },
  {
    area: 'time',
    name: 'an old answer of the time stamping authority is played again',
    told: 'timestamp/nonceDiffers',
    happen: () => stampOf({ nonce: '1' }),
  },
  {
    area: 'time',
    name: 'a time stamping authority that nobody here trusts',
    told: 'timestamp/untrusted',
    happen: () => stampOf({ trust: trustOf(stranger) }),
  },
  {
    area: 'time',
    name: 'the time stamping authority refuses',
    told: 'timestamp/refused',
    happen: () =>
      Promise.resolve(
        faultIn(
          readTimestamp(answerTimestamp(Buffer.from('not a request'), authority.timestamp, now), { imprint, trust: trustOf(authority) }),
        ),
      ),
  },
  {
    area: 'time',
    name: 'a page of a provider’s portal instead of a time stamp',
    told: 'timestamp/malformed',
    happen: () => Promise.resolve(faultIn(readTimestamp(Buffer.from('<html>'), { imprint, trust: trustOf(authority) }))),
  },
]
