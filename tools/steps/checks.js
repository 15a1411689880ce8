import { inRoot, node24 } from './paths.js'
import { run } from './run.js'

const inModules = (...parts) => inRoot('node_modules', ...parts)

/** What is asked of the sources before any test runs: two lanes at a time, since the compiler alone takes as long as the others together. */
const lanes = [
  [{ name: 'types', args: [inRoot('tools', 'types.js')] }],
  [
    { name: 'format', args: [inModules('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
    { name: 'lint', args: [inModules('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'] },
    { name: 'unused', args: [inModules('knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints'] },
    { name: 'duplicates', args: [inModules('jscpd', 'bin', 'jscpd'), '--config', inRoot('.jscpd.json'), '--noTips'] },
  ],
]

/** @returns {Promise<import('./outcome.js').Outcome>} */
export const runChecks = async () => {
  const failures = []
  const inTurn = async (checks) => {
    for (const { name, args } of checks) {
      const { code, output, seconds } = await run(node24, args, { quiet: true, minutes: 10 })
      console.log(`  ${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`)
      if (code === 0) continue
      failures.push({ name, why: output })
      console.log(output)
    }
  }
  await Promise.all(lanes.map(inTurn))
  return { passed: lanes.flat().length - failures.length, failures, skipped: [] }
}
