import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createTokenClient } from '#adapters/token-client/create-token-client.ts'
import { openRemote } from '#core/base/remote.ts'
import type { TokenBackend } from '#core/ports/token-backend.ts'
import { processChannel } from '#test/fakes/process-channel.ts'
import { openTokenDesk, sampleBytes } from '#test/fixtures/token-desk.ts'
import { faultIn, type Said, type Situation } from './situation.ts'
import { openBench, pin } from './tokens.ts'

const program = join(import.meta.dirname, '../../fixtures/token-process.ts')

/** A token process of its own that something happens to while it signs. */
async function whileSigning(order: string, harm: (child: ChildProcess) => void = () => {}): Promise<Said> {
  const { token, shim } = await openBench()
  const child = fork(program, [shim.module, '300'], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  try {
    await once(child, 'message')
    const { token: port, attach } = createTokenClient()
    attach(processChannel(child, 'core'))
    await port.list()
    const page = openRemote(processChannel(child, 'page'), () => Promise.reject(new Error('not called')))
    const ticket = randomUUID()
    await page.call('leavePin', { ticket, pin: new TextEncoder().encode(pin) })
    shim.order(order)
    const answer = port.sign({ certificateId: token.certificateId, ticket, toBeSigned: sampleBytes })
    harm(child)
    return faultIn(await answer)
  } finally {
    child.kill('SIGKILL')
    shim.order()
  }
}

/** A device that takes the request and never answers, behind the real engine and client. */
const hanging: Pick<TokenBackend, 'list' | 'onDidChange' | 'close'> = {
  list: () => new Promise(() => {}),
  onDidChange: () => () => {},
  close: () => Promise.resolve(),
}

export const processSituations: readonly Situation[] = [
  {
    area: 'process',
    name: 'the driver crashes while it signs',
    told: 'token/processDown',
    happen: () => whileSigning('C_Sign crash'),
  },
  {
    area: 'process',
    name: 'the driver hangs while it signs; its process is ended',
    told: 'token/processDown',
    happen: () => whileSigning('C_Sign hang'),
  },
  {
    area: 'process',
    name: 'the token process is killed while it signs',
    told: 'token/processDown',
    happen: () => whileSigning('C_Sign slow', (child) => child.kill('SIGKILL')),
  },
  {
    area: 'process',
    name: 'the token process has not started yet',
    told: 'token/processDown',
    happen: async () => faultIn(await createTokenClient().token.list()),
  },
  {
    area: 'process',
    name: 'the token answers nothing within its time',
    told: 'token/timeout',
    happen: async () => {
      const desk = openTokenDesk({
        backends: [{ ...hanging, sign: () => new Promise(() => {}) } as unknown as TokenBackend],
        signWithin: 100,
      })
      const answer = await desk.sign('0'.repeat(64), pin)
      void desk.close()
      return faultIn(answer)
    },
  },
  {
    area: 'process',
    name: 'the operator cancels while another signature is under way',
    told: 'token/cancelled',
    happen: async () => {
      const desk = openTokenDesk({ backends: [{ ...hanging, sign: () => new Promise(() => {}) } as unknown as TokenBackend] })
      const cancelling = new AbortController()
      const answer = desk.token.sign({ certificateId: '0'.repeat(64), ticket: randomUUID(), toBeSigned: sampleBytes }, cancelling.signal)
      cancelling.abort()
      const said = faultIn(await answer)
      void desk.close()
      return said
    },
  },
]
