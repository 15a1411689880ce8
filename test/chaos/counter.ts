import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openRemote } from '#core/base/remote.ts'
import type { Bridge, OperationName } from '#core/contract/client.ts'
import { makeBridge } from '#core/contract/make-bridge.ts'
import { operations } from '#core/contract/operations.ts'
import type { CoreConfig, TokenConfig } from '#core/protocol/host.ts'
import type { HostedProcess } from '#hosts/common/hosted-process.ts'
import { nodeStarter } from '#hosts/common/node-starter.ts'
import { createTrainingKeeper } from '#hosts/common/kept-training.ts'
import { setUpTraining } from '#hosts/common/training.ts'
import { keepTokensWhole } from '#test/fixtures/whole-tokens.ts'
import { type FaultProxy, startFaultProxy } from '#test/harness/fault-proxy.ts'
import { startGateway } from '#test/harness/gateway.ts'
import { password } from '#test/harness/journey.ts'
import { preparedData } from '#test/harness/prepared-data.ts'
import { keepAlive } from './keep-alive.ts'

export type Victim = 'core' | 'gateway' | 'token'

/** A centre's desk with everything real: core, token process and gateway are processes of their own; between core and gateway stands the proxy. */
export interface Counter {
  readonly bridge: Bridge
  readonly proxy: FaultProxy
  /** The desk's own folder and the key of everything in it. */
  readonly desk: { readonly folder: string; readonly masterKey: Uint8Array; readonly workplaceId: string }
  readonly gatewayFolder: () => string
  /** Somebody sits there: logs in again where a new core knows nobody. */
  readonly seated: () => Promise<void>
  /** `kill -9`; resolves when the next one is up. */
  readonly kill: (victim: Victim) => Promise<void>
  readonly stopGateway: () => Promise<void>
  readonly startGateway: () => Promise<void>
  /** Ends every process; what they wrote stays. */
  readonly stop: () => Promise<void>
  readonly removeData: () => void
}

export interface StartCounter {
  readonly seed: number
  /** Folder of the entries core.js, token.js, training.js, gateway.js; default the built program. */
  readonly entries?: string
}

const built = join(import.meta.dirname, '../../out/main')
const noCalls = () => Promise.reject(new Error('Children do not call their host'))
/** Nobody can sit down so long: something is broken for good, milliseconds. */
const patience = 60_000

async function configured(process: HostedProcess, config: CoreConfig | TokenConfig): Promise<HostedProcess> {
  await openRemote(process.connect('host'), noCalls).call('start', config)
  return process
}

export async function startCounter({ seed, entries = built }: StartCounter): Promise<Counter> {
  const folder = await preparedData()
  const starter = nodeStarter(process.execPath, entries)
  const gatewayOptions = { dataFolder: join(folder, 'gateway'), entry: join(entries, 'gateway.js') }
  let gateway = await startGateway(gatewayOptions)
  const port = Number(new URL(gateway.url).port)
  const proxy = await startFaultProxy({ target: gateway.url, seed })
  const masterKey = new Uint8Array(randomBytes(32))
  const keeper = createTrainingKeeper(folder, masterKey)
  const { enrolments, tokens } = await setUpTraining(starter, folder, gateway.url, keeper, () => {})
  const enrolment = enrolments.find(({ workplace }) => workplace.id === 'training-centre')
  if (enrolment === undefined) throw new Error('No centre')
  const place = await tokens
  const tokenConfig: TokenConfig = {
    modules: [...place.modules],
    logFile: join(folder, 'token.log'),
    ...(place.keyFolder === undefined ? {} : { keyFolder: place.keyFolder }),
  }
  const desk = { folder: join(folder, 'desk'), masterKey, workplaceId: enrolment.workplace.id }
  const coreConfig: CoreConfig = {
    version: 'chaos',
    dataFolder: desk.folder,
    training: true,
    enrolments: [{ ...enrolment, gatewayUrl: proxy.url }],
    masterKey: desk.masterKey,
    scanner: { kind: 'folder', folder: join(folder, 'papers') },
    printer: { kind: 'pdf', folder: join(folder, 'prints') },
    logFile: join(folder, 'core.log'),
  }

  const { bridge, attachCore, attachToken } = makeBridge('web', Object.keys(operations) as OperationName[])
  let pages = 0
  const up: { core?: HostedProcess; token?: HostedProcess } = {}
  const joined = (): void => {
    if (up.core !== undefined && up.token !== undefined) starter.join(up.core, 'token', up.token, 'core')
  }
  const mendTokens = keepTokensWhole(join(folder, 'tokens', 'tokens'))
  const token = await keepAlive(
    () => {
      mendTokens()
      return configured(starter.start('token', { environment: place.environment }), tokenConfig)
    },
    (process) => {
      up.token = process
      attachToken(process.connect(`pin:${++pages}`))
      joined()
    },
  )
  const core = await keepAlive(
    () => configured(starter.start('core'), coreConfig),
    (process) => {
      up.core = process
      attachCore(process.connect(`page:${++pages}`))
      joined()
    },
  )

  let sitting: Promise<void> | undefined
  const sitDown = async (): Promise<void> => {
    for (const end = Date.now() + patience; ; await wait(25)) {
      const current = await bridge.api['session/current']({})
      if (current.ok && current.value.session !== undefined) return
      const login = current.ok ? await bridge.api['session/login']({ login: 'operator1', password }) : current
      if (login.ok) return
      if (Date.now() > end) throw new Error(`Nobody can log in: ${JSON.stringify(login.error)}`)
    }
  }
  /** The first catalogue comes a moment after the first login. */
  const equipped = async (): Promise<void> => {
    await sitDown()
    for (const end = Date.now() + patience; !(await bridge.api['catalogue/list']({})).ok; await wait(25)) {
      if (Date.now() > end) throw new Error('No catalogue')
    }
  }
  await equipped()
  const startAgain = async (): Promise<void> => {
    gateway = await startGateway({ ...gatewayOptions, port })
  }
  return {
    bridge,
    proxy,
    desk,
    gatewayFolder: () => gateway.dataFolder,
    seated: () => {
      sitting ??= sitDown().finally(() => (sitting = undefined))
      return sitting
    },
    kill: async (victim) => {
      if (victim === 'gateway') {
        await gateway.kill()
        await startAgain()
      } else await (victim === 'core' ? core : token).kill()
    },
    stopGateway: () => gateway.kill(),
    startGateway: startAgain,
    stop: async () => {
      await core.stop()
      await token.stop()
      await gateway.stop()
      await proxy.stop()
    },
    removeData: () => rmSync(folder, { recursive: true, force: true }),
  }
}
