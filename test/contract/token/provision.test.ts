import { execFile } from 'node:child_process'
import { verify, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPkcs11Backend } from '#adapters/pkcs11/pkcs11-backend.ts'
import { createPkcs12Backend } from '#adapters/pkcs12-key/pkcs12-backend.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { TokenBackend } from '#core/ports/token-backend.ts'
import { createAuthority } from '#pki/authority.ts'
import { findSofthsm } from '#training/softhsm.ts'
import { startTrainingAuthority, type TrainingAuthority, trainingStaff } from '#test/fixtures/training-authority.ts'
import { openTokenDesk, sampleBytes } from '#test/fixtures/token-desk.ts'

const run = promisify(execFile)
const authority = await createAuthority({ now: new Date().toISOString() })
const entry = join(import.meta.dirname, '../../../src/training/main.ts')

describe('training: keys of the staff', () => {
  let folder: string
  let gateway: TrainingAuthority
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tereze-provision-'))
    gateway = await startTrainingAuthority(authority)
  })
  afterEach(() => {
    gateway.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const provision = async (more: readonly string[] = [], options: { killAfter?: number } = {}): Promise<unknown> => {
    const limits = options.killAfter === undefined ? {} : { timeout: options.killAfter, killSignal: 'SIGKILL' as const }
    const done = await run(process.execPath, [entry, '--folder', folder, '--gateway', gateway.url, ...more], limits).catch(
      (failure: { stdout?: string }) => ({ stdout: failure.stdout ?? '' }),
    )
    return done.stdout === '' ? undefined : JSON.parse(done.stdout)
  }

  /** What each key signs with the PIN that the staff list names, by label. */
  const signaturesOf = async (backend: TokenBackend): Promise<Record<string, boolean>> => {
    const desk = openTokenDesk({ backends: [backend] })
    try {
      const list = await desk.token.list()
      const results: Record<string, boolean> = {}
      for (const { label, certificates } of list.ok ? list.value : []) {
        const member = trainingStaff.find(({ login }) => login === label)
        const [certificate] = certificates
        if (member === undefined || certificate === undefined) continue
        const signature = await desk.sign(certificate.certificateId, member.pin)
        results[label] =
          signature.ok &&
          certificate.summary.iin === member.iin &&
          verify('sha256', sampleBytes, new X509Certificate(certificate.der).publicKey, signature.value)
      }
      return results
    } finally {
      await desk.close()
    }
  }
  const tokensSign = async (): Promise<Record<string, boolean>> => {
    process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf')
    return signaturesOf(createPkcs11Backend({ modules: [findSofthsm()?.module ?? ''], logger: silentLogger }))
  }
  const everybody = { operator1: true, head1: true }

  describe.skipIf(findSofthsm() === undefined)('on SoftHSM2 tokens', () => {
    const made = () => ({ ok: true, value: { kind: 'softhsm', softhsmConf: join(folder, 'softhsm2.conf'), module: findSofthsm()?.module } })

    it('makes a token for each, and leaves what is there the next time', async () => {
      expect(await provision()).toEqual(made())
      expect(gateway.issued()).toBe(2)
      expect(await tokensSign()).toEqual(everybody)
      expect(statSync(join(folder, 'tokens')).mode & 0o777).toBe(0o700)

      expect(await provision()).toEqual(made())
      expect(gateway.issued()).toBe(2)
    }, 30_000)

    it('certifies the same keys anew for another authority', async () => {
      await provision()
      const before = readdirSync(join(folder, 'tokens')).sort()
      gateway.become(await createAuthority({ now: new Date().toISOString() }))

      expect(await provision()).toEqual(made())
      expect(gateway.issued()).toBe(4)
      expect(readdirSync(join(folder, 'tokens')).sort()).toEqual(before)
      expect(await tokensSign()).toEqual(everybody)
    }, 30_000)

    it('finishes or replaces what a kill left, wherever it fell', async () => {
      for (const killAfter of [250, 350, 450, 550, 700]) await provision([], { killAfter })

      expect(await provision()).toEqual(made())
      expect(await tokensSign()).toEqual(everybody)
      expect(readdirSync(join(folder, 'tokens')).length).toBeGreaterThanOrEqual(2)
    }, 60_000)

    it('makes anew what is broken on the disk, and keeps the rest', async () => {
      await provision()
      const tokenFolder = join(folder, 'tokens')
      const [broken = ''] = readdirSync(tokenFolder)
      truncateSync(join(tokenFolder, broken, 'token.object'), 0)
      mkdirSync(join(tokenFolder, '5b7a4d7e-0000-4000-8000-000000000000'))

      expect(await provision()).toEqual(made())
      expect(gateway.issued()).toBe(3)
      expect(await tokensSign()).toEqual(everybody)
    }, 30_000)

    it('says that the gateway cannot be reached', async () => {
      gateway.close()
      expect(await provision()).toMatchObject({ ok: false, error: { tag: 'training/gatewayUnreachable', remedy: 'retry' } })
    }, 20_000)
  })

  it('makes key files where SoftHSM is missing, and leaves them the next time', async () => {
    const missing = ['--softhsm', join(folder, 'none.so')]
    const keyFolder = join(folder, 'keys')
    expect(await provision(missing)).toEqual({ ok: true, value: { kind: 'keyFiles', keyFolder } })
    expect(await provision(missing)).toEqual({ ok: true, value: { kind: 'keyFiles', keyFolder } })
    expect(gateway.issued()).toBe(2)
    expect(await signaturesOf(createPkcs12Backend({ folder: keyFolder, logger: silentLogger }))).toEqual(everybody)
    expect(existsSync(join(folder, 'tokens'))).toBe(false)
    expect(statSync(join(keyFolder, 'head1.p12')).mode & 0o777).toBe(0o600)
  }, 30_000)

  it('tells a wrong PIN of a key file, and a file that went', async () => {
    await provision(['--softhsm', join(folder, 'none.so')])
    const desk = openTokenDesk({ backends: [createPkcs12Backend({ folder: join(folder, 'keys'), logger: silentLogger })] })
    const list = await desk.token.list()
    const certificateId = list.ok ? (list.value[0]?.certificates[0]?.certificateId ?? '') : ''

    expect(await desk.sign(certificateId, '000000')).toEqual({
      ok: false,
      error: { tag: 'token/pinIncorrect', remedy: 'act', finalTry: false },
    })

    const noPin = { ok: false, error: { tag: 'token/noPin', remedy: 'retry' } }
    expect(await desk.signKept(certificateId)).toEqual(noPin)
    expect((await desk.sign(certificateId, '234210', sampleBytes, 60_000)).ok).toBe(true)
    const again = await desk.token.list()
    expect(again.ok && again.value.map(({ login }) => login).sort()).toEqual(['kept', 'none'])
    expect((await desk.signKept(certificateId)).ok).toBe(true)
    await desk.token.endLogins()
    expect(await desk.signKept(certificateId)).toEqual(noPin)
    await desk.sign(certificateId, '234210', sampleBytes, 60_000)
    await desk.sign(certificateId, '000000', sampleBytes, 60_000)
    expect(await desk.signKept(certificateId)).toEqual(noPin)

    rmSync(join(folder, 'keys'), { recursive: true })
    expect(await desk.sign(certificateId, '234210')).toEqual({ ok: false, error: { tag: 'token/absent', remedy: 'act' } })
    await desk.close()
  }, 30_000)
})
