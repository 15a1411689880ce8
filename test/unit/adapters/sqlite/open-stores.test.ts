import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, it } from 'vitest'
import { assertSqliteVersion } from '#adapters/sqlite/connect.ts'
import { migrations } from '#adapters/sqlite/migrations/all.ts'
import { openStores, type SqliteStores } from '#adapters/sqlite/open-stores.ts'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import { eventsOf, iinNumber, logOf, newCaseId } from '#test/builders/case-log.ts'
import { newJob } from '#test/builders/job.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const key = new Uint8Array(32).fill(7)
const open = (file: string, more: object = {}): SqliteStores => {
  const opened = openStores({ file, key, ...more })
  if (!opened.ok) throw new Error(opened.error.tag)
  return opened.value
}
const raw = (file: string, withKey = key): Database.Database => {
  const db = new Database(file)
  db.pragma("cipher = 'chacha20'")
  db.pragma(`key = "raw:${Buffer.from(withKey).toString('hex')}"`)
  return db
}

describe('openStores', () => {
  it('keeps everything over a restart', () => {
    const file = join(temporaryFolder(), 'deep', 'w.db')
    const caseId = newCaseId()
    const first = open(file)
    const actions = logOf(caseId, eventsOf({ caseId }))
    for (const action of actions) first.cases.append(action)
    expect([
      first.settings.nextProvisional('2026-11-20'),
      first.settings.nextProvisional('2026-11-20'),
      first.settings.nextProvisional('2026-11-21'),
    ]).toEqual([1, 2, 1])
    first.settings.saveLogin({ login: 'aigul', failures: 2, lockedUntil: '2026-11-20T05:00:00.000Z' })
    first.settings.saveFeedCursor('c-7')
    first.settings.savePreference('language', 'kk')
    first.settings.rememberCrl('issuing', new Uint8Array([1, 2, 3]), '2026-11-20T05:00:00.000Z')
    first.uploads.set('h', 'http://u/1')
    first.close()

    const second = open(file)
    expect(second.cases.actions(caseId)).toEqual(actions)
    expect(second.settings.nextProvisional('2026-11-20')).toBe(3)
    expect(second.settings.findLogin('aigul')).toEqual({ login: 'aigul', failures: 2, lockedUntil: '2026-11-20T05:00:00.000Z' })
    expect(second.settings.feedCursor()).toBe('c-7')
    expect(second.settings.preference('language')).toBe('kk')
    expect(second.settings.crl('issuing')).toEqual({ der: new Uint8Array([1, 2, 3]), fetchedAt: '2026-11-20T05:00:00.000Z' })
    expect(second.uploads.get('h')).toBe('http://u/1')
    second.uploads.delete('h')
    expect(second.uploads.get('h')).toBeUndefined()
    second.close()
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('writes action and job together or not at all', () => {
    const stores = open(join(temporaryFolder(), 'w.db'))
    const caseId = newCaseId()
    const job = newJob({ caseId })
    expect(() =>
      stores.transaction(() => {
        stores.cases.append(logOf(caseId, eventsOf({ caseId }))[0]!)
        stores.jobs.add(job)
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect([stores.cases.actions(caseId), stores.jobs.find(job.id)]).toEqual([[], undefined])
    stores.close()
  })

  it('leaves no name and no IIN readable on the disk', () => {
    const file = join(temporaryFolder(), 'w.db')
    const stores = open(file)
    const planted = ['Өтепбергенова', 'Планталина', iinNumber(77), 'Жұмабаева']
    const caseId = newCaseId()
    for (const action of logOf(caseId, eventsOf({ caseId, surname: planted[0]!, givenName: planted[1]!, iin: iinNumber(77) })))
      stores.cases.append(action)
    const other = newCaseId()
    stores.cases.append(logOf(other, eventsOf({ caseId: other }))[0]!)
    const draft = emptyDraft('kk')
    stores.drafts.save(other, { ...draft, applicant: { ...draft.applicant, surname: planted[3]! } }, '2026-11-20T05:00:00.000Z')
    const found = () =>
      [file, `${file}-wal`].filter(existsSync).flatMap((path) => planted.filter((text) => readFileSync(path).includes(Buffer.from(text))))
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(10_000)
    expect(found()).toEqual([])
    stores.close()
    expect(statSync(file).size).toBeGreaterThan(10_000)
    expect(found()).toEqual([])
    const plain = open(file)
    expect(plain.cases.state(caseId)?.request?.applicant.name.surname).toBe(planted[0])
    plain.close()
  })

  it('forbids to change or delete an action, whoever asks', () => {
    const file = join(temporaryFolder(), 'w.db')
    const stores = open(file)
    const caseId = newCaseId()
    stores.cases.append(logOf(caseId, eventsOf({ caseId }))[0]!)
    stores.close()
    const db = raw(file)
    expect(() => db.exec("UPDATE case_action SET body = '{}'")).toThrow('append-only')
    expect(() => db.exec('DELETE FROM case_action')).toThrow('append-only')
    db.close()
  })

  it('answers with a fault for a wrong key; notices a page that was altered and one that is no page', () => {
    const file = join(temporaryFolder(), 'w.db')
    const stores = open(file)
    for (let index = 0; index < 50; index++) stores.jobs.add(newJob())
    stores.close()
    expect(openStores({ file, key: new Uint8Array(32).fill(8) })).toMatchObject({ ok: false, error: { tag: 'storage/damaged' } })
    open(file).close()
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.from([0xff]), 0, 1, statSync(file).size - 2_000)
    // There is neither a copy nor a log in it: what can still be read is all that is left of it.
    const altered = open(file)
    expect(altered.settings.recovery()).toMatchObject({ cases: 0, salvaged: false })
    altered.close()
    closeSync(handle)
    writeFileSync(file, Buffer.alloc(4096 * 20, 'x'))
    expect(openStores({ file, key })).toMatchObject({ ok: false, error: { tag: 'storage/damaged' } })
  })

  it('refuses a database of a newer program and leaves it alone', () => {
    const file = join(temporaryFolder(), 'w.db')
    open(file).close()
    const db = raw(file)
    db.pragma('user_version = 9990')
    db.close()
    expect(openStores({ file, key })).toEqual({
      ok: false,
      error: { tag: 'storage/newerVersion', remedy: 'support', fileVersion: 9990, programVersion: migrations.at(-1)?.version },
    })
    const again = raw(file)
    expect(again.pragma('user_version', { simple: true })).toBe(9990)
    again.close()
  })

  it('refuses a second process, and takes over at once from one that was killed, its log still lying there', async () => {
    const file = join(temporaryFolder(), 'w.db')
    const script = `import { openStores } from '#adapters/sqlite/open-stores.ts'
      const opened = openStores({ file: process.argv[1], key: new Uint8Array(32).fill(7) })
      if (opened.ok) opened.value.settings.savePreference('round', process.argv[2])
      console.log(opened.ok ? 'open' : opened.error.tag); setInterval(() => opened, 1000)`
    for (const round of ['1', '2', '3']) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, file, round], { stdio: ['ignore', 'pipe', 'inherit'] })
      try {
        const [line] = (await once(child.stdout, 'data')) as [Buffer]
        expect(line.toString().trim()).toBe('open')
        expect(openStores({ file, key, waitMilliseconds: 50 })).toEqual({ ok: false, error: { tag: 'storage/inUse', remedy: 'act' } })
      } finally {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      expect(existsSync(`${file}-wal`)).toBe(true)
    }
    const stores = open(file, { waitMilliseconds: 50 })
    expect(stores.settings.preference('round')).toBe('3')
    stores.close()
  })

  it('throws for a key of another length: a bug', () => {
    expect(() => openStores({ file: join(temporaryFolder(), 'w.db'), key: new Uint8Array(16) })).toThrow('32 bytes')
  })

  it('answers with a fault where the place cannot be written', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'plain')
    open(file).close()
    chmodSync(file, 0o600)
    expect(openStores({ file: join(file, 'w.db'), key })).toMatchObject({ ok: false, error: { tag: 'storage/failed' } })
  })
})

describe('assertSqliteVersion', () => {
  it.each(['3.51.3', '3.52.0', '4.0.0'])('accepts %s', (version) => expect(() => assertSqliteVersion(version)).not.toThrow())
  it.each(['3.51.2', '3.50.9', '2.99.99', 'none'])('refuses %s', (version) => expect(() => assertSqliteVersion(version)).toThrow('older'))
})
