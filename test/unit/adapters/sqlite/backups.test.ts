import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { backupName, listBackups, outdatedBackups } from '#adapters/sqlite/backup-files.ts'
import { checkCopy } from '#adapters/sqlite/check-copy.ts'
import { connect } from '#adapters/sqlite/connect.ts'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { eventsOf, iinNumber, logOf, newCaseId } from '#test/builders/case-log.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const key = new Uint8Array(32).fill(7)
const hour = 3_600_000
const start = Date.parse('2026-11-22T04:00:00.000Z')

function openAt(folder: string, clock: { now: number }, second?: string): SqliteStores {
  const opened = openStores({
    file: join(folder, 'tereze.db'),
    key,
    now: () => clock.now,
    ...(second === undefined ? {} : { secondBackupFolder: second }),
  })
  if (!opened.ok) throw new Error(opened.error.tag)
  return opened.value
}

function write(stores: SqliteStores, cases: number, surname = 'Әбілқасымов'): void {
  stores.transaction(() => {
    for (let index = 0; index < cases; index++) {
      const caseId = newCaseId()
      for (const action of logOf(caseId, eventsOf({ caseId, surname, iin: iinNumber(index) }))) stores.cases.append(action)
    }
  })
}

describe('copies of the database', () => {
  it('are made while it is worked with, hold what was written meanwhile, and open with the key only', async () => {
    const folder = temporaryFolder()
    const stores = openAt(folder, { now: start })
    write(stores, 200, 'Өтепбергенова')
    const taking = stores.backups.take()
    // The copy goes on between these: it does not hold up the work.
    let turns = 0
    const done = taking.then(() => false)
    while (await Promise.race([done, new Promise((resolve) => setImmediate(() => resolve(true)))])) {
      if (turns++ < 5) write(stores, 1)
    }
    expect(turns).toBeGreaterThan(5)
    expect(await taking).toEqual({ ok: true, value: true })
    expect(stores.backups.status()).toEqual({ lastGoodAt: '2026-11-22T04:00:00.000Z' })
    stores.close()

    const [name] = readdirSync(join(folder, 'backups'))
    expect(readdirSync(join(folder, 'backups'))).toEqual(['tereze-000001-20261122T040000Z.db'])
    const file = join(folder, 'backups', name!)
    const bytes = readFileSync(file)
    expect(bytes.includes(Buffer.from('SQLite format'))).toBe(false)
    expect(bytes.includes(Buffer.from('Өтепбергенова'))).toBe(false)
    expect(checkCopy({ file, key })).toBe('ok')
    expect(checkCopy({ file, key: new Uint8Array(32).fill(8) })).not.toBe('ok')
    const copy = connect({ file, key, waitMilliseconds: 0 })
    if (!copy.ok) throw new Error(copy.error.tag)
    expect(Number(copy.value.prepare('SELECT count(*) FROM case_index').pluck().get())).toBeGreaterThanOrEqual(200)
    copy.value.close()
  })

  it('are made only where something was written since', async () => {
    const folder = temporaryFolder()
    const clock = { now: start }
    const stores = openAt(folder, clock)
    write(stores, 1)
    expect(await stores.backups.take()).toMatchObject({ value: true })
    clock.now += hour
    expect(await stores.backups.take()).toMatchObject({ value: false })
    stores.settings.savePreference('language', 'kk')
    expect(await stores.backups.take()).toMatchObject({ value: true })
    stores.close()
    expect(listBackups(join(folder, 'backups')).map(({ sequence }) => sequence)).toEqual([2, 1])
  })

  it('go to the second folder too; one that is gone is said and holds up nothing', async () => {
    const folder = temporaryFolder()
    const second = join(temporaryFolder(), 'disk')
    const clock = { now: start }
    const stores = openAt(folder, clock, second)
    await stores.backups.take()
    expect(stores.backups.status().second).toEqual({ lastGoodAt: '2026-11-22T04:00:00.000Z' })
    const [copy] = listBackups(second)
    expect(checkCopy({ file: copy!.path, key })).toBe('ok')
    stores.close()

    // A file where the disk should be mounted.
    const unplugged = join(temporaryFolder(), 'disk')
    writeFileSync(unplugged, '')
    clock.now += hour
    const later = openAt(folder, clock, unplugged)
    expect(await later.backups.take()).toEqual({ ok: true, value: true })
    expect(later.backups.status()).toMatchObject({ lastGoodAt: '2026-11-22T05:00:00.000Z', second: { fault: { tag: 'storage/failed' } } })
    later.close()
  })

  it('of a damaged database fail, say so, and leave the good ones', async () => {
    const folder = temporaryFolder()
    const clock = { now: start }
    const stores = openAt(folder, clock)
    write(stores, 300)
    await stores.backups.take()
    stores.tidy()
    write(stores, 1)
    // Under the running program, on pages that it has not in memory any more.
    const bytes = readFileSync(join(folder, 'tereze.db'))
    stores.close()
    bytes.fill(0x5a, bytes.length - 4_096 * 4)
    mkdirSync(join(folder, 'other'))
    writeFileSync(join(folder, 'other', 'tereze.db'), bytes)
    const opened = connect({ file: join(folder, 'other', 'tereze.db'), key, waitMilliseconds: 0 })
    if (!opened.ok) throw new Error(opened.error.tag)
    const { createBackups } = await import('#adapters/sqlite/backups.ts')
    const { silentLogger } = await import('#core/base/logger.ts')
    const backups = createBackups({ db: opened.value, key, logger: silentLogger, now: () => start + hour, folder: join(folder, 'backups') })
    expect(await backups.take()).toMatchObject({ ok: false, error: { tag: 'storage/damaged' } })
    expect(backups.status()).toMatchObject({ lastGoodAt: '2026-11-22T04:00:00.000Z', fault: { tag: 'storage/damaged' } })
    opened.value.close()
    expect(readdirSync(join(folder, 'backups'))).toEqual(['tereze-000001-20261122T040000Z.db'])
  })

  it('are made before the schema changes', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'tereze.db')
    const old = connect({ file, key, waitMilliseconds: 0 })
    if (!old.ok) throw new Error(old.error.tag)
    migrate(old.value, migrations.slice(0, 3))
    old.value.prepare("INSERT INTO preference (key, value) VALUES ('language', 'kk')").run()
    old.value.close()

    const stores = openAt(folder, { now: start })
    expect(stores.settings.preference('language')).toBe('kk')
    stores.close()
    const [backup] = listBackups(join(folder, 'backups'))
    expect(readFileSync(backup!.path).includes(Buffer.from('SQLite format'))).toBe(false)
    const copy = connect({ file: backup!.path, key, waitMilliseconds: 0 })
    if (!copy.ok) throw new Error(copy.error.tag)
    expect(copy.value.pragma('user_version', { simple: true })).toBe(30)
    expect(copy.value.prepare('SELECT value FROM preference').pluck().all()).toEqual(['kk'])
    copy.value.close()
    // The next start finds nothing to change.
    openAt(folder, { now: start + hour }).close()
    expect(listBackups(join(folder, 'backups'))).toHaveLength(1)
  })

  it('that were stopped by the end of the program leave nothing half made', async () => {
    const folder = temporaryFolder()
    const stores = openAt(folder, { now: start })
    write(stores, 300)
    const taking = stores.backups.take()
    stores.close()
    expect(await taking).toMatchObject({ ok: false, error: { tag: 'storage/failed' } })
    expect(existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []).toEqual([])
  })
})

describe('rotation', () => {
  const named = (sequence: number, at: number) => ({ name: backupName(sequence, at), path: '', sequence, takenAt: at })

  it('keeps the newest twelve and the newest of each of fourteen days', () => {
    const hourly = Array.from({ length: 30 * 8 }, (_, index) =>
      named(index + 1, start + Math.floor(index / 8) * 24 * hour + (index % 8) * hour),
    )
    const newestFirst = hourly.toReversed()
    const outdated = new Set(outdatedBackups(newestFirst))
    const kept = newestFirst.filter((backup) => !outdated.has(backup)).map(({ sequence }) => sequence)
    // Two and a half days by the hour, then the last of each day before.
    expect(kept).toEqual([
      240, 239, 238, 237, 236, 235, 234, 233, 232, 231, 230, 229, 224, 216, 208, 200, 192, 184, 176, 168, 160, 152, 144, 136,
    ])
  })

  it('goes by the number, whatever the clock said', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, backupName(2, start - 400 * 24 * hour)), '')
    writeFileSync(join(folder, backupName(1, start)), '')
    writeFileSync(join(folder, 'incoming.part'), '')
    writeFileSync(join(folder, 'tereze-000003-20261122T040000Z.db.part'), '')
    expect(listBackups(folder).map(({ sequence }) => sequence)).toEqual([2, 1])
    expect(listBackups(join(folder, 'missing'))).toEqual([])
  })
})
