import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { call } from '#test/harness/gateway-client.ts'
import { createSoftwareSigner } from '#test/harness/software-signer.ts'
import { toPem } from '#pki/pem.ts'

const run = promisify(execFile)
let gateway: StartedGateway
const at = (name: string): string => join(gateway.dataFolder, name)
const openssl = async (...args: string[]): Promise<string> => {
  const { stdout, stderr } = await run('openssl', args).catch((failure: { stdout: string; stderr: string }) => failure)
  return stdout + stderr
}
const fetchDer = async (path: string): Promise<Buffer> => Buffer.from(await (await fetch(gateway.url + path)).arrayBuffer())
const writePem = (name: string, label: Parameters<typeof toPem>[0], der: Uint8Array) => writeFile(at(name), toPem(label, der))

beforeAll(async () => {
  gateway = await startGateway({ training: true })
  await writePem('root.pem', 'CERTIFICATE', await fetchDer('/ca/root.cer'))
  await writePem('issuing.pem', 'CERTIFICATE', await fetchDer('/ca/issuing.cer'))
}, 30_000)
afterAll(async () => {
  await gateway.stop()
})

describe('the certification authority, as openssl sees it', () => {
  it('keeps its keys from others', async () => {
    for (const part of ['root', 'issuing', 'ocsp', 'timestamp']) expect((await stat(at(`ca/${part}.key.pem`))).mode & 0o777).toBe(0o600)
  })

  it('issues certificates that chain to its root and signatures that verify as CAdES', async () => {
    const signer = await createSoftwareSigner(gateway.url, 'staff-operator1')
    await writePem('leaf.pem', 'CERTIFICATE', signer.certificate)
    expect(await openssl('verify', '-CAfile', at('root.pem'), '-untrusted', at('issuing.pem'), at('leaf.pem'))).toContain('OK')
    expect(await openssl('x509', '-in', at('leaf.pem'), '-noout', '-ext', 'crlDistributionPoints,authorityInfoAccess')).toContain(
      `${gateway.url}/ca/issuing.crl`,
    )
    await writeFile(at('signed.p7m'), await signer.sign(Buffer.from('сәлем')))
    const verified = await openssl(
      'cms',
      '-verify',
      '-cades',
      '-inform',
      'DER',
      '-in',
      at('signed.p7m'),
      '-CAfile',
      at('root.pem'),
      '-binary',
    )
    expect(verified).toContain('сәлем')
    expect(verified).toMatch(/Verification successful/)
  })

  it('lists a revoked certificate from the moment of its revocation', async () => {
    const signer = await createSoftwareSigner(gateway.url, 'staff-operator2')
    const list = async () => {
      await writeFile(at('list.crl'), await fetchDer('/ca/issuing.crl'))
      return openssl('crl', '-inform', 'DER', '-in', at('list.crl'), '-CAfile', at('issuing.pem'), '-text', '-noout')
    }
    const number = (text: string): number => Number(/CRL Number:\s*(\d+)/.exec(text)?.[1])
    const before = await list()
    expect(before).toContain('verify OK')
    expect(before.toLowerCase()).not.toContain(signer.serial)
    await call(gateway, 'POST', '/training/revocations', { body: { serial: signer.serial } })
    const after = await list()
    expect(after).toContain('verify OK')
    expect(after.toLowerCase()).toContain(signer.serial)
    expect(number(after)).toBe(number(before) + 1)
    expect(number(await list())).toBe(number(after))
  })

  it('answers OCSP: good, revoked, unknown', async () => {
    const ask = async (certificate: string) =>
      openssl(
        'ocsp',
        '-issuer',
        at('issuing.pem'),
        '-cert',
        at(certificate),
        '-url',
        `${gateway.url}/ca/ocsp`,
        '-CAfile',
        at('root.pem'),
        '-verify_other',
        at('issuing.pem'),
      )
    const signer = await createSoftwareSigner(gateway.url, 'staff-operator3')
    await writePem('three.pem', 'CERTIFICATE', signer.certificate)
    const good = await ask('three.pem')
    expect(good).toContain('Response verify OK')
    expect(good).toContain('three.pem: good')
    await call(gateway, 'POST', '/training/revocations', { body: { serial: signer.serial } })
    expect(await ask('three.pem')).toContain('three.pem: revoked')
    expect(
      await openssl('ocsp', '-issuer', at('issuing.pem'), '-serial', '0x1234', '-url', `${gateway.url}/ca/ocsp`, '-CAfile', at('root.pem')),
    ).toContain('0x1234: unknown')
  })

  it('gives time stamps', async () => {
    await writeFile(at('data.bin'), 'терезе')
    await openssl('ts', '-query', '-data', at('data.bin'), '-sha256', '-cert', '-out', at('query.tsq'))
    const answer = await fetch(`${gateway.url}/ca/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(await readFile(at('query.tsq'))),
    })
    expect(answer.headers.get('content-type')).toBe('application/timestamp-reply')
    await writeFile(at('reply.tsr'), Buffer.from(await answer.arrayBuffer()))
    expect(
      await openssl(
        'ts',
        '-verify',
        '-queryfile',
        at('query.tsq'),
        '-in',
        at('reply.tsr'),
        '-CAfile',
        at('root.pem'),
        '-untrusted',
        at('issuing.pem'),
      ),
    ).toContain('Verification: OK')
  })

  it('gives no time stamp that serves other data', async () => {
    await writeFile(at('other.bin'), 'басқа')
    const args = [
      'ts',
      '-verify',
      '-data',
      at('other.bin'),
      '-in',
      at('reply.tsr'),
      '-CAfile',
      at('root.pem'),
      '-untrusted',
      at('issuing.pem'),
    ]
    expect(await openssl(...args)).toContain('Verification: FAILED')
  })

  it("lists what the root has revoked of its authorities: nothing, in the root's own name", async () => {
    await writeFile(at('root.crl'), await fetchDer('/ca/root.crl'))
    const text = await openssl('crl', '-inform', 'DER', '-in', at('root.crl'), '-CAfile', at('root.pem'), '-text', '-noout')
    expect(text).toContain('verify OK')
    expect(text).toContain('No Revoked Certificates')
    await writePem('lists.pem', 'X509 CRL', await fetchDer('/ca/root.crl'))
    await writeFile(at('trust.pem'), (await readFile(at('root.pem'), 'utf8')) + (await readFile(at('lists.pem'), 'utf8')))
    expect(await openssl('verify', '-crl_check', '-CAfile', at('trust.pem'), at('issuing.pem'))).toContain('OK')
  })

  it('tells by OCSP that its own time stamping authority is good', async () => {
    const asked = ['-issuer', at('issuing.pem'), '-cert', at('ca/timestamp.cert.pem'), '-url', `${gateway.url}/ca/ocsp`]
    const said = await openssl('ocsp', ...asked, '-CAfile', at('root.pem'), '-verify_other', at('issuing.pem'))
    expect(said).toContain('Response verify OK')
    expect(said).toContain('timestamp.cert.pem: good')
  })
})

describe('a signature that is made to last at this gateway', () => {
  let away = false
  const der = async (path: string): Promise<Uint8Array> => new Uint8Array(await fetchDer(path))
  const formatHere = async () =>
    createSignatureFormat({
      trustedRoots: [await der('/ca/root.cer')],
      intermediates: [await der('/ca/issuing.cer')],
      baseUrl: gateway.url,
      isAway: () => away,
      crlCache: { get: () => undefined, set: () => {} },
      clock: { now: Date.now, instant: () => new Date().toISOString(), after: () => () => {} },
    })
  const instant = () => new Date().toISOString()

  it('becomes CAdES-B-LT, for OpenSSL too, and outlives its certificate with nobody to ask', async () => {
    const signer = await createSoftwareSigner(gateway.url, 'staff-operator1')
    const format = await formatHere()
    const cms = await signer.sign(Buffer.from('сәлем'))
    const extended = await format.extend(cms)
    if (!extended.ok) throw new Error(extended.error.tag)
    expect(extended.value).toMatchObject({ level: 'CAdES-B-LT', stampedNow: true })
    await writeFile(at('lt.cms'), extended.value.cms)
    const judged = await openssl('cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', at('lt.cms'), '-CAfile', at('root.pem'))
    expect(judged).toMatch(/Verification successful/)
    expect(await format.extend(extended.value.cms)).toMatchObject({ ok: true, value: { level: 'CAdES-B-LT', stampedNow: false } })

    await call(gateway, 'POST', '/training/revocations', { body: { serial: signer.serial } })
    const unaware = await formatHere()
    away = true
    const [lasting, plain] = await Promise.all([unaware.inspect(extended.value.cms, instant()), unaware.inspect(cms, instant())])
    away = false
    expect(lasting).toMatchObject({ verdict: 'accepted', signers: [{ level: 'CAdES-B-LT', timeStamp: extended.value.provedAt }] })
    expect(plain).toMatchObject({ verdict: 'uncertain' })
    expect((await (await formatHere()).inspect(cms, instant())).signers).toMatchObject([{ problems: ['revoked'] }])
  })

  it('cannot be where the certificate was revoked first, and waits where nobody answers', async () => {
    const signer = await createSoftwareSigner(gateway.url, 'staff-operator2')
    const cms = await signer.sign(Buffer.from('сәлем'))
    const format = await formatHere()
    away = true
    expect(await format.extend(cms)).toMatchObject({ ok: false, error: { tag: 'signature/authorityAway', service: 'timestamp' } })
    away = false
    await call(gateway, 'POST', '/training/revocations', { body: { serial: signer.serial } })
    // A stamp of a later second than the revocation proves nothing.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(await format.extend(cms)).toMatchObject({ ok: false, error: { tag: 'signature/notExtendable', why: 'revoked' } })
  })
})
