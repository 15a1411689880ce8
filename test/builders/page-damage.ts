import { closeSync, fstatSync, openSync, writeSync } from 'node:fs'

const pageSize = 4_096

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Overwrites a share of a database's pages, drawn by chance. @returns the pages' numbers, from 1 */
export function destroyPages(file: string, share: number, chance: () => number): readonly number[] {
  const handle = openSync(file, 'r+')
  try {
    const pages = Math.floor(fstatSync(handle).size / pageSize)
    const destroyed = new Set<number>()
    const wanted = Math.max(1, Math.round(pages * share))
    while (destroyed.size < wanted) destroyed.add(1 + Math.floor(chance() * pages))
    for (const page of destroyed) writeSync(handle, Buffer.alloc(pageSize, 0x5a), 0, pageSize, (page - 1) * pageSize)
    return [...destroyed]
  } finally {
    closeSync(handle)
  }
}
