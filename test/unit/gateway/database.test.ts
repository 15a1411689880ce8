import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDigitOf } from '#core/domain/iin.ts'
import { openDatabase } from '#gateway/database/database.ts'
import { migrations } from '#gateway/database/migrate.ts'
import { createIdempotencyStore } from '#gateway/idempotency-store.ts'
import { createRequestStore } from '#gateway/request-store.ts'
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
