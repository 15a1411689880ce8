import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID, verify, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTokenClient } from '#adapters/token-client/create-token-client.ts'
import { openRemote } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'
import type { TokenFault } from '#core/ports/token.ts'
import { seededChance } from '#test/builders/page-damage.ts'
import { processChannel } from '#test/fakes/process-channel.ts'
import {
  createTokenFolder,
  hasCompiler,
  openShim,
  removeShim,
  type Shim,
  softhsm,
  type TestToken,
  type TokenFolder,
} from '#test/fixtures/softhsm-tokens.ts'
import { keepTokensWhole } from '#test/fixtures/whole-tokens.ts'

const signatures = 200
/** So many of them see their token process killed at some instant between leaving the PIN and the answer. */
const killed = 40
const pin = '4821'
const program = join(import.meta.dirname, '../fixtures/token-process.ts')

/** A token process, started and listening. */
async function start(module: string) {
  const child: ChildProcess = fork(program, [module], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  await once(child, 'message')
  // What is on its way to a process that dies is lost with it: that is what this is about.
  child.on('error', () => {})
  const page = openRemote(processChannel(child, 'page'), () => Promise.reject(new Error('not called')))
  return { child, page, channel: processChannel(child, 'core') }
}
type Running = Awaited<ReturnType<typeof start>>

describe.skipIf(softhsm === undefined || !hasCompiler)('the token process is killed while it signs (SoftHSM2)', () => {
  let tokens: TokenFolder
  let token: TestToken
  let shim: Shim
  const started: ChildProcess[] = []

  beforeEach(async () => {
    tokens = await createTokenFolder()
    token = await tokens.make({ label: 'operator1', pin })
    shim = openShim(tokens.folder)
  })
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL')
    tokens.remove()
  })
  afterAll(removeShim)

  it(`${signatures} signatures, ${killed} kills: each is valid or plainly failed, none is made twice`, async () => {
    const { token: port, attach } = createTokenClient()
    const chance = seededChance(20261122)
    const { publicKey } = new X509Certificate(token.certificate)
    const prepareNext = async (): Promise<Running> => {
      const running = await start(shim.module)
      started.push(running.child)
      return running
    }
    const mend = keepTokensWhole(join(tokens.folder, 'tokens'))
    let running = await prepareNext()
    attach(running.channel)
    // One stands by, as the next customer would find it: what is measured is not how fast a process starts.
    let next = prepareNext()

    const signOnce = async (content: Uint8Array): Promise<Result<Uint8Array, TokenFault>> => {
      const ticket = randomUUID()
      // The page does not wait for the PIN to arrive: the process may die of the very message.
      void running.page.call('leavePin', { ticket, pin: new TextEncoder().encode(pin) }).catch(() => {})
      return port.sign({ certificateId: token.certificateId, ticket, toBeSigned: content })
    }
    const begun = performance.now()
    expect((await signOnce(new TextEncoder().encode('бірінші'))).ok).toBe(true)
    const usual = performance.now() - begun
    shim.calls()

    let valid = 0
    const failed: string[] = []
    for (let index = 0; index < signatures; index++) {
      const content = new TextEncoder().encode(`сұрау салу № ${index}`)
      const dies = index % (signatures / killed) === 2
      const { child } = running
      const timer = dies ? setTimeout(() => child.kill('SIGKILL'), chance() * usual) : undefined
      const answer = await signOnce(content)
      if (answer.ok) {
        expect(verify('sha256', content, publicKey, answer.value), `signature ${index}`).toBe(true)
        valid += 1
      } else failed.push(answer.error.tag)
      clearTimeout(timer)
      if (!dies) continue
      child.kill('SIGKILL')
      running = await next
      mend()
      attach(running.channel)
      next = prepareNext()
    }
    await next

    const calls = shim.calls()
    const count = (name: string): number => calls.filter((call) => call === name).length
    expect(valid + failed.length).toBe(signatures)
    // Only where the process died, and always by the same plain word: the operator may try again.
    expect([...new Set(failed)]).toEqual(['token/processDown'])
    expect(failed.length).toBeLessThanOrEqual(killed)
    expect(valid).toBeGreaterThanOrEqual(signatures - killed)
    // Nothing was tried again behind the operator's back: not a signature, and above all not a PIN.
    expect(count('C_Sign')).toBeLessThanOrEqual(signatures)
    expect(count('C_Sign')).toBeGreaterThanOrEqual(valid)
    expect(count('C_Login')).toBeLessThanOrEqual(signatures)
  })
})
