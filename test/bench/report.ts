import { cpus } from 'node:os'
import { type Figure, isMet, type Missing, ratioOf } from './figure.ts'

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3)
const withUnit = (value: number | undefined, unit: Figure['unit']): string => (value === undefined ? '' : `${number(value)} ${unit}`)

function rowOf(figure: Figure | Missing): readonly string[] {
  if ('missing' in figure) return [figure.what, `not measured here: ${figure.missing}`, '', '', '', '', '', '']
  const { what, unit, runs, limit, aim } = figure
  const met = isMet(figure)
  return [
    what,
    withUnit(figure.median, unit),
    withUnit(figure.p95, unit),
    String(runs),
    limit === undefined
      ? ''
      : `${limit.what}: ${withUnit(limit.median, unit)}${aim?.of === 'p95' ? `, p95 ${withUnit(limit.p95, unit)}` : ''}`,
    limit === undefined ? '' : `${number(ratioOf(figure) ?? Number.NaN)} ×`,
    aim === undefined ? '' : `${aim.of} < ${aim.below} ${aim.of === 'ratio' ? '×' : unit}`,
    met === undefined ? '' : met ? 'yes' : '**no**',
  ]
}

const head = ['What', 'Median', 'p95', 'Runs', 'Limit measured beside it', 'Ratio', 'Aim', 'Met?']

export const machineLine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, ${process.platform}, ${new Date().toISOString().slice(0, 10)}`

export interface Section {
  readonly name: string
  readonly figures: readonly (Figure | Missing)[]
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** One section as lines for a terminal. */
export const printed = ({ name, figures }: Section): string =>
  [
    `── ${name}`,
    ...figures.map((figure) =>
      rowOf(figure)
        .filter((cell) => cell !== '')
        .join(' · '),
    ),
  ].join('\n')

/** docs/benchmarks.md. @param remarks said below the table, a line each */
export function markdown(sections: readonly Section[], remarks: readonly string[]): string {
  const rows = sections.flatMap(({ figures }) => figures.map((figure) => line(rowOf(figure))))
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Each figure stands beside a limit measured in the same run on the same machine: absolute figures hold for this machine, ratios travel.',
    'The ratio is of the medians, or of the 95th percentiles where the aim is about them.',
    '',
    `Machine: ${machineLine()}.`,
    '',
    line(head),
    line(head.map((_, index) => (index === 0 || index === 4 ? '---' : '---:'))),
    ...rows,
    '',
    ...remarks.map((remark) => `- ${remark}`),
    '',
  ].join('\n')
}
