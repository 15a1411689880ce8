import { expect, it } from 'vitest'
import { type TokenListing, tokenStatus } from '#app/header.ts'
import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { TokenCertificate } from '#core/ports/token.ts'
import { certificateOf, createFakeToken } from '#test/fakes/software-signing.ts'

const at = '2026-11-20T05:00:00.000Z'
const mine = '850102300019'
const listing = async (...tokens: (readonly [string, readonly TokenCertificate[]])[]): Promise<TokenListing> => {
  const listed = await createFakeToken().list()
  const [token] = listed.ok ? listed.value : []
  if (token === undefined) throw new Error('The fake has a token')
  return ok(tokens.map(([label, certificates]) => ({ ...token, label, certificates })))
}
const own = certificateOf({ iin: mine, notAfter: '2026-12-20T05:00:00.000Z' })

it.each<[string, TokenListing, string | undefined, object]>([
  ['nothing heard yet', undefined, mine, { state: 'absent' }],
  ['the process is down', err(fault('token/processDown', 'retry')), mine, { state: 'down' }],
  ['no module', err(fault('token/moduleMissing', 'support')), mine, { state: 'absent' }],
  ['none in', await listing(), undefined, { state: 'absent' }],
  [
    'the own one, though another is first',
    await listing(['Other', []], ['Mine', [own]]),
    mine,
    { state: 'present', label: 'Mine', certificateName: own.summary.commonName, daysLeft: 30 },
  ],
  [
    'the own certificate without its key',
    await listing(['Mine', [certificateOf({ iin: mine, hasPrivateKey: false })]]),
    mine,
    { state: 'absent' },
  ],
  ['somebody else’s', await listing(['Other', [certificateOf({ iin: '900101300017' })]]), mine, { state: 'absent' }],
  ['any, before anybody is logged in', await listing(['First', [own]]), undefined, { state: 'present', label: 'First' }],
])('the token in the header: %s', (_what, listed, iin, status) => {
  expect(tokenStatus(listed, iin, at)).toEqual(status)
})
