// The token process: the vendor's PKCS#11 module lives here, alone. It may hang or die without taking anything with it.
import { createPinoLogger } from '#adapters/log/pino-logger.ts'
import { createPkcs11Backend } from '#adapters/pkcs11/pkcs11-backend.ts'
import { createCardReaders } from '#adapters/pcsc/card-readers.ts'
import { createPkcs12Backend } from '#adapters/pkcs12-key/pkcs12-backend.ts'
import { createTokenEngine, type TokenEngine } from '#adapters/token-engine/create-token-engine.ts'
import { findCard, findModules } from '#adapters/token-modules/find-modules.ts'
import { readModuleTable } from '#adapters/token-modules/module-table.ts'
import type { Channel } from '#core/base/channel.ts'
import { openRemote } from '#core/base/remote.ts'
import { TokenConfig } from '#core/protocol/host.ts'
import { listenToHost } from '#hosts/common/child-link.ts'

let engine: TokenEngine | undefined
const early: { readonly name: string; readonly channel: Channel }[] = []

function attach(name: string, channel: Channel): void {
  if (name === 'core') engine?.attachCore(channel)
  else if (name.startsWith('pin:')) engine?.attachPage(channel)
}

function start(rawConfig: unknown): { readonly ok: true } {
  const { modules, discover, moduleTable, keyFolder, logFile, stuckAfter } = TokenConfig.parse(rawConfig)
  const logger = createPinoLogger({ level: 'info', ...(logFile === undefined ? {} : { file: logFile }) })
  const { kinds, problem } = readModuleTable(moduleTable)
  if (problem !== undefined) logger.error("The administrator's table of modules is not used", { code: problem })
  const surroundings = {
    readers: createCardReaders(logger),
    findCard: (atr: string) => findCard(kinds, atr),
    ...(problem === undefined ? {} : { tableProblem: problem }),
  }
  engine = createTokenEngine({
    logger,
    surroundings,
    ...(stuckAfter === undefined ? {} : { stuckAfter }),
    backends: [
      createPkcs11Backend({ modules, logger, ...(discover ? { findModules: () => findModules(kinds) } : {}) }),
      ...(keyFolder === undefined ? [] : [createPkcs12Backend({ folder: keyFolder, logger })]),
    ],
    // Native code that hangs cannot be stopped from within; the host starts this process anew.
    onStuck: () => process.kill(process.pid, 'SIGKILL'),
    onSpent: () => process.exit(0),
  })
  for (const { name, channel } of early.splice(0)) attach(name, channel)
  return { ok: true }
}

listenToHost((name, channel) => {
  if (name === 'host') openRemote(channel, async (call, input) => (call === 'start' ? start(input) : process.exit(0)))
  else if (engine === undefined) early.push({ name, channel })
  else attach(name, channel)
})
process.on('SIGTERM', () => void (engine?.close() ?? Promise.resolve()).finally(() => process.exit(0)))
