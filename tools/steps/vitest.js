import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { failedWhole } from './outcome.js'
import { inRoot, node24 } from './paths.js'
import { run } from './run.js'

const runner = inRoot('node_modules', 'vitest', 'vitest.mjs')

/**
 * Runs one project of vitest.config.ts and counts by its report.
 * @returns {Promise<import('./outcome.js').Outcome>}
 */
export const runVitest = async (project) => {
  const report = inRoot('test-results', `vitest-${project}.json`)
  mkdirSync(inRoot('test-results'), { recursive: true })
  rmSync(report, { force: true })
  const { code, late } = await run(
    node24,
    [runner, 'run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    { minutes: 40 },
  )
  if (late) console.log(`${project}: stopped after 40 minutes`)
  if (!existsSync(report)) return failedWhole(`${project} left no report`)

  const { testResults, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'))
  const tests = testResults.flatMap((file) => file.assertionResults)
  const failures = tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({ name: fullName, why: failureMessages.join('\n') }))
  // A file that did not load has no tests to count, and a run without tests proves nothing.
  if (failures.length === 0 && (code !== 0 || numPassedTests === 0))
    failures.push({
      name: `${project} as a whole, exit code ${code}`,
      why: testResults
        .map(({ name, message }) => (message ? `${name}: ${message}` : ''))
        .filter(Boolean)
        .join('\n'),
    })
  const skipped = tests.filter(({ status }) => !['passed', 'failed'].includes(status)).map(({ fullName }) => fullName)
  return { passed: numPassedTests, failures, skipped }
}
