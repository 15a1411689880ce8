import { join } from 'node:path'
import { connect } from '#adapters/sqlite/connect.ts'
import { openStores } from '#adapters/sqlite/open-stores.ts'
import { fillCaseBook, givenNameOf, iinOf, newKey, numberOf, surnameOf } from './case-book.ts'
import { type Benchmark, type Figure, timesFigure } from './figure.ts'
import { timesOf } from './statistics.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

const limit = 50
const stride = 331

interface Question {
  readonly what: string
  readonly text: (index: number) => string
  /** The rows that a bare SELECT reads over an index: one, or a page of them. */
  readonly rows: 'one' | 'page'
}

const questions: readonly Question[] = [
  { what: 'number, whole', text: numberOf, rows: 'one' },
  { what: 'number, first six digits (fits every case)', text: (index) => numberOf(index).slice(0, 6), rows: 'page' },
  { what: 'IIN, whole', text: iinOf, rows: 'one' },
  { what: 'IIN, first six digits', text: (index) => iinOf(index).slice(0, 6), rows: 'page' },
  { what: 'name, first three letters', text: (index) => surnameOf(index).slice(0, 3), rows: 'page' },
  { what: 'surname and three letters of the name', text: (index) => `${surnameOf(index)} ${givenNameOf(index).slice(0, 3)}`, rows: 'page' },
]

function bareSelects(
  file: string,
  key: Uint8Array,
): { readonly ask: (question: Question, index: number) => void; readonly close: () => void } {
  const opened = connect({ file, key, waitMilliseconds: 2_000 })
  if (!opened.ok) throw new Error(opened.error.tag)
  const db = opened.value
  const one = db.prepare('SELECT * FROM case_index WHERE number = ?')
  const page = db.prepare(`SELECT * FROM case_index WHERE number >= ? ORDER BY number LIMIT ${limit}`)
  return {
    ask: ({ rows }, index) => void (rows === 'one' ? one : page).all(numberOf(index)),
    close: () => void db.close(),
  }
}

export const search: Benchmark = {
  name: 'search',
  run: ({ quick }) =>
    inTemporaryFolder(async (folder) => {
      const cases = quick ? 10_000 : 100_000
      const runs = quick ? 100 : 500
      const place = { file: join(folder, 'tereze.db'), key: newKey() }
      const opened = openStores(place)
      if (!opened.ok) throw new Error(opened.error.tag)
      const stores = opened.value
      fillCaseBook(stores, cases)
      const indexOf = (run: number): number => (run * stride) % cases
      const asked = new Map<Question, readonly number[]>()
      for (const question of questions) {
        // An empty answer would be fast and prove nothing.
        if (stores.cases.search({ text: question.text(indexOf(1)), limit }).length === 0) throw new Error(`Nothing found: ${question.what}`)
        asked.set(question, await timesOf(runs, (run) => stores.cases.search({ text: question.text(indexOf(run)), limit })))
      }
      stores.close()
      const bare = bareSelects(place.file, place.key)
      const figures: Figure[] = []
      for (const [question, times] of asked) {
        const what = question.rows === 'one' ? 'bare indexed SELECT of one row' : `bare indexed SELECT of ${limit} rows`
        const beside = { what, times: await timesOf(runs, (run) => bare.ask(question, indexOf(run))) }
        figures.push(
          timesFigure(`Search in ${cases.toLocaleString('en')} cases: ${question.what}`, times, beside, { of: 'p95', below: 20 }),
        )
      }
      bare.close()
      return figures
    }),
}
