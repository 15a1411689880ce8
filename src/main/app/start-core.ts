import { release } from 'node:os'
import { createDispatcher } from '#api/dispatch.ts'
import type { ApiContext, ServedDesk } from '#api/context.ts'
import { SessionHolder } from '#api/session-holder.ts'
import type { Channel } from '#core/base/channel.ts'
import { describeFailure, type Logger } from '#core/base/logger.ts'
import { openRemote, type Remote } from '#core/base/remote.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { EventName, EventOf } from '#core/contract/client.ts'
import type { Fault } from '#core/base/fault.ts'
import type { CoreConfig } from '#core/protocol/host.ts'
import { createNcalayer } from '#adapters/ncalayer/create-ncalayer.ts'
import { createNetwork } from '#adapters/network/network.ts'
import { createTokenClient } from '#adapters/token-client/create-token-client.ts'
import { headerStatus, type TokenListing } from './header.ts'
import { openMachine } from './machine.ts'
import { openDesk, type RunningDesk } from './open-desk.ts'
import { type MachineChange, watchMachine } from './watch-machine.ts'

export interface Core {
  readonly servePage: (channel: Channel) => void
  readonly attachToken: (channel: Channel) => void
  /** The system says that it woke from sleep. */
  readonly woke: () => void
  readonly stop: () => Promise<void>
}

/** Header news is gathered for so long, so that a busy queue does not flood the page, milliseconds. */
const headerDelay = 50

/**
 * Puts the workstation's core together and starts it: desks, queue, feed, API. It is plain Node and knows no transport.
 * @returns the fault of a database that cannot be opened; nothing runs then
 */
export function startCore(config: CoreConfig, logger: Logger): Result<Core, Fault> {
  const machine = openMachine(config, logger)
  const tokens = createTokenClient()
  const ncalayer = createNcalayer()
  const pages = new Set<Remote>()
  const holder = new SessionHolder<ServedDesk>()
  const network = createNetwork({ proxy: config.proxy?.url, exceptions: config.proxy?.exceptions, logger })
  const desks: RunningDesk[] = []
  let listing: TokenListing
  let headerTimer: NodeJS.Timeout | undefined

  const tell = <Name extends EventName>(name: Name, value: EventOf<Name>): void => {
    for (const page of pages) page.emit(name, value)
  }
  const isSeatedAt = (deskId: string): boolean => holder.seat?.desk.workplace.id === deskId
  const seated = (): RunningDesk => {
    const found = desks.find((candidate) => candidate.desk === holder.seat?.desk) ?? desks[0]
    if (found === undefined) throw new Error('A machine has a desk')
    return found
  }
  const header = () => headerStatus(seated(), listing, holder.seat?.session.staff.iin)
  const headerChanged = (): void => {
    headerTimer ??= setTimeout(() => {
      headerTimer = undefined
      tell('header/changed', header())
    }, headerDelay)
  }
  const readTokens = async (): Promise<void> => {
    listing = await tokens.token.list()
    tell('token/changed', {})
    headerChanged()
  }

  for (const enrolment of config.enrolments) {
    const opened = openDesk({
      enrolment,
      machine,
      logger,
      token: tokens.token,
      ncalayer,
      dispatcher: network.dispatcher,
      dataFolder: config.dataFolder,
      masterKey: config.masterKey,
      training: config.training,
      ...(config.backupFolder === undefined ? {} : { backupFolder: config.backupFolder }),
      notices: (deskId) => ({
        caseChanged: (caseId) => {
          if (isSeatedAt(deskId)) tell('case/changed', { caseId })
          headerChanged()
        },
        slotsChanged: (caseId, slots) => isSeatedAt(deskId) && tell('documents/changed', { caseId, slots: [...slots] }),
        carrierProgress: (progress) => isSeatedAt(deskId) && tell('carrier/progress', progress),
        checkProgress: (step) => isSeatedAt(deskId) && tell('check/progress', step),
        batchProgress: (item) => isSeatedAt(deskId) && tell('signing/progress', item),
        outboxChanged: () => {
          if (isSeatedAt(deskId)) tell('outbox/changed', {})
          headerChanged()
        },
      }),
    })
    if (!opened.ok) {
      void Promise.all(desks.map((running) => running.stop()))
      return err(opened.error)
    }
    opened.value.connection.onDidChange(headerChanged)
    desks.push(opened.value)
  }

  const context: ApiContext = {
    desks: desks.map((running) => running.desk),
    holder,
    header,
    training: config.training,
    version: config.version,
    platform: `${process.platform} ${release().split('-')[0] ?? ''} ${process.arch}, Node ${process.versions.node}`,
    logger,
    scans: new Map(),
  }
  const dispatch = createDispatcher(context)
  tokens.token.onDidChange(() => void readTokens())
  holder.onDidEnd((why) => {
    tokens.endSession()
    tell('session/ended', { why })
  })
  for (const running of desks) running.start()
  const machineChanged = (change: MachineChange): void => {
    logger.info('The machine changed', { code: change })
    if (change !== 'addressCame') network.renew()
    for (const running of desks) running.askAnew()
  }
  const watch = watchMachine(machineChanged)

  return ok({
    servePage: (channel) => {
      const page = openRemote(
        channel,
        async (name, input, signal) => {
          const answer = await dispatch(name, input, signal)
          if (name.startsWith('session/') || name === 'header/dismissRecovery') headerChanged()
          return answer
        },
        (failure) => logger.error('Page call failed', { failure: describeFailure(failure) }),
      )
      pages.add(page)
      page.onClose(() => pages.delete(page))
    },
    attachToken: tokens.attach,
    woke: () => machineChanged('woke'),
    stop: async () => {
      watch.stop()
      clearTimeout(headerTimer)
      await Promise.all(desks.map((running) => running.stop()))
      await network.close()
    },
  })
}
