// Everything that proves the program, on a fresh clone with nothing installed: `npm test`, or some of it: `npm test -- --only unit,contract`.
// Plain JavaScript without packages, for any Node from 20 on.
import { parseArgs } from 'node:util'
import { buildIfOld } from './steps/build.js'
import { runChecks } from './steps/checks.js'
import { installPackages } from './steps/install.js'
import { failedWhole } from './steps/outcome.js'
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

const total = { passed: 0, failures: [], skipped: [] }
const add = ({ passed, failures, skipped }, suite) => {
  total.passed += passed
  total.failures.push(...failures.map(({ name, why }) => ({ name: `${suite}: ${name}`, why })))
  total.skipped.push(...skipped)
}
const summary = ({ passed, failures, skipped }) =>
  `${passed} passed, ${failures.length} failed${skipped.length === 0 ? '' : `, ${skipped.length} skipped`}`
/** The first lines of what a failed test said: the rest stands above, where it ran. */
const shortened = (why) => {
  const lines = why.trimEnd().split('\n').slice(0, 25)
  return lines.map((line) => `\n      ${line.slice(0, 300)}`).join('')
}

const missing = await installPrograms()
if (missing.length > 0) console.log(`Not on this machine, so the tests that need them are skipped: ${missing.join(', ')}.`)
if (!(await installPackages())) {
  console.log('npm ci failed.')
  add(failedWhole('npm ci'), 'install')
} else {
  const built = chosen.some((suite) => suite.built) ? await buildIfOld() : true
  for (const suite of chosen) {
    console.log(`\n── ${suite.name}: ${suite.title}`)
    const began = performance.now()
    // What needs the build is not run against an old one.
    const outcome = suite.built && !built ? failedWhole('the build') : await suite.run()
    console.log(`── ${suite.name}: ${summary(outcome)} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
    add(outcome, suite.name)
  }
}
if (total.skipped.length > 0) console.log(`\nSkipped:\n${total.skipped.map((name) => `  ${name}`).join('\n')}`)
if (total.failures.length > 0) console.log(`\nFailed:\n${total.failures.map(({ name, why }) => `  ${name}${shortened(why)}`).join('\n')}`)
console.log(`\n${summary(total)}`)
process.exit(total.failures.length === 0 ? 0 : 1)
