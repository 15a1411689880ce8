// What every commit must pass: format, lint, types per layer, unused code, duplicates, unit tests.
import { runChecks } from './steps/checks.js'
import { runVitest } from './steps/vitest.js'

const outcomes = [await runChecks(), await runVitest('unit')]
const sum = (of) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
const failed = sum((outcome) => outcome.failures.length)
console.log(`${sum((outcome) => outcome.passed)} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
