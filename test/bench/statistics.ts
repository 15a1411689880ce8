/** The middle of the sorted times; `share` 0.95 for p95. Nearest rank, so always a value that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new Error('Nothing was measured')
  return found
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Milliseconds that the work takes. */
export async function timeOf(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The work again and again, after `warmUp` runs that do not count; milliseconds of each. */
export async function timesOf(runs: number, work: (run: number) => unknown, warmUp = Math.ceil(runs / 10)): Promise<readonly number[]> {
  const times: number[] = []
  for (let run = -warmUp; run < runs; run++) {
    const time = await timeOf(() => work(run + warmUp))
    if (run >= 0) times.push(time)
  }
  return times
}

/** Each piece of work in turn, so that what else the machine does falls on all of them alike; milliseconds of each run of each. */
export async function timesInTurn<Name extends string>(
  runs: number,
  work: Readonly<Record<Name, (run: number) => unknown>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(work) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  const warmUp = Math.ceil(runs / 10)
  for (let run = -warmUp; run < runs; run++) {
    for (const name of names) {
      const time = await timeOf(() => work[name](run + warmUp))
      if (run >= 0) times[name].push(time)
    }
  }
  return times
}
