import { median, percentile } from './statistics.ts'

/** A time or a size beside the limit measured in the same run. */
export interface Figure {
  readonly what: string
  readonly unit: 'ms' | 'MB'
  readonly runs: number
  readonly median: number
  readonly p95?: number
  /** What the machine needs for the bare work: nothing can be faster. */
  readonly limit?: { readonly what: string; readonly median: number; readonly p95: number }
  /** `ratio`: times the limit, the medians of both. */
  readonly aim?: { readonly of: 'median' | 'p95' | 'ratio'; readonly below: number }
}

/** What could not be measured on this machine. */
export interface Missing {
  readonly what: string
  readonly missing: string
}

export interface BenchOptions {
  /** Fewer runs: to see that everything works, not for the record. */
  readonly quick: boolean
  /** How long the memory's intakes go on, instead of sixty of them. */
  readonly minutes: number | undefined
}

export interface Benchmark {
  readonly name: string
  readonly run: (options: BenchOptions) => Promise<readonly (Figure | Missing)[]>
}

export interface Limit {
  readonly what: string
  readonly times: readonly number[]
}

/** A row of times, milliseconds. */
export function timesFigure(what: string, times: readonly number[], limit?: Limit, aim?: Figure['aim']): Figure {
  const beside = limit === undefined ? {} : { limit: { what: limit.what, median: median(limit.times), p95: percentile(limit.times, 0.95) } }
  return {
    what,
    unit: 'ms',
    runs: times.length,
    median: median(times),
    p95: percentile(times, 0.95),
    ...beside,
    ...(aim === undefined ? {} : { aim }),
  }
}

const measuredOf = (figure: Figure): number => (figure.aim?.of === 'p95' ? (figure.p95 ?? figure.median) : figure.median)

export function isMet(figure: Figure): boolean | undefined {
  if (figure.aim === undefined) return undefined
  const measured = figure.aim.of === 'ratio' ? ratioOf(figure) : measuredOf(figure)
  return measured === undefined ? undefined : measured < figure.aim.below
}

/** How many times the limit: of the percentile that the aim is about, else of the medians. */
export function ratioOf(figure: Figure): number | undefined {
  if (figure.limit === undefined) return undefined
  return figure.aim?.of === 'p95' ? measuredOf(figure) / figure.limit.p95 : figure.median / figure.limit.median
}
