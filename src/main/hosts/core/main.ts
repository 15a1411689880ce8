// The core process: waits for its host's word, then serves pages over the channels it is handed.
import { createPinoLogger } from '#adapters/log/pino-logger.ts'
import { type Core, startCore } from '#app/start-core.ts'
import type { Channel } from '#core/base/channel.ts'
import type { Fault } from '#core/base/fault.ts'
import { describeFailure, type Logger } from '#core/base/logger.ts'
import { openRemote } from '#core/base/remote.ts'
import { err } from '#core/base/result.ts'
import { CoreConfig } from '#core/protocol/host.ts'
import { listenToHost } from '#hosts/common/child-link.ts'

let core: Core | undefined
/** Why there is no core: the page must be able to say it in a sentence. */
let failure: Fault | undefined
const early: { readonly name: string; readonly channel: Channel }[] = []

function attach(name: string, channel: Channel): void {
  if (name.startsWith('page:')) {
    if (core !== undefined) core.servePage(channel)
    else if (failure !== undefined) openRemote(channel, () => Promise.resolve(err(failure)))
  } else if (name === 'token') core?.attachToken(channel)
}

/** What may pass while the program runs: room on the disk, a file that another process lets go. */
const passing: readonly string[] = ['storage/diskFull', 'storage/readOnly', 'storage/failed', 'storage/inUse']
const lookAgainAfter = 3_000

/** Where the storage can be opened again, this process ends and the host starts the next one, which finds everything in order. */
async function lookAgain(config: CoreConfig, logger: Logger): Promise<void> {
  const again = startCore(config, logger)
  if (!again.ok) return
  logger.info('The storage can be opened again', { process: 'core' })
  await again.value.stop()
  process.exit(75)
}

async function start(rawConfig: unknown): Promise<unknown> {
  const config = CoreConfig.parse(rawConfig)
  const logger = createPinoLogger({ level: 'info', ...(config.logFile === undefined ? {} : { file: config.logFile }) })
  process.on('uncaughtException', (thrown) => {
    logger.error('Uncaught exception', { failure: describeFailure(thrown) })
    process.exit(70)
  })
  const started = startCore(config, logger)
  if (started.ok) core = started.value
  else {
    failure = started.error
    if (passing.includes(failure.tag)) setInterval(() => void lookAgain(config, logger), lookAgainAfter)
  }
  for (const { name, channel } of early.splice(0)) attach(name, channel)
  logger.info('Core started', { version: config.version, process: 'core' })
  return started.ok ? { ok: true } : { ok: false, error: started.error }
}

function woke(): Promise<void> {
  core?.woke()
  return Promise.resolve()
}

async function stop(): Promise<void> {
  await core?.stop()
  process.exit(0)
}

listenToHost((name, channel) => {
  if (name === 'host') openRemote(channel, (call, input) => (call === 'start' ? start(input) : call === 'woke' ? woke() : stop()))
  else if (core === undefined && failure === undefined) early.push({ name, channel })
  else attach(name, channel)
})
process.on('SIGTERM', () => void stop())
