import { machineLine } from '#test/bench/report.ts'
import type { Part } from './round.ts'

const minutes = (seconds: number): string => (seconds < 90 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} min`)

/** One line for a terminal. */
export const printed = ({ name, seed, seconds, figures, defects }: Part): string =>
  [
    `${defects.length === 0 ? 'good' : `${defects.length} DEFECTS`} · ${name}${seed === undefined ? '' : ` · seed ${seed}`} · ${minutes(seconds)} · ${figures.join('; ')}`,
    ...defects.slice(0, 20).map((defect) => `    ${defect}`),
  ].join('\n')

/** docs/chaos.md. */
export function markdown(parts: readonly Part[], at: Date): string {
  const section = ({ name, seed, seconds, figures, defects }: Part): readonly string[] => [
    `## ${name}`,
    '',
    ...(seed === undefined ? [] : [`- Seed ${seed}`]),
    `- ${minutes(seconds)}`,
    ...figures.map((figure) => `- ${figure}`),
    defects.length === 0 ? '- No defect' : `- **${defects.length} defects**: ${defects.slice(0, 5).join('; ')}`,
    '',
  ]
  return [
    '# Chaos',
    '',
    'Written by `npm run chaos`. Core, token process and gateway are real processes; between core and gateway stands a proxy that delays, cuts, duplicates,',
    'reorders and swallows. At the end every process is stopped and both disks are read and compared: each signed case at the gateway exactly once, byte for byte,',
    'under the numbers that receipts bear, every job done, every log unbroken. Broken copies of the program (`test/chaos/mutants.test.ts`) prove that the judge finds what it must.',
    'A seed repeats the fates of requests and the order of kills, not their milliseconds.',
    '',
    `Machine: ${machineLine()}. Ended ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    '',
    ...parts.flatMap(section),
  ].join('\n')
}
