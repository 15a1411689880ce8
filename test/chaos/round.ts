import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { killRun } from './kill-run.ts'
import { offlineWeek } from './offline-week.ts'

/** One part of a round, done: a row of the record. */
export interface Part {
  readonly name: string
  readonly seed: number | undefined
  readonly seconds: number
  /** What ran and what came of it, in words. */
  readonly figures: readonly string[]
  readonly defects: readonly string[]
}

export interface Size {
  readonly submissions: number
  readonly kills: number
  readonly offlineCases: number
  readonly scanBytes: number
  readonly differentScans: number
  /** Of the job engine's model test. */
  readonly histories: number
  readonly powerCuts: number
  /** Of a submission's writes, how many are refused in turn; 0 for all. */
  readonly diskPoints: number
}

export const whole: Size = {
  submissions: 1_000,
  kills: 200,
  offlineCases: 2_000,
  scanBytes: 3_000_000,
  differentScans: 200,
  histories: 100_000,
  powerCuts: 200,
  diskPoints: 0,
}
/** To see that everything works; not for the record. */
export const hasty: Size = {
  submissions: 60,
  kills: 12,
  offlineCases: 60,
  scanBytes: 300_000,
  differentScans: 60,
  histories: 2_000,
  powerCuts: 10,
  diskPoints: 10,
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
const said = (defects: readonly { readonly kind: string; readonly caseId: string; readonly detail: string }[]): readonly string[] =>
  defects.map(({ kind, caseId, detail }) => `${kind} ${caseId} ${detail}`.trim())

export async function kills(seed: number, { submissions, kills: wanted }: Size): Promise<Part> {
  const {
    defects,
    kills: killed,
    registered,
    seconds,
    stormSeconds,
    toxics,
    requests,
  } = await killRun({
    seed,
    submissions,
    kills: wanted,
  })
  const missing = registered === submissions ? [] : [`${registered} registered of ${submissions}`]
  return {
    name: 'Submissions under kills and a torn network',
    seed,
    seconds,
    figures: [
      `${submissions} submissions, four at a time, ${registered} registered`,
      `kill -9: core ${killed.core}, gateway ${killed.gateway}, token process ${killed.token}`,
      `${requests} requests through the proxy; met on the way: ${Object.entries(toxics)
        .toSorted(([, one], [, other]) => other - one)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ')}`,
      `${((stormSeconds / submissions) * 1_000).toFixed(0)} ms a submission, kills included`,
    ],
    defects: [...said(defects), ...missing],
  }
}

export async function offline(seed: number, { offlineCases, scanBytes, differentScans }: Size): Promise<Part> {
  const outcome = await offlineWeek({ seed, cases: offlineCases, scanBytes, differentScans })
  const { offlineSeconds, drainSeconds, response, waitingBehindNewest, registered } = outcome
  const missing = registered === offlineCases + 1 ? [] : [`${registered} registered of ${offlineCases + 1}`]
  const late = waitingBehindNewest > 0 ? [] : ['The person who came last waited for the whole backlog']
  const slow = response.p95 < 50 ? [] : [`Page response p95 ${response.p95.toFixed(1)} ms while the backlog was sent, not below 50`]
  return {
    name: 'A week offline, then everything sent while the counter works',
    seed,
    seconds: offlineSeconds + drainSeconds,
    figures: [
      `${offlineCases} cases taken in without a gateway in ${offlineSeconds.toFixed(0)} s, sent in ${drainSeconds.toFixed(0)} s`,
      `${gigabytes(outcome.scannedBytes)} of scans named by the cases; ${differentScans} different sheets, each stored and sent once: ${gigabytes(outcome.passedBytes)} over the network`,
      `page response meanwhile: median ${response.median.toFixed(1)} ms, p95 ${response.p95.toFixed(1)} ms of ${response.operations} operations`,
      `${waitingBehindNewest} cases of the backlog still waited when the person who came last had their number`,
    ],
    defects: [...said(outcome.defects), ...missing, ...late, ...slow],
  }
}

const runner = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')

/** Tests that `npm test` runs with fewer counts, here with all of them. */
export function largeTests(name: string, files: readonly string[], environment: Readonly<Record<string, string>>): Part {
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'tereze-report-'))
  const report = join(folder, 'report.json')
  const { status } = spawnSync(
    process.execPath,
    [runner, 'run', '--reporter=json', `--outputFile.json=${report}`, '--testTimeout=3600000', ...files],
    { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, ...environment }, stdio: 'ignore' },
  )
  const { numPassedTests, numFailedTests } = readReport(report)
  rmSync(folder, { recursive: true, force: true })
  return {
    name,
    seed: undefined,
    seconds: (performance.now() - began) / 1_000,
    figures: [
      `${numPassedTests} tests, ${Object.entries(environment)
        .map(([key, value]) => `${key}=${value}`)
        .join(' ')}`,
    ],
    defects: status === 0 && numPassedTests > 0 ? [] : [`${numFailedTests} tests failed of ${files.join(', ')}`],
  }
}

/** A run that broke off leaves no report, and that is a defect. */
function readReport(file: string): { readonly numPassedTests: number; readonly numFailedTests: number } {
  if (!existsSync(file)) return { numPassedTests: 0, numFailedTests: 0 }
  return z.object({ numPassedTests: z.int(), numFailedTests: z.int() }).parse(JSON.parse(readFileSync(file, 'utf8')))
}
