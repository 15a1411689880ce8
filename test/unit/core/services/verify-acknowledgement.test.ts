import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { ok } from '#core/base/result.ts'
import type { Acknowledgement } from '#core/domain/acknowledgement.ts'
import { canonicalBytes, canonicalHash, hashOf } from '#core/domain/canonical.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import { believedGateway, verifyAcknowledgement } from '#core/services/verify-acknowledgement.ts'
import { providerCase } from '#test/builders/desk-case.ts'
import { createFakeDesk, gatewayThat } from '#test/fakes/desk.ts'
import { certificateOf, cmsOf } from '#test/fakes/software-signing.ts'

const at = '2026-11-20T05:00:05.000Z'
const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
const caseId = '00000000-0000-4000-8000-000000000001' as CaseId
const cms = new Uint8Array([1, 2, 3])
const taken: Acknowledgement = { kind: 'request', caseId, contentHash: hashOf(cms), number: '000000000042', deadline, at }
const signedBy = (role: 'system' | 'employee', content: unknown): string =>
  Buffer.from(cmsOf(canonicalBytes(content), certificateOf({ role }))).toString('base64')
const notBelieved = (why: string) => ({ ok: false, error: { tag: 'gateway/notBelieved', remedy: 'retry', why } })

describe('an acknowledgement', () => {
  it.each([
    ['by the gateway over exactly this', signedBy('system', taken), ok()],
    ['by an employee', signedBy('employee', taken), notBelieved('badSignature')],
    ['of another case', signedBy('system', { ...taken, caseId: caseId.replace('1', '2') }), notBelieved('aboutAnother')],
    ['of another content', signedBy('system', { ...taken, contentHash: hashOf(new Uint8Array()) }), notBelieved('aboutAnother')],
    ['with another number', signedBy('system', { ...taken, number: '000000000043' }), notBelieved('aboutAnother')],
    [
      'with another deadline',
      signedBy('system', { ...taken, deadline: { ...deadline, dueOn: '2026-12-25' } }),
      notBelieved('aboutAnother'),
    ],
    ['that is no signature', Buffer.from('taken').toString('base64'), notBelieved('badSignature')],
    ['that is not even base64', 'a1b2.c3d4', notBelieved('badSignature')],
  ])('%s', async (_what, acknowledgement, verdict) => {
    expect(await verifyAcknowledgement(createFakeDesk(), acknowledgement, taken)).toEqual(verdict)
  })

  it('is judged at the gateway’s time where that is known', async () => {
    const desk = createFakeDesk({ gatewayInstant: () => at })
    const times: string[] = []
    const { verify } = desk.signing
    const signing = {
      ...desk.signing,
      verify: (...[bytes, when, expected]: Parameters<typeof verify>) => (times.push(when), verify(bytes, when, expected)),
    }
    await verifyAcknowledgement({ ...desk, signing }, signedBy('system', taken), taken)
    await verifyAcknowledgement({ ...desk, signing, gatewayInstant: () => undefined }, signedBy('system', taken), taken)
    expect(times).toEqual([at, desk.clock.instant()])
  })
})

describe('a gateway that must sign for what it says', () => {
  const reason = { kk: 'Тексеру', ru: 'Проверка' }
  const email = { to: 'a@mail.kz', language: 'kk' as const, pdf: cms, resultHash: hashOf(cms) }
  /** Each call, and what its acknowledgement must be about. */
  function calls() {
    const desk = createFakeDesk({ kind: 'provider' })
    const ofCase = providerCase(desk)
    const requestHash = canonicalHash(desk.stores.cases.state(ofCase)?.request)
    const rows: readonly (readonly [keyof Gateway, (gateway: Gateway) => Promise<unknown>, object])[] = [
      [
        'submit',
        (gateway) => gateway.submit('key', ofCase, cms),
        { kind: 'request', caseId: ofCase, contentHash: hashOf(cms), number: '000000000042', deadline, at },
      ],
      [
        'acceptance',
        (gateway) => gateway.acceptance('key', ofCase, { acceptedAt: at, executor: 'Ахметов' }),
        { kind: 'acceptance', caseId: ofCase, contentHash: requestHash, at },
      ],
      ['result', (gateway) => gateway.result('key', ofCase, cms), { kind: 'result', caseId: ofCase, contentHash: hashOf(cms), at }],
      [
        'extension',
        (gateway) => gateway.extension('key', ofCase, { days: 2, reason }),
        { kind: 'extension', caseId: ofCase, contentHash: canonicalHash({ days: 2, reason }), deadline, at },
      ],
      ['email', (gateway) => gateway.email('key', ofCase, email), { kind: 'email', caseId: ofCase, contentHash: email.resultHash, at }],
    ]
    const answering = (name: keyof Gateway, acknowledgement: string): Gateway =>
      believedGateway(
        gatewayThat({
          [name]: () => Promise.resolve(ok({ number: '000000000042', registeredAt: at, deadline, at, acknowledgement })),
        }),
        desk,
      )
    return { rows, answering }
  }

  it('every answer that something was taken goes through with its signature, and none without', async () => {
    const { rows, answering } = calls()
    const believed: unknown[] = []
    for (const [name, call, about] of rows) {
      const good = (await call(answering(name, signedBy('system', about)))) as { readonly ok: boolean }
      const other = await call(answering(name, signedBy('system', { ...about, contentHash: hashOf(new Uint8Array([9])) })))
      believed.push([name, good.ok, other])
    }
    const other = notBelieved('aboutAnother')
    expect(believed).toEqual(['submit', 'acceptance', 'result', 'extension', 'email'].map((name) => [name, true, other]))
  })

  it('a refusal and a silence go through as they are', async () => {
    const desk = createFakeDesk()
    expect(await believedGateway(gatewayThat(), desk).submit('key', caseId, cms)).toMatchObject({
      ok: false,
      error: { tag: 'gateway/unavailable' },
    })
  })
})
