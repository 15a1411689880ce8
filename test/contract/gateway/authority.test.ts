import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
})
