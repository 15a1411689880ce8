// Measures what the program promises, each figure beside what the machine can do at best: `npm run bench`, or some of it:
// `npm run bench -- --only search,papers --quick`. The whole run is written to docs/benchmarks.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { batch } from './batch.ts'
import { drain } from './drain.ts'
import type { Benchmark } from './figure.ts'
import { longForm } from './long-form.ts'
import { memoryElectron } from './memory-electron.ts'
import { memoryWeb } from './memory-web.ts'
import { pageResponse } from './page-response.ts'
import { papers } from './papers.ts'
import { queue } from './queue.ts'
import { machineLine, markdown, printed, type Section } from './report.ts'
import { search } from './search.ts'
import { signature } from './signature.ts'
import { startElectron } from './start-electron.ts'
import { startWeb } from './start-web.ts'
import { submit } from './submit.ts'
import { tokenProcess } from './token-process.ts'
import { upload } from './upload.ts'

const benchmarks: readonly Benchmark[] = [
  startWeb,
  startElectron,
  pageResponse,
  longForm,
  signature,
  batch,
  tokenProcess,
  submit,
  queue,
  drain,
  upload,
  papers,
  search,
  memoryWeb,
  memoryElectron,
]

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, minutes: { type: 'string' } },
})
const only = values.only?.split(',').map((name) => name.trim())
const unknown = only?.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name)) ?? []
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${benchmarks.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
const minutes = values.minutes === undefined ? undefined : Number(values.minutes)
if (minutes !== undefined && !(minutes > 0)) {
  console.error('--minutes takes a number greater than 0.')
  process.exit(2)
}
console.log(machineLine())
const sections: Section[] = []
for (const { name, run } of benchmarks.filter((benchmark) => only === undefined || only.includes(benchmark.name))) {
  const section = { name, figures: await run({ quick: values.quick, minutes }) }
  sections.push(section)
  console.log(printed(section))
}
const remarks = [
  'A start is one from a data folder that is set up already, in training mode: the embedded gateway and the check of the training tokens, which no real desk has, are in it. File caches are warm; the browser’s profile is new.',
  'While a batch is signed, what was signed before is delivered, acknowledged, stamped and made to last on the same two cores.',
  'The software part of a signature end to end holds the processes it passes through, the listing of the tokens, and its commits to disk (`synchronous=FULL`).',
  minutes === undefined
    ? 'Memory is that after sixty whole intakes, one after the other; nothing is claimed about longer use (`npm run bench -- --only memory-web,memory-electron --minutes 60` takes the hour).'
    : `Memory is that after ${minutes} minutes with an intake every twenty seconds.`,
  'PSS divides pages among the processes that share them, so it can be added up; RSS counts them in each again.',
]
// A part of the figures, or hasty ones, are for the eye only: the record is of whole runs.
if (only === undefined && !values.quick) {
  const file = join(import.meta.dirname, '../../docs/benchmarks.md')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, markdown(sections, remarks))
  console.log(`Written: ${file}`)
}
