import { execFileSync } from 'node:child_process'
import { randomUUID, verify, X509Certificate } from 'node:crypto'
import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sequence, unsignedInteger } from '#pki/der.ts'
import { createTokenFolder, softhsm, type TokenFolder } from '#test/fixtures/softhsm-tokens.ts'
import { openTokenDesk, sampleBytes, type TokenDesk } from '#test/fixtures/token-desk.ts'

describe.skipIf(softhsm === undefined)('tokens by PKCS#11 (SoftHSM2)', () => {
  const modules = [softhsm?.module ?? '']
  let tokens: TokenFolder
  let desk: TokenDesk

  beforeEach(async () => {
    tokens = await createTokenFolder()
  })
  afterEach(async () => {
    await desk.close()
    tokens.remove()
  })

  const isGood = (certificate: Uint8Array, signature: Uint8Array, data = sampleBytes): boolean =>
    verify('sha256', data, { key: new X509Certificate(certificate).publicKey, dsaEncoding: 'ieee-p1363' }, signature)

  it('lists tokens with their certificates', async () => {
    const rsa = await tokens.make({ label: 'operator1', pin: '4821' })
    const ec = await tokens.make({ label: 'operator2', pin: '4822', keyType: 'EC', iin: '850505400028' })
    desk = openTokenDesk({ modules })

    const list = await desk.token.list()

    const seen = list.ok ? list.value.toSorted((one, other) => one.label.localeCompare(other.label)) : []
    expect(seen).toEqual([
      expect.objectContaining({
        kind: 'pkcs11',
        label: 'operator1',
        pinState: 'ok',
        certificates: [expect.objectContaining({ certificateId: rsa.certificateId, keyType: 'RSA', hasPrivateKey: true })],
      }),
      expect.objectContaining({
        kind: 'pkcs11',
        label: 'operator2',
        pinState: 'ok',
        certificates: [expect.objectContaining({ certificateId: ec.certificateId, keyType: 'EC', hasPrivateKey: true })],
      }),
    ])
    expect(seen[1]?.certificates[0]?.summary.iin).toBe('850505400028')
    expect(seen[0]?.certificates[0]?.der).toEqual(rsa.certificate)
  })

  it.each([
    { key: 'RSA-2048', keyType: 'RSA', rsaBits: 2048, bytes: 256 },
    { key: 'RSA-4096', keyType: 'RSA', rsaBits: 4096, bytes: 512 },
    { key: 'ECDSA P-256, as r‖s', keyType: 'EC', bytes: 64 },
  ] as const)('signs by $key, as node and openssl verify it', async ({ bytes, ...made }) => {
    const token = await tokens.make({ label: 'operator1', pin: '4821', ...made })
    desk = openTokenDesk({ modules })

    const answer = await desk.sign(token.certificateId, '4821')
    const signature = answer.ok ? answer.value : new Uint8Array()

    expect(signature.length).toBe(bytes)
    expect(isGood(token.certificate, signature)).toBe(true)
    expect(isGood(token.certificate, signature, new Uint8Array([1]))).toBe(false)
    const file = (name: string, content: Uint8Array | string) => {
      writeFileSync(join(tokens.folder, name), content)
      return join(tokens.folder, name)
    }
    const key = file('key.pem', new X509Certificate(token.certificate).publicKey.export({ type: 'spki', format: 'pem' }).toString())
    // OpenSSL reads ECDSA as a SEQUENCE of both numbers (RFC 3279, 2.2.3).
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)]
    const wanted = made.keyType === 'EC' ? sequence(unsignedInteger(r), unsignedInteger(s)) : signature
    const told = execFileSync('openssl', [
      'dgst',
      '-sha256',
      '-verify',
      key,
      '-signature',
      file('signature', wanted),
      file('data', sampleBytes),
    ])
    expect(told.toString()).toContain('Verified OK')
  })

  it('says that the PIN was wrong, each time, and signs with the right one', async () => {
    const token = await tokens.make({ label: 'operator1', pin: '4821' })
    desk = openTokenDesk({ modules })

    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(await desk.sign(token.certificateId, '0000')).toEqual({
        ok: false,
        error: { tag: 'token/pinIncorrect', remedy: 'act', finalTry: false },
      })
    }
    const list = await desk.token.list()
    expect(list.ok && list.value[0]?.pinState).toBe('countLow')
    expect((await desk.sign(token.certificateId, '4821')).ok).toBe(true)
  })

  it('writes no PIN into any log line', async () => {
    const token = await tokens.make({ label: 'operator1', pin: '48215773' })
    desk = openTokenDesk({ modules })

    await desk.sign(token.certificateId, '48215773')
    await desk.sign(token.certificateId, '90817263')
    await desk.page.call('leavePin', { ticket: 'no ticket', pin: new TextEncoder().encode('48215773') }).catch(() => undefined)
    await desk.page.call('leavePin', { ticket: randomUUID(), pin: '48215773' }).catch(() => undefined)

    expect(desk.log()).toContain('Signature')
    expect(desk.log()).toContain('A call failed')
    expect(desk.log()).not.toMatch(/48215773|90817263/)
    expect(desk.log()).not.toContain(Buffer.from('48215773').toString('base64'))
  })

  it('signs fifty in a row and twenty at once on two tokens', async () => {
    const one = await tokens.make({ label: 'operator1', pin: '4821' })
    const two = await tokens.make({ label: 'operator2', pin: '4822' })
    desk = openTokenDesk({ modules })

    for (let count = 0; count < 50; count++) {
      const data = new TextEncoder().encode(`№ ${count}`)
      const signature = await desk.sign(one.certificateId, '4821', data)
      expect(signature.ok && isGood(one.certificate, signature.value, data)).toBe(true)
    }
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? desk.sign(one.certificateId, '4821') : desk.sign(two.certificateId, '4822'))),
    )
    expect(many.map((signature, index) => signature.ok && isGood((index % 2 ? one : two).certificate, signature.value))).toEqual(
      Array(20).fill(true),
    )
  })

  it('knows nothing of a certificate that is on no token', async () => {
    await tokens.make({ label: 'operator1', pin: '4821' })
    desk = openTokenDesk({ modules })

    expect(await desk.sign('0'.repeat(64), '4821')).toEqual({ ok: false, error: { tag: 'token/certificateMissing', remedy: 'act' } })
  })

  const losses = [
    {
      what: 'a token',
      part: (folder: string) => join('tokens', readdirSync(join(folder, 'tokens'))[0] ?? ''),
      list: { ok: true, value: [] },
      fault: { tag: 'token/absent', remedy: 'act' },
    },
    {
      what: 'everything the module works with',
      part: () => 'tokens',
      list: { ok: false, error: { tag: 'token/deviceError', remedy: 'retry', code: 'CKR_GENERAL_ERROR' } },
      fault: { tag: 'token/deviceError', remedy: 'retry', code: 'CKR_GENERAL_ERROR' },
    },
  ] as const

  it.each(losses)('loses $what, tells so, and signs again when it is back', async ({ part, list, fault }) => {
    const token = await tokens.make({ label: 'operator1', pin: '4821' })
    desk = openTokenDesk({ modules })
    const changes = vi.fn()
    expect((await desk.sign(token.certificateId, '4821')).ok).toBe(true)
    const [here, away] = [join(tokens.folder, part(tokens.folder)), join(tokens.folder, 'away')]
    await new Promise((resolve) => setTimeout(resolve, 250))
    desk.token.onDidChange(changes)

    renameSync(here, away)
    const gone = await desk.sign(token.certificateId, '4821')
    expect(!gone.ok && gone.error.tag).toMatch(/^token\/(absent|deviceError)$/)
    await vi.waitFor(() => expect(changes).toHaveBeenCalled(), 3_000)
    expect(await desk.token.list()).toEqual(list)
    expect(await desk.sign(token.certificateId, '4821')).toEqual({ ok: false, error: fault })

    changes.mockClear()
    renameSync(away, here)
    await vi.waitFor(() => expect(changes).toHaveBeenCalled(), 5_000)
    const signature = await desk.sign(token.certificateId, '4821')
    expect(signature.ok && isGood(token.certificate, signature.value)).toBe(true)
  })

  it('says which module is missing or broken', async () => {
    desk = openTokenDesk({ modules: [join(tokens.folder, 'none.so')] })
    expect(await desk.token.list()).toEqual({ ok: false, error: { tag: 'token/moduleMissing', remedy: 'support' } })
    await desk.close()

    writeFileSync(join(tokens.folder, 'broken.so'), 'no library')
    desk = openTokenDesk({ modules: [join(tokens.folder, 'broken.so')] })
    expect(await desk.token.list()).toEqual({ ok: false, error: { tag: 'token/moduleFailed', remedy: 'support', code: 'LOAD_FAILED' } })
  })
})
