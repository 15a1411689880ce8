// Measures what the program promises, each figure beside what the machine can do at best: `npm run bench`, or some of it:
// `npm run bench -- --only search,papers --quick`. The whole run is written to docs/benchmarks.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark } from './figure.ts'
import { memory } from './memory.ts'
import { pageResponse } from './page-response.ts'
import { papers } from './papers.ts'
import { machineLine, markdown, printed, type Section } from './report.ts'
import { search } from './search.ts'
import { signature } from './signature.ts'
import { startElectron } from './start-electron.ts'
import { startWeb } from './start-web.ts'
import { submit } from './submit.ts'

const benchmarks: readonly Benchmark[] = [startWeb, startElectron, pageResponse, signature, submit, papers, search, memory]

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, minutes: { type: 'string' } } })
const only = values.only?.split(',').map((name) => name.trim())
const unknown = only?.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name)) ?? []
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${benchmarks.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
console.log(machineLine())
const sections: Section[] = []
for (const { name, run } of benchmarks.filter((benchmark) => only === undefined || only.includes(benchmark.name))) {
  const section = { name, figures: await run({ quick: values.quick, minutes: values.minutes === undefined ? undefined : Number(values.minutes) }) }
  sections.push(section)
  console.log(printed(section))
}
