import { join } from 'node:path'
import { createTokenClient } from '#adapters/token-client/create-token-client.ts'
import { openMachine } from '#app/machine.ts'
import { getGlobalDispatcher } from 'undici'
import { openDesk, type RunningDesk } from '#app/open-desk.ts'
import { silentLogger } from '#core/base/logger.ts'
import type { WorkplaceEnrolment } from '#core/wire/messages.ts'

export interface RealDesk {
  readonly running: RunningDesk
  /** Resolves when the queue holds nothing that waits or runs. */
  readonly drained: () => Promise<void>
}

/** One workplace's desk as the core opens it, in this process: real database, documents, queue and gateway; nobody sits there. */
export function openRealDesk(enrolment: WorkplaceEnrolment, folder: string): RealDesk {
  const waiting = new Set<() => void>()
  const opened = openDesk({
    dispatcher: getGlobalDispatcher,
    enrolment,
    dataFolder: folder,
    masterKey: new Uint8Array(32).fill(7),
    training: true,
    machine: openMachine({ scanner: { kind: 'folder', folder: join(folder, 'scans') }, printer: { kind: 'pdf', folder } }, silentLogger),
    token: createTokenClient().token,
    logger: silentLogger,
    notices: () => ({
      caseChanged: () => {},
      slotsChanged: () => {},
      carrierProgress: () => {},
      outboxChanged: () => waiting.forEach((look) => look()),
    }),
  })
  if (!opened.ok) throw new Error(opened.error.tag)
  const running = opened.value
  const isDrained = (): boolean => {
    const { ready, running: underWay } = running.desk.stores.jobs.counts()
    return ready + underWay === 0
  }
  return {
    running,
    drained: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isDrained()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}
