// Search among 100,000 cases in an encrypted file: `node test/bench/case-search.js`. Goal: p95 under 20 ms for number, IIN and name.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { createCaseSearch } from '#adapters/sqlite/case-search.ts'
import { foldName } from '#adapters/sqlite/fold-name.ts'
import { migrate } from '#adapters/sqlite/migrate.ts'

const cases = 100_000
const folder = mkdtempSync(join(tmpdir(), 'tereze-bench-'))
const db = new Database(join(folder, 'w.db'))
db.pragma("cipher = 'chacha20'")
db.pragma(`key = "raw:${'07'.repeat(32)}"`)
db.pragma('journal_mode = WAL')
migrate(db)

const letter = (index) => String.fromCharCode(0x430 + (index % 30))
const roots = ['Әбіл', 'Сейт', 'Жұма', 'Өмір', 'Қай', 'Нұр', 'Тоқ', 'Ерм', 'Бек', 'Алт']
const ends = ['ов', 'қали', 'бек', 'баев', 'ханов', 'ғали', 'тай', 'жан']
const surnames = Array.from({ length: 800 }, (_, index) => roots[index % 10] + ends[index % 8] + letter(index) + letter(index >> 4))
const names = Array.from({ length: 200 }, (_, index) => ['Айгүл', 'Ерлан', 'Қайрат', 'Алёна', 'Гүлнар'][index % 5] + letter(index))
const stages = ['draft', 'queued', 'registered', 'inWork', 'completed', 'handedOut']
const iinOf = (index) => String(850101300000 + index * 37)

const insert =
  db.prepare(`INSERT INTO case_index (case_id, side, stage, service_id, number, provisional_number, applicant_iin, applicant_name, name_folded, opened_at, updated_at)
  VALUES (?, 'centre', ?, 'unemployed-cert', ?, ?, ?, ?, ?, ?, ?)`)
const addName = db.prepare('INSERT INTO case_name (rowid, name) VALUES (?, ?)')
db.transaction(() => {
  for (let index = 0; index < cases; index++) {
    const name = `${surnames[(index * 7919) % 800]} ${names[(index * 104729) % 200]}`
    const stage = index < cases * 0.99 ? 'handedOut' : stages[index % 6]
    const { lastInsertRowid } = insert.run(
      randomUUID(),
      stage,
      String(202600000000 + index),
      String(90010000000000 + index),
      iinOf(index),
      name,
      foldName(name),
      index,
      index,
    )
    addName.run(lastInsertRowid, foldName(name))
  }
})()

const { search } = createCaseSearch(db)
const surnameOf = (index) => surnames[index % 800]
const nameOf = (index) => names[index % 200]
const queries = {
  'number, whole': (index) => ({ text: String(202600000000 + index) }),
  'number, six digits': () => ({ text: '202600' }),
  'number, four digits, rare stage': () => ({ text: '2026', stages: ['draft'] }),
  'IIN, whole': (index) => ({ text: iinOf(index) }),
  'IIN, six digits': (index) => ({ text: iinOf(index).slice(0, 6) }),
  'name, two letters': (index) => ({ text: surnameOf(index).slice(0, 2) }),
  'name, two letters, rare stage': (index) => ({ text: surnameOf(index).slice(0, 2), stages: ['draft'] }),
  'name, two letters, common stage': (index) => ({ text: surnameOf(index).slice(0, 2), stages: ['handedOut', 'completed'] }),
  'surname and three letters': (index) => ({ text: `${surnameOf(index)} ${nameOf(index).slice(0, 3)}` }),
  newest: () => ({ text: '' }),
  'rare stages': () => ({ text: '', stages: ['queued', 'rejected'] }),
}
for (const [label, make] of Object.entries(queries)) {
  const times = Array.from({ length: 300 }, (_, run) => {
    const started = performance.now()
    search({ limit: 50, ...make((run * 331) % cases) })
    return performance.now() - started
  }).toSorted((one, other) => one - other)
  console.log(`${label.padEnd(34)} p50 ${times[150].toFixed(2)}  p95 ${times[285].toFixed(2)}  max ${times[299].toFixed(2)} ms`)
}
db.close()
rmSync(folder, { recursive: true })
