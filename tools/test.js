// Everything that proves the program, on a fresh clone with nothing installed: `npm test`, or some of it: `npm test -- --only unit,contract`.
// Plain JavaScript without packages, for any Node from 20 on.
import { parseArgs } from 'node:util'
import { buildIfOld } from './steps/build.js'
import { runChecks } from './steps/checks.js'
import { installPackages } from './steps/install.js'
import { runElectron, runWeb } from './steps/playwright.js'
import { installPrograms } from './steps/programs.js'
import { runVitest } from './steps/vitest.js'

const suites = [
  { name: 'check', title: 'format, lint, types, unused code, duplicates', run: runChecks },
  { name: 'unit', title: 'unit, architecture, migrations', run: () => runVitest('unit') },
  { name: 'contract', title: 'ports against real adapters', run: () => runVitest('contract'), built: true },
  { name: 'chaos', title: 'kills, torn networks, a week offline', run: () => runVitest('chaos'), built: true },
  { name: 'web', title: 'end to end, web host', run: runWeb, built: true },
  { name: 'electron', title: 'end to end, Electron', run: runElectron, built: true },
]

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const only = values.only?.split(',').map((name) => name.trim())
const unknown = only?.filter((name) => !suites.some((suite) => suite.name === name)) ?? []
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
const chosen = suites.filter(({ name }) => only === undefined || only.includes(name))

const total = { passed: 0, failed: 0, skipped: [] }
const add = ({ passed, failed, skipped }) => {
  total.passed += passed
  total.failed += failed
  total.skipped.push(...skipped)
}
const summary = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped.length === 0 ? '' : `, ${skipped.length} skipped`}`

const missing = await installPrograms()
if (missing.length > 0) console.log(`Not on this machine, so the tests that need them are skipped: ${missing.join(', ')}.`)
if (!(await installPackages())) {
  console.log('npm ci failed.')
  add({ passed: 0, failed: 1, skipped: [] })
} else {
  const built = chosen.some((suite) => suite.built) ? await buildIfOld() : true
  for (const suite of chosen) {
    console.log(`\n── ${suite.name}: ${suite.title}`)
    const began = performance.now()
    // What needs the build is not run against an old one.
    const outcome = suite.built && !built ? { passed: 0, failed: 1, skipped: [] } : await suite.run()
    console.log(`── ${suite.name}: ${summary(outcome)} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
    add(outcome)
  }
}
if (total.skipped.length > 0) console.log(`\nSkipped:\n${total.skipped.map((name) => `  ${name}`).join('\n')}`)
console.log(`\n${summary(total)}`)
process.exit(total.failed === 0 ? 0 : 1)
