import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { inRoot, node24 } from './paths.js'
import { run } from './run.js'

const runner = inRoot('node_modules', 'vitest', 'vitest.mjs')

/**
 * Runs one project of vitest.config.ts and counts by its report.
 * @returns {Promise<{ passed: number, failed: number, skipped: readonly string[] }>}
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
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [] }

  const { testResults, numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  const idle = testResults.flatMap((file) => file.assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)))
  // A file that did not load has no tests to count, and a run without tests proves nothing.
  const broken = numFailedTests === 0 && (code !== 0 || numPassedTests === 0) ? 1 : 0
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: idle.map(({ fullName }) => fullName) }
}
