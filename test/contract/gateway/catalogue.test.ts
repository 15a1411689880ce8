import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalBytes, canonicalHash } from '#core/domain/canonical.ts'
import { CatalogueManifest } from '#core/domain/catalogue.ts'
import { Catalogue, StaffAnswer } from '#core/wire/messages.ts'
import { verifyCades } from '#pki/cades-verify.ts'
import { toPem } from '#pki/pem.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { type StartedGateway, startGateway } from '#test/harness/gateway.ts'
import { call, definitionOf, makeRequest } from '#test/harness/gateway-client.ts'
import { base64 } from '#test/harness/gateway-cases.ts'
import { createSoftwareSigner } from '#test/harness/software-signer.ts'

const run = promisify(execFile)
const read = async (gateway: StartedGateway) =>
  Catalogue.parse((await call(gateway, 'GET', '/v1/catalogue', { token: gateway.centre.workplaceToken })).body)
const der = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
const manifestIn = async (gateway: StartedGateway) => {
  const { manifest } = await read(gateway)
  const [root, issuing] = [gateway.centre.trustedRoots[0] ?? '', gateway.centre.intermediates[0] ?? '']
  const verified = await verifyCades({
    cms: der(manifest),
    trust: { roots: [der(root)], intermediates: [der(issuing)] },
    at: new Date().toISOString(),
    revocationOf: async () => ({ state: 'good', source: 'ocsp', producedAt: new Date().toISOString() }),
    expected: { roles: ['system'] },
  })
  expect(verified.report.problems).toEqual([])
  const content = verified.content ?? new Uint8Array()
  const value: unknown = JSON.parse(Buffer.from(content).toString('utf8'))
  expect(Buffer.from(canonicalBytes(value)).equals(Buffer.from(content))).toBe(true)
  return CatalogueManifest.parse(value)
}

describe('the catalogue', () => {
  let gateway: StartedGateway
  beforeAll(async () => {
    gateway = await startGateway()
  }, 30_000)
  afterAll(() => gateway.stop())

  it('is signed by the information system, as openssl sees it too', async () => {
    const { manifest } = await read(gateway)
    const at = (name: string) => join(gateway.dataFolder, name)
    writeFileSync(at('manifest.p7m'), der(manifest))
    writeFileSync(at('trusted.pem'), toPem('CERTIFICATE', der(gateway.centre.trustedRoots[0] ?? '')))
    const args = ['cms', '-verify', '-cades', '-inform', 'DER', '-in', at('manifest.p7m'), '-CAfile', at('trusted.pem'), '-binary']
    const { stdout, stderr } = await run('openssl', [...args, '-signer', at('signer.pem')])
    expect(stderr).toContain('CAdES Verification successful')
    expect(CatalogueManifest.parse(JSON.parse(stdout)).schema).toBe('tereze.catalogue/1')
    const { stdout: text } = await run('openssl', ['x509', '-in', at('signer.pem'), '-noout', '-ext', 'extendedKeyUsage'])
    expect(text).toContain('1.2.398.3.3.4.1.2.6')
  })

  it('says no more than that nothing is new to whoever has the version in force', async () => {
    const { version } = await manifestIn(gateway)
    const ask = async (have: string) =>
      (await call(gateway, 'GET', `/v1/catalogue?have=${have}`, { token: gateway.centre.workplaceToken })).body
    expect(await ask(version)).toEqual({ unchanged: true })
    expect(Catalogue.parse(await ask('2020.01.01-001-00000000')).services.length).toBeGreaterThan(0)
  })

  it('names every definition and the calendar by the hash of what comes with it', async () => {
    const [{ services, calendar }, manifest] = [await read(gateway), await manifestIn(gateway)]
    expect(manifest.services.map(({ sha256 }) => sha256)).toEqual(services.map(canonicalHash))
    expect(manifest.services).toHaveLength(13)
    expect(manifest.calendar.sha256).toBe(canonicalHash(calendar))
    expect(manifest.version).toMatch(/^\d{4}\.\d\d\.\d\d-001-[0-9a-f]{8}$/)
  })

  it('tells each organisation who works there, and of nobody else', async () => {
    const loginsAt = async (token: string) =>
      StaffAnswer.parse((await call(gateway, 'GET', '/v1/staff', { token })).body).staff.map(({ login }) => login)
    expect(await loginsAt(gateway.provider.workplaceToken)).toEqual(['chancellery', 'executor1', 'executor2', 'head'])
    const akimat = gateway.workplace('training-akimat').workplaceToken
    expect(await loginsAt(akimat)).toEqual(['akimat.chancellery', 'akimat.executor', 'akimat.head'])
  })
})

describe('the catalogue over time', () => {
  it('keeps its version over starts, gets a later one with a change, and says loudly where a version changed in secret', async () => {
    const [dataFolder, resources] = [temporaryFolder(), temporaryFolder()]
    const file = join(resources, 'services', 'unemployed-cert.json')
    cpSync(join(import.meta.dirname, '../../../resources'), resources, { recursive: true })
    const change = (from: string, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
    const started = async <T>(work: (gateway: StartedGateway) => Promise<T>): Promise<T> => {
      const gateway = await startGateway({ dataFolder, resources })
      try {
        return await work(gateway)
      } finally {
        await gateway.stop()
      }
    }

    const first = await started(manifestIn)
    expect(await started(manifestIn)).toEqual(first)

    change(`"version": "${definitionOf('unemployed-cert').version}"`, '"version": "9.0.0"')
    const second = await started(async (gateway) => {
      // A request of the version before waited for a connection.
      const signer = await createSoftwareSigner(gateway.url, 'staff-operator1')
      const { caseId, content } = makeRequest(gateway)
      const body = { caseId, cms: base64(await signer.sign(content)) }
      expect((await call(gateway, 'POST', '/v1/requests', { token: gateway.centre.workplaceToken, key: caseId, body })).status).toBe(200)
      expect(gateway.log()).not.toContain('changed under its version')
      return manifestIn(gateway)
    })
    expect(second.version > first.version).toBe(true)
    expect(second.services.find(({ id }) => id === 'unemployed-cert')?.version).toBe('9.0.0')

    change('"maxPages": 4', '"maxPages": 5')
    const log = await started(async (gateway) => {
      expect((await manifestIn(gateway)).version > second.version).toBe(true)
      return gateway.log()
    })
    expect(log).toContain('a definition changed under its version')
  }, 60_000)
})
