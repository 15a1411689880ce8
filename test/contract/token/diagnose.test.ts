import { closeSync, copyFileSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPkcs11Backend } from '#adapters/pkcs11/pkcs11-backend.ts'
import type { ModulePlace } from '#adapters/pkcs11/pkcs11-module.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { TokenDiagnosis } from '#core/domain/token-diagnosis.ts'
import { hindrancesOf } from '#core/domain/token-hindrances.ts'
import {
  createTokenFolder,
  hasCompiler,
  openShim,
  removeShim,
  type Shim,
  softhsm,
  type TokenFolder,
} from '#test/fixtures/softhsm-tokens.ts'
import { openTokenDesk, type TokenDesk } from '#test/fixtures/token-desk.ts'

describe.skipIf(softhsm === undefined || !hasCompiler)('diagnosis of modules and slots (SoftHSM2 behind a shim)', () => {
  let tokens: TokenFolder
  let shim: Shim
  let desk: TokenDesk

  beforeAll(async () => {
    tokens = await createTokenFolder()
    await tokens.make({ label: 'operator1', pin: '4821' })
  })
  afterAll(() => {
    tokens.remove()
    removeShim()
  })
  beforeEach(() => {
    shim = openShim(tokens.folder)
    desk = openTokenDesk({ modules: [shim.module], pollEvery: 60_000 })
  })
  afterEach(() => desk.close())

  const diagnosed = async (): Promise<TokenDiagnosis> => {
    const answer = await desk.token.diagnose()
    if (!answer.ok) throw new Error(answer.error.tag)
    return answer.value
  }
  const kinds = async () => hindrancesOf(await diagnosed()).map(({ kind }) => kind)

  it('tells module, slots, tokens and their certificates, with milliseconds', async () => {
    const { modules, slots } = await diagnosed()
    expect(modules).toEqual([
      {
        name: 'shim.so',
        path: shim.module,
        state: 'loaded',
        version: expect.stringMatching(/^SoftHSM \d\.\d+, PKCS#11 \d\.\d+$/),
        milliseconds: expect.any(Number),
      },
    ])
    const token = { module: shim.module, state: 'ready', label: 'operator1', model: 'SoftHSM v2', pin: 'ok', certificates: 1, withKey: 1 }
    expect(slots).toContainEqual({ ...token, reader: expect.stringContaining('SoftHSM'), milliseconds: expect.any(Number) })
    expect(slots.map(({ state }) => state).sort()).toEqual(['notInitialised', 'ready'])
  })

  it.each([
    ['flags 0x40000', 'pinLocked'],
    ['flags 0x80000', 'pinToBeChanged'],
    ['C_GetTokenInfo 0x30', 'tokenFailed'],
  ])('%s: %s', async (order, kind) => {
    shim.order(order)
    expect(await kinds()).toContain(kind)
  })

  it('tells a module that does not start, is missing, or is for another processor, without loading that one', async () => {
    await desk.close()
    shim.order('C_Initialize 0x05')
    const text = join(tokens.folder, 'text.so')
    writeFileSync(text, 'no library'.repeat(100))
    const foreign = join(tokens.folder, 'foreign.so')
    copyFileSync(shim.module, foreign)
    const file = openSync(foreign, 'r+')
    writeSync(file, Buffer.from(process.arch === 'arm64' ? '3e00' : 'b700', 'hex'), 0, 2, 18)
    closeSync(file)
    desk = openTokenDesk({ modules: [shim.module, text, foreign, join(tokens.folder, 'none.so')], pollEvery: 60_000 })

    const { modules } = await diagnosed()
    expect(modules.map(({ name, state, code }) => [name, state, code])).toEqual([
      ['shim.so', 'failed', 'CKR_GENERAL_ERROR'],
      ['text.so', 'failed', 'LOAD_FAILED'],
      ['foreign.so', 'architecture', process.arch === 'arm64' ? 'x64' : 'arm64'],
      ['none.so', 'missing', undefined],
    ])
    expect(await kinds()).toEqual(expect.arrayContaining(['moduleFailed', 'architecture']))
  })

  it('notices a driver that is installed while the program runs, and lists a token that two modules show once', async () => {
    const installed: ModulePlace[] = [{ path: shim.module, name: 'Shim', id: 'shim' }]
    const backend = createPkcs11Backend({ modules: [], findModules: () => installed, logger: silentLogger, pollEvery: 50 })
    await desk.close()
    desk = openTokenDesk({ backends: [backend] })
    const labels = async () => {
      const list = await desk.token.list()
      return list.ok ? list.value.map(({ label, tokenId }) => [label, tokenId.split('#')[0]]) : list.error.tag
    }
    expect(await labels()).toEqual([['operator1', shim.module]])
    const changed = vi.fn()
    desk.token.onDidChange(changed)
    installed.push({ path: softhsm?.module ?? '', name: 'SoftHSM2', id: 'softhsm2' })
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 5_000)
    expect((await diagnosed()).modules.map(({ name, id, state }) => [name, id, state])).toEqual([
      ['Shim', 'shim', 'loaded'],
      ['SoftHSM2', 'softhsm2', 'loaded'],
    ])
    expect(await labels()).toEqual([['operator1', shim.module]])
  })
})
