import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3-multiple-ciphers'
import { describe, expect, it } from 'vitest'
import { checkDigitOf } from '#core/domain/iin.ts'
import { openDatabase } from '#gateway/database/database.ts'
import { migrations } from '#gateway/database/migrate.ts'
import { createIdempotencyStore } from '#gateway/idempotency-store.ts'
import { createPaymentStore } from '#gateway/payment-store.ts'
import { createRequestStore } from '#gateway/request-store.ts'
import { createResultStore, finalOf } from '#gateway/result-store.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const now = new Date('2026-11-22T06:00:00.000Z')
const open = (file = join(temporaryFolder(), 'gateway.sqlite')) => openDatabase(file, now)

describe('the gateway database', () => {
  it('is durable after its first write, also when opened again', () => {
    const file = join(temporaryFolder(), 'gateway.sqlite')
    open(file).close()
    const database = open(file)
    database.prepare("INSERT INTO setting (name, value) VALUES ('test', '1')").run()
    expect([database.pragma('synchronous', { simple: true }), database.pragma('journal_mode', { simple: true })]).toEqual([2, 'wal'])
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.version)
    database.close()
  })

  it('migrates step by step to the same schema', () => {
    for (const [index, { version }] of migrations.entries()) {
      expect(version).toBe(10 * (index + 1))
    }
    const database = open()
    const tables = database
      .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all() as { name: string; strict: number }[]
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([])
    expect(tables.length).toBeGreaterThan(15)
    database.close()
  })

  it('takes over the results of before there could be several', () => {
    const file = join(temporaryFolder(), 'gateway.sqlite')
    const old = new Sqlite(file)
    for (const { version, sql } of migrations.filter((migration) => migration.version <= 40)) {
      old.exec(sql)
      old.pragma(`user_version = ${version}`)
    }
    const caseId = randomUUID()
    const at = now.toISOString()
    const deadline = { dueOn: '2026-11-25', issueFrom: '2026-11-26', calendarVersion: '1' }
    const answer = { caseId, number: '261010000011', registeredAt: at, deadline, acknowledgement: 'a' }
    old
      .prepare(
        `INSERT INTO request VALUES (?, '261010000011', 'training-centre', 'centre', 'provider', 'unemployed-cert', '${'0'.repeat(64)}', 'c', x'00', ?, ?, NULL, 'hash', 'cms',
         x'0102', ?)`,
      )
      .run(caseId, at, JSON.stringify(answer), JSON.stringify({ acknowledgement: 'b', at }))
    old.close()

    const database = open(file)
    const results = createResultStore(database)
    expect(results.of(caseId)).toEqual([{ hash: 'hash', outcome: 'positive', cmsHash: 'cms', answer: { acknowledgement: 'b', at } }])
    expect(Buffer.from(results.cmsOf(caseId, 'hash') ?? []).toString('hex')).toBe('0102')
    expect(createRequestStore(database).find(caseId)).toMatchObject({ caseId, channel: 'centre', answer, extension: undefined })
    database.close()
  })

  it('has one result that ends a case, and any number before it', () => {
    const database = open()
    database.pragma('foreign_keys = OFF')
    const results = createResultStore(database)
    const add = (hash: string, outcome: 'positive' | 'intermediate' | 'refusal') =>
      results.add('case', { hash, outcome, cmsHash: hash, cms: Buffer.of(1), answer: { acknowledgement: 'a', at: now.toISOString() } })
    add('1', 'intermediate')
    add('2', 'intermediate')
    add('3', 'refusal')
    expect(() => add('4', 'positive')).toThrow(/UNIQUE/)
    expect(finalOf(results.of('case'))?.hash).toBe('3')
    expect(() => database.exec('DELETE FROM result')).toThrow(/for ever/)
    database.close()
  })

  it('gives a payment away once', () => {
    const database = open()
    const payments = createPaymentStore(database)
    const payment = { reference: '1', serviceId: 's', payerId: '2', tenge: 5, state: 'paid', paidOn: '2026-11-20' } as const
    payments.add(payment)
    payments.add({ ...payment, tenge: 6 })
    expect(payments.find('1')).toEqual(payment)
    expect([payments.use('1', 'a'), payments.use('1', 'b'), payments.use('2', 'a')]).toEqual([true, false, false])
    expect(payments.find('1')).toEqual({ ...payment, state: 'used' })
    database.close()
  })

  it('refuses a database from the future', () => {
    const file = join(temporaryFolder(), 'gateway.sqlite')
    const database = open(file)
    database.pragma('user_version = 9990')
    database.close()
    expect(() => open(file)).toThrow(/newer/)
  })

  it('keeps idempotency rows for ever and tells another body apart', () => {
    const database = open()
    const store = createIdempotencyStore(database)
    store.add('bin', 'key-00001', 'hash', { answer: 1 }, now)
    expect(store.find('bin', 'key-00001', 'hash')).toEqual({ answer: 1 })
    expect(store.find('other', 'key-00001', 'hash')).toBeUndefined()
    expect(() => store.find('bin', 'key-00001', 'else')).toThrow('idempotencyMismatch')
    expect(() => database.exec('DELETE FROM idempotency')).toThrow(/for ever/)
    database.close()
  })

  it('gives official numbers that are unique, rising and end in their check digit', () => {
    const database = open()
    const store = createRequestStore(database)
    const numbers = Array.from({ length: 300 }, () => store.nextNumber('101', '2026-11-22'))
    expect(numbers.toSorted()).toEqual(numbers)
    expect(new Set(numbers).size).toBe(300)
    for (const number of numbers) {
      expect(number).toMatch(/^26101\d{7}$/)
      expect(checkDigitOf(number.slice(0, 11))).toBe(Number(number[11]))
    }
    expect(store.nextNumber('101', '2027-01-04')).toMatch(/^27101000001/)
    database.close()
  })
})
