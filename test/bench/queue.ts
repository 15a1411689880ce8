import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { connect } from '#adapters/sqlite/connect.ts'
import { openStores } from '#adapters/sqlite/open-stores.ts'
import * as outbox from '#api/handlers/outbox.ts'
import { Abort } from '#core/base/remote.ts'
import type { CaseAction, CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import { jobPriorities } from '#core/domain/job.ts'
import { enqueue } from '#core/services/enqueue.ts'
import { eventsOf, logOf, newCaseId, operator } from '#test/builders/case-log.ts'
import { startGateway } from '#test/harness/gateway.ts'
import { openRealDesk, papersOf, type RealDesk } from '#test/harness/real-desk.ts'
import { iinOf, newKey } from './case-book.ts'
import { type Benchmark, type Figure, timesFigure } from './figure.ts'
import { timeOf, timesInTurn, timesOf } from './statistics.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

const shown = 100

/** The log of a case whose signed request waits, without attachments. */
function waitingLog(caseId: CaseId, index: number, cms: ContentHash): readonly CaseAction[] {
  const options = { caseId, iin: iinOf(index), provisionalNumber: String(90_010_000_000_000 + index) }
  const events = eventsOf(options)
    .slice(0, 2)
    .map((event): CaseEvent => (event.kind === 'requestSigned' ? { ...event, cms } : event))
  return logOf(caseId, events)
}

async function fillQueue({ desk }: RealDesk, items: number): Promise<void> {
  const stored = await desk.documents.put(randomBytes(4_000))
  if (!stored.ok) throw new Error(stored.error.tag)
  for (let first = 0; first < items; first += 500) {
    desk.stores.transaction(() => {
      for (let index = first; index < Math.min(items, first + 500); index++) {
        const caseId = newCaseId()
        for (const action of waitingLog(caseId, index, stored.value)) desk.stores.cases.append(action)
        enqueue(desk, 'submitRequest', caseId)
      }
    })
  }
}

const listOf = async ({ desk }: RealDesk): Promise<number> => {
  const call = { context: undefined as never, desk, session: undefined as never, actor: operator, signal: new Abort() }
  const answer = await outbox.list(call, { show: 'open', limit: shown })
  if (!answer.ok) throw new Error(answer.error.tag)
  if (answer.value.jobs.length !== shown) throw new Error(`Only ${answer.value.jobs.length} items`)
  return answer.value.total
}

/** An outage has left a long queue: the core starts beside it, and shows it, while the gateway is still away. */
async function longQueue(folder: string, items: number, runs: number): Promise<readonly Figure[]> {
  const gateway = await startGateway()
  const papers = await papersOf(gateway)
  await gateway.stop()
  const open = (): RealDesk => openRealDesk(papers, folder)
  const filling = open()
  await fillQueue(filling, items)
  await filling.running.stop()
  const starts: number[] = []
  for (let run = 0; run < runs; run++) {
    let desk: RealDesk | undefined
    starts.push(
      await timeOf(async () => {
        desk = open()
        desk.running.start()
        if ((await listOf(desk)) !== items) throw new Error('An item is lost')
      }),
    )
    await desk?.running.stop()
  }
  const real = open()
  const { jobs } = real.desk.stores
  const now = new Date(Date.now() + 3_600_000).toISOString()
  const due = await timesOf(200, () => jobPriorities.map((priority) => [jobs.due(priority, now, 3), jobs.nextAt(priority)]))
  const list = await timesOf(50, () => listOf(real))
  await real.running.stop()
  const many = items.toLocaleString('en')
  return [
    timesFigure(`Start of a desk with ${many} queued items, until the first ${shown} can be shown`, starts, undefined, {
      of: 'median',
      below: 3_000,
    }),
    timesFigure(`What is due next among ${many} queued items`, due, undefined, { of: 'p95', below: 5 }),
    timesFigure(`The first ${shown} of ${many} queued items, with whose they are`, list, undefined, { of: 'p95', below: 50 }),
  ]
}

/** What a signature writes, in one transaction, beside the same bytes in one row of a bare table: same cipher, same care for the disk. */
async function enqueuing(folder: string, runs: number): Promise<Figure> {
  const key = newKey()
  const opened = openStores({ file: join(folder, 'stores.db'), key })
  const bare = connect({ file: join(folder, 'bare.db'), key, waitMilliseconds: 0 })
  if (!opened.ok || !bare.ok) throw new Error('Not opened')
  const stores = opened.value
  const db = bare.value
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE written (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO written (content) VALUES (?)')
  const deps = { stores, clock: { now: Date.now, instant: () => new Date().toISOString(), after: () => () => {} } }
  const random = { uuid: newCaseId, chance: Math.random }
  const logs = Array.from({ length: 2 * runs }, (_, index) => waitingLog(newCaseId(), index, 'a'.repeat(64) as ContentHash))
  for (const [opening] of logs) if (opening !== undefined) stores.transaction(() => stores.cases.append(opening))
  let bytes = 0
  const { own, limit } = await timesInTurn(runs, {
    own: (run) => {
      const signed = logs[run]?.[1]
      if (signed === undefined) throw new Error('No log')
      stores.transaction(() => {
        stores.cases.append(signed)
        enqueue({ ...deps, random }, 'submitRequest', signed.caseId)
      })
      bytes = JSON.stringify(signed).length + JSON.stringify(stores.jobs.ofCase(signed.caseId)).length
    },
    limit: () => db.transaction((content: Uint8Array) => insert.run(content)).immediate(randomBytes(bytes)),
  })
  stores.close()
  db.close()
  return timesFigure(
    'A signed request with its place in the queue, written in one transaction',
    own,
    { what: 'one commit of the same bytes, synchronous FULL, same cipher', times: limit },
    { of: 'ratio', below: 1.5 },
  )
}

export const queue: Benchmark = {
  name: 'queue',
  run: async ({ quick }) => [
    await inTemporaryFolder((folder) => enqueuing(folder, quick ? 50 : 500)),
    ...(await inTemporaryFolder((folder) => longQueue(folder, quick ? 5_000 : 50_000, quick ? 2 : 5))),
  ],
}
