import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createFileStore } from '#adapters/files/file-store.ts'
import { createGatewayClient } from '#adapters/gateway-client/gateway-client.ts'
import { createAuthorityProbe } from '#adapters/signature-format/authority-probe.ts'
import { createSignatureFormat } from '#adapters/signature-format/signature-format.ts'
import type { Network } from '#adapters/network/network.ts'
import { openStores } from '#adapters/sqlite/open-stores.ts'
import type { ServedDesk } from '#api/context.ts'
import { describeFailure, type Logger } from '#core/base/logger.ts'
import { ok } from '#core/base/result.ts'
import { uploadLimitAt } from '#core/domain/upload-limit.ts'
import { createJobEngine } from '#core/jobs/engine.ts'
import { jobHandlers } from '#core/jobs/handlers.ts'
import type { BackupStatus } from '#core/ports/backups.ts'
import type { Ncalayer } from '#core/ports/ncalayer.ts'
import type { Token } from '#core/ports/token.ts'
import type { Desk, Notices } from '#core/services/desk.ts'
import { requeueLost } from '#core/services/requeue-lost.ts'
import { unlessDiskRefuses } from '#core/services/unless-disk-refuses.ts'
import { believedGateway } from '#core/services/verify-acknowledgement.ts'
import type { WorkplaceEnrolment } from '#core/wire/messages.ts'
import { ConnectionWatch, watchedGateway } from './connection.ts'
import { deriveKey } from './derive-key.ts'
import { keepDatabase } from './keep-database.ts'
import type { Machine } from './machine.ts'
import { type FeedFollower, followFeed } from './follow-feed.ts'
import { createLimitWatch } from './limit-watch.ts'
import { promptGateway } from './prompt-gateway.ts'
import { syncOfficial } from './sync-official.ts'
import { createWorkClock, type WorkClock } from './work-clock.ts'

const parallelJobs = 3
const officialEvery = 60 * 60_000
/** So much of the time is forgotten at most where the power fails, milliseconds. */
const timeKeptEvery = 60_000
const limitsEvery = 60_000
const firstCopyWithin = 5 * 60_000

/** A desk at work: the use cases' parts, its queue and feed, and how they are ended. */
export interface RunningDesk {
  readonly desk: ServedDesk
  readonly connection: ConnectionWatch
  /** Gateway's clock minus the device's, milliseconds. */
  readonly clockSkew: () => number | undefined
  readonly backups: () => BackupStatus
  readonly start: () => void
  /** The machine woke, or its network is another: asks anew, at once. */
  readonly askAnew: () => void
  readonly stop: () => Promise<void>
}

export interface OpenDeskInput {
  readonly enrolment: WorkplaceEnrolment
  readonly dataFolder: string
  readonly masterKey: Uint8Array
  readonly training: boolean
  /** Where copies of the databases go a second time. */
  readonly backupFolder?: string
  readonly machine: Machine
  readonly token: Token
  readonly ncalayer: Ncalayer
  /** The connections to use. */
  readonly dispatcher: Network['dispatcher']
  readonly logger: Logger
  readonly notices: (
    deskId: string,
  ) => Omit<Notices, 'queued'> & Pick<ServedDesk, 'outboxChanged' | 'carrierProgress' | 'batchProgress' | 'checkProgress'>
}

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

/** Opens one organisation's workplace: its database, documents and gateway, each under keys of its own. */
export function openDesk(input: OpenDeskInput) {
  const { enrolment, dataFolder, masterKey, training, backupFolder, machine, token, ncalayer, dispatcher, logger, notices } = input
  const { workplace } = enrolment
  const folder = join(dataFolder, workplace.id)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const opened = openStores({
    file: join(folder, 'tereze.db'),
    key: deriveKey(masterKey, workplace.id, 'database'),
    logger,
    ...(backupFolder === undefined ? {} : { secondBackupFolder: join(backupFolder, workplace.id) }),
  })
  if (!opened.ok) return opened
  const stores = opened.value
  const connection = new ConnectionWatch(machine.clock)
  const {
    skew,
    close: closeGateway,
    ...calls
  } = createGatewayClient({
    baseUrl: enrolment.gatewayUrl,
    workplaceToken: enrolment.workplaceToken,
    uploads: stores.uploads,
    dispatcher,
    uploadLimit: () => uploadLimitAt(stores.settings.uploadPolicy(), clock.instant()),
    logger,
  })
  const clock: WorkClock = createWorkClock({
    device: machine.clock,
    heardSkew: skew,
    kept: { get: stores.settings.knownTime, set: (known) => unlessDiskRefuses(() => stores.settings.saveKnownTime(known)) },
  })
  const [trustedRoots, intermediates] = [enrolment.trustedRoots.map(fromBase64), enrolment.intermediates.map(fromBase64)]
  const signing = createSignatureFormat({
    trustedRoots,
    intermediates,
    baseUrl: enrolment.gatewayUrl,
    crlCache: { get: stores.settings.crl, set: (list, der, at) => unlessDiskRefuses(() => stores.settings.rememberCrl(list, der, at)) },
    clock,
    dispatcher,
    isAway: () => connection.connection.state === 'offline',
  })
  const gateway = believedGateway(promptGateway(watchedGateway(calls, connection), connection, machine.clock), {
    signing,
    stores,
    clock,
    gatewayInstant: clock.gatewayInstant,
  })
  let feed: FeedFollower | undefined
  const { outboxChanged, carrierProgress, batchProgress, checkProgress, ...told } = notices(workplace.id)
  const documents = createFileStore({ folder: join(folder, 'documents'), key: deriveKey(masterKey, workplace.id, 'documents') })
  const begun = performance.now()
  const limits = createLimitWatch({
    stores,
    documents,
    clock,
    logger,
    // After a holiday the first copy is a minute away: it stops nobody before it could be made.
    backupAt: () => (performance.now() - begun < firstCopyWithin ? undefined : stores.backups.status().lastGoodAt),
    onDidChange: outboxChanged,
  })
  const desk: Desk = {
    ...machine,
    clock,
    deviceInstant: machine.clock.instant,
    isClockBehind: clock.isBehind,
    gatewayInstant: clock.gatewayInstant,
    workplace,
    training,
    stores,
    gateway,
    signing,
    authority: createAuthorityProbe({ baseUrl: enrolment.gatewayUrl, trustedRoots, intermediates, clock, dispatcher }),
    token,
    ncalayer,
    logger,
    documents,
    limits: limits.findings,
    preparations: new Map(),
    notices: {
      ...told,
      caseChanged: (caseId) => {
        told.caseChanged(caseId)
        feed?.caseMoved(caseId)
      },
      queued: () => engine.poke(),
    },
  }
  if (stores.settings.recovery() !== undefined) logger.info('Jobs written anew after a recovery', { count: requeueLost(desk) })
  const engine = createJobEngine({
    jobs: stores.jobs,
    settings: stores.settings,
    transaction: stores.transaction,
    clock,
    random: machine.random,
    handlers: jobHandlers(desk),
    logger,
    onDidChange: outboxChanged,
    maxParallel: parallelJobs,
  })
  let care: { readonly stop: () => Promise<void> } | undefined
  let timers: readonly NodeJS.Timeout[] = []
  const catalogueVersion = (): string | undefined => stores.settings.catalogue()?.version
  const syncOnce = async (): Promise<void> => {
    const before = catalogueVersion()
    if (await syncOfficial(desk)) unlessDiskRefuses(() => stores.settings.saveSyncedAt(clock.instant()))
    void limits.measure()
    if (catalogueVersion() !== before) feed?.tryAll()
  }
  const sync = (): void =>
    void syncOnce().catch((failure: unknown) =>
      logger.error('Catalogue and calendar not taken over', { failure: describeFailure(failure) }),
    )
  connection.onDidChange(({ state }) => {
    if (state !== 'online') return
    sync()
    engine.connectionReturned()
  })
  const running: RunningDesk = {
    desk: {
      ...desk,
      queue: engine,
      carrierPreparations: { current: undefined },
      outboxChanged,
      carrierProgress,
      batchProgress,
      checkProgress,
    },
    connection,
    clockSkew: clock.skew,
    backups: stores.backups.status,
    start: () => {
      engine.start()
      feed = followFeed(desk)
      care = keepDatabase({ stores, logger })
      clock.keep()
      void limits.measure()
      timers = [
        setInterval(sync, officialEvery),
        setInterval(clock.keep, timeKeptEvery),
        setInterval(() => void limits.measure(), limitsEvery),
      ]
    },
    askAnew: () => {
      feed?.askAnew()
      void gateway.health().then((answer) => {
        if (answer.ok) engine.connectionReturned()
      })
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      const feedEnded = feed?.stop()
      await engine.stop()
      closeGateway()
      await feedEnded
      clock.keep()
      await care?.stop()
      stores.close()
    },
  }
  return ok(running)
}
