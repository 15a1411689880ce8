import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { fault } from '#core/base/fault.ts'
import { silentLogger } from '#core/base/logger.ts'
import { err, ok } from '#core/base/result.ts'
import { WorkCalendar } from '#core/domain/calendar.ts'
import { canonicalBytes, canonicalHash, hashOf } from '#core/domain/canonical.ts'
import type { Bin } from '#core/domain/iin.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { type Role, worksAt } from '#core/domain/staff.ts'
import type { DocumentStore } from '#core/ports/document-store.ts'
import type { Gateway } from '#core/ports/gateway.ts'
import type { Paper } from '#core/ports/paper.ts'
import type { CatalogueEntry } from '#core/ports/stores.ts'
import type { Desk, Session } from '#core/services/desk.ts'
import calendar from '#resources/calendar/kz.json' with { type: 'json' }
import unemployed from '#resources/services/unemployed-cert.json' with { type: 'json' }
import { iinNumber, operator } from '#test/builders/case-log.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { createFakeSigning, createFakeToken, type FakeSigning, type FakeToken } from './software-signing.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const definition = ServiceDefinition.parse(unemployed)
export const centreBin = operator.organisationBin as Bin
export const providerBin = definition.provider.bin as Bin

const silence = () => Promise.resolve(err(fault('gateway/unavailable', 'retry', { why: 'noConnection' as const })))

/** A gateway that answers only what the test says; all else finds no connection. */
export const gatewayThat = (answers: Partial<Gateway> = {}): Gateway => ({
  health: silence,
  login: silence,
  challenge: silence,
  loginByCertificate: silence,
  catalogue: silence,
  staff: silence,
  person: silence,
  organisation: silence,
  authority: silence,
  family: silence,
  payment: silence,
  documentKnown: silence,
  upload: silence,
  document: silence,
  check: silence,
  submit: silence,
  request: silence,
  acceptance: silence,
  result: silence,
  resultContent: silence,
  extension: silence,
  email: silence,
  feed: silence,
  ...answers,
})

/** A definition as a verified catalogue brings it. */
export const entryOf = (one: ServiceDefinition): CatalogueEntry => ({ definition: one, source: one, sha256: canonicalHash(one) })

function memoryDocuments(): DocumentStore {
  const kept = new Map<string, Uint8Array>()
  return {
    put: (content) => {
      const hash = hashOf(content)
      kept.set(hash, content)
      return Promise.resolve(ok(hash))
    },
    get: (hash) => {
      const content = kept.get(hash)
      return Promise.resolve(content === undefined ? err(fault('storage/missing', 'support')) : ok(content))
    },
    has: (hash) => Promise.resolve(kept.has(hash)),
    freeBytes: () => Promise.resolve(1e9),
  }
}

const paper: Paper = {
  readFile: () => Promise.resolve(err(fault('document/unknownType', 'act'))),
  thumbnail: (jpeg) => Promise.resolve(jpeg),
  assemble: (pages, title) =>
    Promise.resolve(
      ok(
        canonicalBytes({
          title,
          pages: pages.map((page) => ({ hash: hashOf(page.kind === 'image' ? page.jpeg : page.pdf), rotation: page.rotation })),
        }),
      ),
    ),
}

export interface FakeDesk extends Desk {
  readonly stores: SqliteStores
  readonly clock: VirtualClock
  readonly signing: FakeSigning
  readonly token: FakeToken
  /** What the page and the queue were told, in order. */
  readonly told: string[]
  /** Titles of what was printed. */
  readonly printed: string[]
}

const opened: SqliteStores[] = []
afterEach(() => {
  for (const stores of opened.splice(0)) stores.close()
})

/** A desk on a real database in a folder of its own; gateway, token, paper and clock are fakes. */
export function createFakeDesk({
  kind = 'centre',
  gateway = {},
  services = [definition],
  ...over
}: Partial<Omit<Desk, 'gateway' | 'stores'>> & {
  readonly kind?: 'centre' | 'provider'
  readonly gateway?: Partial<Gateway>
  /** The catalogue in force. */
  readonly services?: readonly ServiceDefinition[]
} = {}): FakeDesk {
  const clock = createVirtualClock()
  const stores = openStores({ file: join(temporaryFolder(), 'desk.db'), key: new Uint8Array(32).fill(7) })
  if (!stores.ok) throw new Error(stores.error.tag)
  opened.push(stores.value)
  stores.value.settings.saveCatalogue('1', services.map(entryOf), WorkCalendar.parse(calendar))
  const told: string[] = []
  const printed: string[] = []
  return {
    workplace: {
      id: kind,
      kind,
      bin: kind === 'centre' ? centreBin : providerBin,
      name: { kk: 'Орталық', ru: 'Центр' },
      address: { kk: 'Өскемен', ru: 'Усть-Каменогорск' },
      region: { kk: 'ШҚО', ru: 'ВКО' },
      deskNumber: 7,
    },
    training: true,
    stores: stores.value,
    documents: memoryDocuments(),
    gateway: gatewayThat(gateway),
    token: createFakeToken(),
    ncalayer: {
      find: () => Promise.resolve(err(fault('ncalayer/notRunning', 'retry'))),
      sign: () => Promise.resolve(err(fault('ncalayer/notRunning', 'retry'))),
    },
    signing: createFakeSigning(clock.instant),
    authority: {
      ocsp: () => Promise.resolve({ state: 'unknown', why: 'noAnswer' }),
      list: () => Promise.resolve(undefined),
      timestamp: () => Promise.resolve(undefined),
    },
    scanner: {
      listDevices: () => Promise.resolve(ok([])),
      scan: () => Promise.resolve(err(fault('scanner/notFound', 'act'))),
    },
    paper,
    typesetter: {
      receipt: (receipt, layout) => Promise.resolve(canonicalBytes({ receipt, layout })),
      refusalReceipt: (receipt) => Promise.resolve(canonicalBytes({ receipt })),
      result: ({ document, draft }) => Promise.resolve(canonicalBytes({ document, draft })),
      verification: (report, language) => Promise.resolve(canonicalBytes({ report, language })),
    },
    printer: {
      listPrinters: () => Promise.resolve(ok([])),
      print: (_pdf, { title }) => {
        printed.push(title)
        return Promise.resolve(ok({ jobName: title }))
      },
    },
    carrier: {
      places: () => Promise.resolve([]),
      write: () => Promise.resolve(err(fault('carrier/folderMissing', 'act'))),
    },
    passwords: {
      hash: (password) => Promise.resolve(`verifier of ${password}`),
      verify: (verifier, password) => Promise.resolve(verifier === `verifier of ${password}`),
    },
    clock,
    deviceInstant: () => (over.clock ?? clock).instant(),
    isClockBehind: () => false,
    limits: () => [],
    random: { uuid: randomUUID, chance: () => 0.5 },
    logger: silentLogger,
    notices: {
      caseChanged: () => void told.push('caseChanged'),
      slotsChanged: () => void told.push('slotsChanged'),
      queued: () => void told.push('queued'),
    },
    preparations: new Map(),
    gatewayInstant: () => undefined,
    told,
    printed,
    ...over,
  } as FakeDesk
}

export const sessionOf = (role: Role = 'operator', over: Partial<Session> = {}): Session => ({
  staff: {
    staffId: operator.staffId,
    login: 'aigul',
    iin: iinNumber(2),
    fullName: operator.fullName,
    role,
    organisationBin: worksAt(role) === 'centre' ? centreBin : providerBin,
  },
  staffToken: 'staff-token',
  since: '2026-11-20T05:00:00.000Z',
  offline: false,
  ...over,
})

/** The kinds of a case's events so far, the system's too. */
export const kindsOf = (desk: Pick<Desk, 'stores'>, caseId: Parameters<Desk['stores']['cases']['actions']>[0]): readonly string[] =>
  desk.stores.cases.actions(caseId).map((action) => action.event.kind)

export const refused = (code: string, data: Readonly<Record<string, string | number | boolean>> = {}) =>
  Promise.resolve(err(fault('gateway/refused', 'act', { code, data })))
