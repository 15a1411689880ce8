import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describeFailure, type Logger } from '#core/base/logger.ts'
import { routes } from '#core/wire/routes.ts'
import { createAcknowledge } from './acknowledgement.ts'
import { openCarrierKey } from './carrier/carrier-key.ts'
import { createTakeCarrier } from './carrier/take-carrier.ts'
import { createCaseEvents } from './case-events.ts'
import { manifestOf, signCatalogue, type SignedCatalogue } from './catalogue.ts'
import { createCivilActs } from './civil-acts.ts'
import { openAuthority } from './ca/authority-files.ts'
import { createCertificateStore } from './ca/certificate-store.ts'
import { createRevocationLists } from './ca/revocation-list.ts'
import { createSignatureCheck } from './ca/signature-check.ts'
import { openSystemCertificate, type SystemCertificate } from './ca/system-certificate.ts'
import { openDatabase } from './database/database.ts'
import { createSettings, type Settings } from './database/settings.ts'
import { createDocumentStore } from './documents/document-store.ts'
import { createUploads } from './documents/uploads.ts'
import { createFeedStore } from './feed-store.ts'
import { createCatalogueHandlers } from './handlers/catalogue.ts'
import { createCheckHandler } from './handlers/check-request.ts'
import type { GatewayDeps } from './handlers/deps.ts'
import { createEmailHandler } from './handlers/email.ts'
import { createFeedHandler } from './handlers/feed.ts'
import { createProviderHandlers } from './handlers/provider.ts'
import { createReadingHandlers } from './handlers/reading.ts'
import { createRegisterHandlers } from './handlers/registers.ts'
import { createSessionHandlers } from './handlers/sessions.ts'
import { createSubmitHandler } from './handlers/submit.ts'
import { createTrainingHandlers } from './handlers/training.ts'
import { createAnswerOnce } from './http/answer-once.ts'
import { createAuthenticate } from './http/authenticate.ts'
import { createFaults, installFaults } from './http/faults.ts'
import { caPaths, registerCa } from './http/register-ca.ts'
import { registerCarrier } from './http/register-carrier.ts'
import { registerRoutes } from './http/register-routes.ts'
import { registerUploads } from './http/register-uploads.ts'
import { Refusal } from './http/problem.ts'
import { createServer } from './http/server.ts'
import { createIdempotencyStore } from './idempotency-store.ts'
import { createMailer } from './mail/mailer.ts'
import type { GatewayOptions } from './options.ts'
import { createPaymentStore } from './payment-store.ts'
import { seedPopulation } from './population/seed.ts'
import { createPortalHandlers } from './portal/handlers.ts'
import { createNoticeStore } from './portal/notice-store.ts'
import { createSubmitByPortal } from './portal/portal.ts'
import { createTrainingPortalHandler } from './portal/training-portal.ts'
import { createRegisters } from './registers.ts'
import { createRequestStore } from './request-store.ts'
import { findResourcesFolder, loadResources } from './resources.ts'
import { createResultStore } from './result-store.ts'
import { createServiceStore } from './service-store.ts'
import { createSessionStore } from './session-store.ts'
import { createStaffStore } from './staff-store.ts'

const version = '0.1.0'

export interface RunningGateway {
  readonly url: string
  /** Ends waiting calls, finishes running ones, closes the database. */
  readonly stop: () => Promise<void>
}

/** A folder made for training stays that: its people are fictitious and its passwords known to everybody. */
function settlePurpose(settings: Settings, training: boolean): void {
  const purpose = training ? 'training' : 'earnest'
  const known = settings.find('purpose')
  if (known !== undefined && known !== purpose) throw new Error(`This data folder is for ${known}`)
  settings.put('purpose', purpose)
}

/** What is there once the gateway listens: whoever calls in the moment before comes again. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal('unavailable')
  return value
}

/** Puts the gateway together and listens. @throws where the data folder, the resources or the port cannot be had */
export async function startGateway(options: GatewayOptions, logger: Logger, clock: () => Date = () => new Date()): Promise<RunningGateway> {
  const resources = loadResources(options.resources ?? findResourcesFolder(import.meta.dirname))
  const [documentFolder, uploadFolder] = [join(options.data, 'documents'), join(options.data, 'uploads')]
  for (const folder of [options.data, documentFolder, uploadFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const databaseFile = join(options.data, 'gateway.sqlite')
  const database = openDatabase(databaseFile, clock())
  chmodSync(databaseFile, 0o600)

  const settings = createSettings(database)
  settlePurpose(settings, options.training)
  const secret = settings.secret()
  const authority = await openAuthority(options.data, clock(), options.authority)
  const certificates = createCertificateStore(database)
  const registers = createRegisters(database)
  const staff = createStaffStore(database, secret)
  const sessions = createSessionStore(database)
  const documents = createDocumentStore(database, documentFolder)
  const feed = createFeedStore(database)
  const notices = createNoticeStore(database)
  const civilActs = createCivilActs(database)
  const payments = createPaymentStore(database)
  const services = createServiceStore(database)
  for (const service of resources.services) {
    // The workstations refuse such a catalogue and keep the one before it; the gateway goes on with the version that cases began with.
    if (!services.add(service, clock())) logger.error('a definition changed under its version', { serviceId: service.definition.id })
  }
  const uploads = createUploads(uploadFolder, documents, clock)
  const faults = createFaults()
  if (options.training) await seedPopulation({ database, settings, registers, civilActs, payments, staff, resources, now: clock() })

  const carrierKey = await openCarrierKey(settings)
  const manifest = manifestOf(resources, carrierKey.recipient, settings, clock())

  let url = ''
  let system: SystemCertificate | undefined = undefined
  let catalogue: SignedCatalogue | undefined = undefined
  const deps: GatewayDeps = {
    database,
    resources,
    services,
    registers,
    civilActs,
    payments,
    staff,
    sessions,
    documents,
    authority,
    certificates,
    mailer: createMailer({ smtp: options.smtp, from: options.mailFrom, folder: join(options.data, 'mail') }),
    faults,
    logger,
    version,
    training: options.training,
    requests: createRequestStore(database),
    results: createResultStore(database),
    notices,
    events: createCaseEvents({ feed, notices, services }),
    feed,
    revocationLists: createRevocationLists(database, authority, certificates),
    checkSignature: createSignatureCheck(authority, certificates, clock),
    acknowledge: createAcknowledge(() => known(system)),
    catalogue: () => known(catalogue),
    url: () => url,
  }
  const stopping = new AbortController()
  const authenticate = createAuthenticate(staff, sessions, clock)
  const app = createServer(logger)
  if (options.training) installFaults(app, faults)
  registerUploads(app, uploads, authenticate)
  registerCa(app, authority, certificates, clock)
  const submitByPortal = createSubmitByPortal(deps)
  const handlers = {
    ...createCatalogueHandlers(deps),
    ...createSessionHandlers(deps),
    ...createRegisterHandlers(deps),
    ...createReadingHandlers(deps),
    ...createCheckHandler(deps),
    ...createSubmitHandler(deps),
    ...createProviderHandlers(deps),
    ...createEmailHandler(deps),
    ...createFeedHandler(deps),
    ...createPortalHandlers(deps, submitByPortal),
    ...createTrainingHandlers(deps),
    ...createTrainingPortalHandler(deps, submitByPortal),
  }
  const idempotency = createIdempotencyStore(database)
  const answerOnce = createAnswerOnce(database, idempotency, clock)
  const takeCarrier = createTakeCarrier({
    ...deps,
    handlers,
    answerOnce,
    idempotency,
    clock,
    system: () => known(system),
    issuing: authority.issuing.certificate,
    identity: carrierKey.identity,
    folder: join(options.data, 'carriers'),
  })
  registerCarrier(app, takeCarrier, stopping.signal)
  registerRoutes(app, handlers, {
    answerOnce,
    authenticate,
    clock,
    training: options.training,
    stopping: stopping.signal,
  })

  // Certificates name where to ask about them: where any port will do, the last one is tried first.
  const lastPort = Number(settings.find('port') ?? 0)
  const listen = (port: number) => app.listen({ host: options.host, port })
  if (options.port !== 0 || lastPort === 0) await listen(options.port)
  else await listen(lastPort).catch(() => listen(0))
  const { port, address, family } = app.server.address() as AddressInfo
  settings.put('port', String(port))
  url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
  const addresses = { crlUrl: url + routes.crl.path, ocspUrl: url + caPaths.ocsp }
  system = await openSystemCertificate({ settings, authority, certificates }, addresses, clock())
  catalogue = signCatalogue(resources, manifest, system, [authority.issuing.certificate], clock())
  const addressFile = join(options.data, 'gateway.url')
  writeFileSync(addressFile, url)
  logger.info('listening', { port, version })

  const forget = () =>
    void uploads.forgetExpired().catch((failure: unknown) => logger.warn('uploads not cleaned', { failure: describeFailure(failure) }))
  const cleaning = setInterval(forget, 6 * 3_600_000)
  forget()

  return {
    url,
    stop: async () => {
      clearInterval(cleaning)
      rmSync(addressFile, { force: true })
      stopping.abort()
      // A connection whose last answer has just gone out would be kept alive and waited for.
      const sweeping = setInterval(() => app.server.closeIdleConnections(), 50)
      await app.close()
      clearInterval(sweeping)
      database.close()
    },
  }
}
