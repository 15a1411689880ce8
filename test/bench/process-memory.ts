import { readdirSync, readFileSync } from 'node:fs'

/** Megabytes (10⁶ bytes): `rss` counts shared pages in every process again, `pss` divides them among those that share them. */
export interface Memory {
  readonly rss: number
  readonly pss: number
}

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const parentOf = (pid: number): number | undefined => {
  // The command in parentheses may itself hold blanks and parentheses.
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
  return fields?.[1] === undefined ? undefined : Number(fields[1])
}

/** All processes below this one, with their command lines. */
export function descendants(of: number): readonly { readonly pid: number; readonly command: string }[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]))
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === of || isBelow(parent))
  }
  return pids.filter(isBelow).map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '' }))
}

/** From smaps_rollup, which the kernel sums up at the moment of reading. */
export function memoryOf(pid: number): Memory | undefined {
  const text = read(`/proc/${pid}/smaps_rollup`)
  const field = (name: string): number =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text ?? '')?.[1] ?? Number.NaN) * 1024) / 1e6
  return text === undefined ? undefined : { rss: field('Rss'), pss: field('Pss') }
}
