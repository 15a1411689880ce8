import { z } from 'zod'
import type { BenchOptions, Figure } from './figure.ts'
import { descendants, memoryOf } from './process-memory.ts'

const Size = z.object({ rss: z.number(), pss: z.number() })
type Size = z.infer<typeof Size>

/** By kind of process, megabytes. */
export const Sizes = z.record(z.string(), Size)
export type Sizes = z.infer<typeof Sizes>

/** What a run of intakes leaves: before, after, and how many there were. */
export const Grown = z.object({ atStart: Sizes, afterwards: Sizes, intakes: z.int() })
export type Grown = z.infer<typeof Grown>

/** Pauses this long before a look, so that what is only short-lived is gone, milliseconds. */
export const settleFor = 3_000

const entryOf = (command: string): string | undefined => /\/out\/main\/(core|token|gateway|web)\.js/.exec(command)?.[1]
const names: Readonly<Record<string, string>> = { core: 'core', token: 'token process', gateway: 'training gateway', web: 'web host' }

function kindOf(command: string): string | undefined {
  const entry = entryOf(command)
  if (entry !== undefined) return names[entry]
  if (/^\S*chrom\S* /.test(command)) return 'Chromium, all its processes'
  if (/^\S*electron /.test(command)) return command.includes('--type=renderer') ? 'Electron’s renderer' : 'Electron’s other processes'
  return command.includes('bare-process') ? 'bare Node processes' : undefined
}

/** What the processes below this one take now. */
export function sizesNow(): Sizes {
  const sizes: Record<string, Size> = {}
  for (const { pid, command } of descendants(process.pid)) {
    const kind = kindOf(command)
    const memory = memoryOf(pid)
    if (kind === undefined || memory === undefined) continue
    const { rss, pss } = sizes[kind] ?? { rss: 0, pss: 0 }
    sizes[kind] = { rss: rss + memory.rss, pss: pss + memory.pss }
  }
  return sizes
}

export const sumOf = (sizes: Sizes, of: keyof Size): number => Object.values(sizes).reduce((total, size) => total + size[of], 0)

const row = (what: string, size: number): Figure => ({ what, unit: 'MB', runs: 1, median: size })

/** @param limit of bare processes of the same number, with shared pages divided */
function rowsOf(moment: string, sizes: Sizes, limit?: { readonly what: string; readonly pss: number }): readonly Figure[] {
  const desk = Object.fromEntries(Object.entries(sizes).filter(([kind]) => kind !== names['gateway']))
  const beside = limit === undefined ? {} : { limit: { what: limit.what, median: limit.pss, p95: limit.pss } }
  const aim = { of: 'median', below: 450 } as const
  return [
    ...Object.entries(sizes).map(([kind, { pss, rss }]) => row(`Memory ${moment}: ${kind} (RSS ${Math.round(rss)} MB), PSS`, pss)),
    { ...row(`Memory ${moment}: all processes (RSS ${Math.round(sumOf(sizes, 'rss'))} MB), PSS`, sumOf(sizes, 'pss')), ...beside, aim },
    { ...row(`Memory ${moment}: without the training gateway, which no real desk has, PSS`, sumOf(desk, 'pss')), aim },
  ]
}

export function grownFigures(
  host: string,
  { atStart, afterwards, intakes }: Grown,
  { minutes }: BenchOptions,
  limit?: { readonly what: string; readonly pss: number },
): readonly Figure[] {
  const period = minutes === undefined ? '' : ` in ${minutes} minutes`
  return [...rowsOf(`on ${host} after start`, atStart, limit), ...rowsOf(`on ${host} after ${intakes} intakes${period}`, afterwards, limit)]
}
