import { join } from 'node:path'
import { openRemote } from '#core/base/remote.ts'
import type { TokenConfig } from '#core/protocol/host.ts'
import { nodeStarter } from '#hosts/common/node-starter.ts'
import { findSofthsm, softhsmConfOf } from '#training/softhsm.ts'
import { type Benchmark, timesFigure } from './figure.ts'
import { memoryOf } from './process-memory.ts'
import { atSigningDesk } from './signing-desk.ts'
import { timesInTurn } from './statistics.ts'
import { bareNode } from './web-host.ts'

const what = 'Token process'
const built = join(import.meta.dirname, '../../out/main')
const noCalls = (): Promise<never> => Promise.reject(new Error('The token process calls nobody'))

/** The process that a vendor's module may take down: how soon one is there that knows its tokens, and what it weighs. */
export const tokenProcess: Benchmark = {
  name: 'token-process',
  run: async ({ quick }) => {
    const softhsm = findSofthsm()
    if (softhsm === undefined) return [{ what, missing: 'no SoftHSM2' }]
    return atSigningDesk(async ({ workstation: { dataFolder } }) => {
      const starter = nodeStarter(process.execPath, built)
      const environment = { SOFTHSM2_CONF: softhsmConfOf(join(dataFolder, 'tokens')) }
      const config: TokenConfig = { modules: [softhsm.module] }
      let tokens = 0
      let size = Number.NaN
      const startAndList = async (): Promise<void> => {
        const child = starter.start('token', { environment })
        await openRemote(child.connect('host'), noCalls).call('start', config)
        const listed = (await openRemote(child.connect('core'), noCalls).call('list', undefined)) as { readonly value: readonly unknown[] }
        tokens = listed.value.length
        size = memoryOf(child.pid ?? 0)?.pss ?? Number.NaN
        const ended = new Promise<void>((resolve) => child.onExit(() => resolve()))
        process.kill(child.pid ?? 0, 'SIGKILL')
        await ended
      }
      const { program, nothing } = await timesInTurn(quick ? 3 : 20, { program: startAndList, nothing: bareNode })
      return [
        timesFigure(`${what}: from its start until its ${tokens} tokens are listed`, program, { what: '`node -e 0`', times: nothing }),
        { what: `${what}: memory with the driver loaded and the tokens listed (PSS)`, unit: 'MB', runs: 1, median: size },
      ]
    })
  },
}
