import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect } from '#adapters/sqlite/connect.ts'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { almatyDate } from '#core/domain/calendar.ts'
import { findChainBreak } from '#core/domain/case-chain.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import type { Job } from '#core/domain/job.ts'
import { eventsOf, iinNumber, logOf, newCaseId } from '#test/builders/case-log.ts'
import { newJob } from '#test/builders/job.ts'
import { destroyPages, seededChance } from '#test/builders/page-damage.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const key = new Uint8Array(32).fill(7)
const now = () => Date.parse('2026-11-22T10:00:00.000Z')
const today = almatyDate(new Date(now()).toISOString())
const open = (file: string, withKey = key) => openStores({ file, key: withKey, now, waitMilliseconds: 0 })
const must = (file: string): SqliteStores => {
  const opened = open(file)
  if (!opened.ok) throw new Error(opened.error.tag)
  return opened.value
}

interface Book {
  readonly cases: Map<CaseId, number>
  readonly jobs: Job[]
  readonly drafts: CaseId[]
}

/** What a desk writes: signed requests with their jobs in one transaction, some registered, some drafts only. */
function work(stores: SqliteStores, book: Book, cases: number): void {
  const one = (index: number): void => {
    const caseId = newCaseId()
    const [opened, signed, registered] = logOf(caseId, eventsOf({ caseId, iin: iinNumber(book.cases.size + 1) }))
    const events = [opened!, ...(index % 5 === 0 ? [] : [signed!]), ...(index % 5 < 2 ? [] : [registered!])]
    for (const action of events) stores.cases.append(action)
    book.cases.set(caseId, events.length)
    if (index % 5 === 0) {
      stores.drafts.save(caseId, emptyDraft('kk'), '2026-11-22T09:00:00.000Z')
      book.drafts.push(caseId)
    } else {
      const job = newJob({ caseId, state: index % 5 === 1 ? 'ready' : 'done' })
      stores.jobs.add(job)
      book.jobs.push(job)
    }
  }
  stores.transaction(() => {
    for (let index = 0; index < cases; index++) one(index)
  })
}

const expectWhole = (stores: SqliteStores): void => {
  for (const caseId of stores.cases.allIds()) expect(findChainBreak(stores.cases.actions(caseId))).toBeUndefined()
}
const actionsIn = (stores: SqliteStores): number =>
  stores.cases.allIds().reduce((sum, caseId) => sum + stores.cases.actions(caseId).length, 0)
const asideIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.includes('.damaged-'))

async function aDay(copied: boolean): Promise<{ folder: string; file: string; book: Book; actions: number }> {
  const folder = temporaryFolder()
  const file = join(folder, 'tereze.db')
  const stores = must(file)
  const book: Book = { cases: new Map(), jobs: [], drafts: [] }
  work(stores, book, 300)
  stores.settings.saveFeedCursor('at the copy')
  expect(stores.settings.nextProvisional(today)).toBe(1)
  if (copied) expect(await stores.backups.take()).toEqual({ ok: true, value: true })
  work(stores, book, 200)
  stores.settings.saveFeedCursor('after the copy')
  stores.settings.savePreference('language', 'ru')
  expect(stores.settings.nextProvisional(today)).toBe(2)
  const actions = actionsIn(stores)
  stores.close()
  return { folder, file, book, actions }
}

describe('a database of which pages are destroyed', () => {
  it.each(Array.from({ length: Number(process.env['TEREZE_DAMAGES'] ?? 6) }, (_, index) => index + 1))(
    'is recovered from the newest copy and what can still be read (seed %i)',
    async (seed) => {
      const { folder, file, actions } = await aDay(true)
      const damaged = (destroyPages(file, 0.01, seededChance(seed)), readFileSync(file))
      const stores = must(file)
      expectWhole(stores)
      // Aim: of 1 % of the pages destroyed at most 2 % of the rows are lost, the copy's rows never.
      expect(actionsIn(stores) / actions).toBeGreaterThanOrEqual(0.98)
      const report = stores.settings.recovery()
      expect(report).toMatchObject({ salvaged: true, backupAt: '2026-11-22T10:00:00.000Z' })
      expect(report?.lostActions).toBe(actions - actionsIn(stores))
      expect(stores.settings.feedCursor()).toBe('at the copy')
      expect(stores.settings.nextProvisional(today)).toBeGreaterThan(1_000)
      stores.close()
      // The damaged file is put aside as it was found, and the next start finds nothing to do.
      expect(asideIn(folder)).toEqual(['tereze.db.damaged-20261122T100000Z'])
      expect(readFileSync(join(folder, asideIn(folder)[0]!)).equals(damaged)).toBe(true)
      const again = must(file)
      expect(actionsIn(again)).toBeGreaterThanOrEqual(actions * 0.98)
      again.close()
      expect(asideIn(folder)).toHaveLength(1)
    },
  )

  it('is salvaged into a fresh one where there is no copy', async () => {
    const { file, folder, actions } = await aDay(false)
    const whole = readFileSync(file)
    let salvaged = 0
    let files = 0
    for (let seed = 1; seed <= 3; seed++) {
      writeFileSync(file, whole)
      destroyPages(file, 0.01, seededChance(seed))
      const stores = must(file)
      expectWhole(stores)
      expect(stores.settings.recovery()).toMatchObject({ salvaged: true })
      expect(stores.settings.recovery()?.backupAt).toBeUndefined()
      salvaged += actionsIn(stores)
      files += 1
      stores.close()
    }
    // Every case begins anew here: a destroyed page takes the rest of its cases' logs with it.
    expect(salvaged / (files * actions)).toBeGreaterThan(0.95)
    expect(asideIn(folder).length).toBeGreaterThan(0)
  })

  it('whose first page is gone comes back whole', async () => {
    const { file, book } = await aDay(true)
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 20, 84)
    writeFileSync(file, bytes)
    const stores = must(file)
    expect(stores.settings.recovery()).toMatchObject({ salvaged: true, cases: 500, lostActions: 0 })
    expect(new Set(stores.cases.allIds())).toEqual(new Set(book.cases.keys()))
    stores.close()
  })

  it('that is missing altogether comes back as its copy', async () => {
    const { file, folder } = await aDay(true)
    rmSync(file)
    const stores = must(file)
    expect(stores.settings.recovery()).toMatchObject({ salvaged: false, cases: 300 })
    expect(asideIn(folder)).toEqual([])
    stores.close()
  })

  it('takes an older copy where the newest is damaged too', async () => {
    const { folder, file } = await aDay(true)
    const backups = join(folder, 'backups')
    const [name] = readdirSync(backups)
    const newer = join(backups, name!.replace('000001', '000002'))
    copyFileSync(join(backups, name!), newer)
    destroyPages(newer, 0.05, seededChance(3))
    rmSync(file)
    const stores = must(file)
    expect(stores.settings.recovery()).toMatchObject({ cases: 300 })
    stores.close()
  })

  it('is left as it is under a wrong key', async () => {
    const { folder, file } = await aDay(true)
    const [before, names] = [readFileSync(file), readdirSync(folder)]
    expect(open(file, new Uint8Array(32).fill(8))).toMatchObject({ ok: false, error: { tag: 'storage/damaged' } })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(names)
  })

  it('is left as it is where a newer program wrote it', async () => {
    const { file, folder } = await aDay(true)
    const opened = connect({ file, key, waitMilliseconds: 0 })
    if (!opened.ok) throw new Error(opened.error.tag)
    opened.value.pragma('user_version = 9990')
    opened.value.close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, bytes.length - 4_096 * 3, bytes.length)
    writeFileSync(file, bytes)
    expect(open(file)).toMatchObject({ ok: false })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(asideIn(folder)).toEqual([])
  })

  it('whose recovery was cut off just before its end is brought there by the next start', async () => {
    const { file, folder } = await aDay(true)
    // As a crash leaves it: the new database whole under its own name, the damaged one still in place with its log.
    const stores = must(file)
    stores.close()
    copyFileSync(file, `${file}.recovered`)
    writeFileSync(`${file}-wal`, 'the log of the damaged one')
    destroyPages(file, 0.2, seededChance(1))
    const again = must(file)
    expectWhole(again)
    again.close()
    expect(asideIn(folder).toSorted()).toEqual(['tereze.db.damaged-20261122T100000Z', 'tereze.db.damaged-20261122T100000Z-wal'])
    expect(existsSync(`${file}.recovered`)).toBe(false)
  })
})

describe('the log of a damaged file', () => {
  it('is continued only where the chain holds: what links to nothing is reported, not taken', async () => {
    const { file } = await aDay(true)
    // A case of which the copy has two actions and the damaged file the first and the fourth.
    const caseId = newCaseId()
    const actions = logOf(caseId, eventsOf({ caseId, iin: iinNumber(9) }))
    const opened = connect({ file, key, waitMilliseconds: 0 })
    if (!opened.ok) throw new Error(opened.error.tag)
    const insert = opened.value.prepare('INSERT INTO case_action (case_id, seq, id, hash, body) VALUES (?, ?, ?, ?, ?)')
    for (const action of [actions[0]!, actions[2]!]) insert.run(caseId, action.seq, action.id, action.hash, JSON.stringify(action))
    // And one that was written over by another hand.
    const other = newCaseId()
    const [first] = logOf(other, eventsOf({ caseId: other }))
    insert.run(other, 1, first!.id, first!.hash, JSON.stringify({ ...first!, at: '2020-01-01T00:00:00.000Z' }))
    // A destroyed page of an index forces the recovery without hiding a row of the table.
    const root = Number(opened.value.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'job_state'").pluck().get())
    opened.value.close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, (root - 1) * 4_096, root * 4_096)
    writeFileSync(file, bytes)
    const stores = must(file)
    expect(stores.cases.actions(caseId)).toHaveLength(1)
    expect(stores.cases.actions(other)).toEqual([])
    expect(new Set(stores.settings.recovery()?.brokenOff)).toEqual(new Set([caseId, other]))
    stores.close()
    renameSync(file, `${file}.done`)
  })
})
