import { describe, expect, it } from 'vitest'
import { type CertificateUse, daysLeft, unfitReasons } from '#core/domain/certificate-fitness.ts'
import type { CertificateSummary } from '#core/domain/signature.ts'
import { certificateOf } from '#test/fakes/software-signing.ts'

const use: CertificateUse = { purpose: 'request', at: '2026-11-20T05:00:00.000Z', iin: '850102300019', bins: ['160440007161'] }
const { summary } = certificateOf({ iin: '850102300019', bin: '160440007161' })
const { bin: _bin, ...withoutBin } = summary

describe('unfitReasons', () => {
  it.each<[string, CertificateSummary, Partial<CertificateUse>, readonly string[]]>([
    ['a fitting one', summary, {}, []],
    ['its last instant', { ...summary, notAfter: use.at }, {}, []],
    ['after its end', { ...summary, notAfter: '2026-11-20T04:59:59.999Z' }, {}, ['expired']],
    ['before its begin', { ...summary, notBefore: '2026-11-20T05:00:00.001Z' }, {}, ['notYetValid']],
    ['another person', summary, { iin: '900101300017' }, ['otherPerson']],
    ['whoever logs in', summary, { iin: undefined as never }, []],
    ['without an organisation', withoutBin, {}, ['otherOrganisation']],
    ['one of two organisations', summary, { bins: ['990240001237', '160440007161'] }, []],
    ['for logging in, to sign', { ...summary, forSignature: false, forAuthentication: true }, {}, ['notForSignature']],
    ['for signing, to log in', summary, { purpose: 'login' }, ['notForSignature']],
    ['a private person', { ...summary, role: 'person' }, {}, ['wrongRole']],
    ['an unknown role', { ...summary, role: 'other' }, {}, ['wrongRole']],
    ['the head', { ...summary, role: 'head' }, { purpose: 'result' }, []],
  ])('%s', (_what, certificate, over, reasons) => {
    expect(unfitReasons(certificate, true, { ...use, ...over })).toEqual(reasons)
  })

  it('a certificate without its key is named so beside the rest', () => {
    expect(unfitReasons({ ...summary, notAfter: '2026-01-01T00:00:00.000Z' }, false, use)).toEqual(['noPrivateKey', 'expired'])
  })
})

it.each([
  ['2026-11-20T05:00:00.000Z', 0],
  ['2026-11-21T04:59:59.999Z', 0],
  ['2026-11-21T05:00:00.000Z', 1],
  ['2026-11-20T04:59:59.999Z', -1],
])('to %s there are %i whole days', (notAfter, days) => {
  expect(daysLeft({ notAfter }, use.at)).toBe(days)
})
