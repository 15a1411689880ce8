import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findElectron, hasDisplay } from './electron.js'
import { failedWhole } from './outcome.js'
import { findProgram, inRoot, node24 } from './paths.js'
import { run } from './run.js'

const runner = inRoot('node_modules', '@playwright', 'test', 'cli.js')
const reportOf = (host) => inRoot('test-results', `playwright-${host}.json`)

const titlesOf = ({ title, suites = [], specs = [] }, above = '') => {
  const path = [above, title].filter(Boolean).join(' › ')
  return [
    ...specs.map((spec) => ({ name: `${path} › ${spec.title}`, tests: spec.tests })),
    ...suites.flatMap((suite) => titlesOf(suite, path)),
  ]
}

const play = async (host, args, options) => {
  const report = reportOf(host)
  mkdirSync(inRoot('test-results'), { recursive: true })
  rmSync(report, { force: true })
  const command = [node24, runner, 'test', `--project=${host}`, ...args]
  const wrapped = options.wrapper === undefined ? command : [...options.wrapper, ...command]
  const result = await run(wrapped[0], wrapped.slice(1), {
    quiet: options.quiet,
    minutes: 40,
    env: { ...options.env, TEREZE_HOST: host, PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  return { ...result, report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined }
}

/** The names of a host's tests, for telling which ones were not run. */
const skipAll = async (host, reason) => {
  const { report, output } = await play(host, ['--list', '--reporter=json'], { quiet: true })
  if (report === undefined) {
    console.log(output)
    return failedWhole(`the list of ${host}'s tests`)
  }
  const names = report.suites.flatMap((suite) => titlesOf(suite)).map(({ name }) => `${name} (${reason})`)
  return names.length === 0 ? failedWhole(`${host} has no tests`) : { passed: 0, failures: [], skipped: names }
}

const runHost = async (host, options = {}) => {
  const { code, report, late } = await play(host, ['--reporter=list,json'], options)
  if (late) console.log(`${host}: stopped after 40 minutes`)
  if (report === undefined) return failedWhole(`${host} left no report`)
  const all = report.suites.flatMap((suite) => titlesOf(suite))
  const whyOf = ({ tests }) =>
    tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message))).join('\n')
  const failures = all
    .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected'))
    .map((spec) => ({ name: spec.name, why: whyOf(spec) }))
  const passed = report.stats.expected + report.stats.flaky
  if (failures.length === 0 && (code !== 0 || passed === 0))
    failures.push({ name: `${host} as a whole, exit code ${code}`, why: report.errors.map(({ message }) => message).join('\n') })
  const skipped = all.filter(({ tests }) => tests.every(({ status }) => status === 'skipped')).map(({ name }) => name)
  return { passed, failures, skipped }
}

/** End to end in an installed Chromium, over the web host. */
export const runWeb = async () => (findProgram('chromium') === undefined ? skipAll('web', 'no Chromium on this machine') : runHost('web'))

/** End to end in Electron, on a virtual display where there is none. */
export const runElectron = async () => {
  const electron = await findElectron()
  if (electron === undefined) return skipAll('electron', 'no Electron to be had on this machine')
  if (hasDisplay()) return runHost('electron', { env: electron.env })
  if (findProgram('xvfb-run') === undefined) return skipAll('electron', 'no display and no xvfb-run on this machine')
  return runHost('electron', { env: electron.env, wrapper: ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'] })
}
