import { openRealDesk, type DeskPapers, type RealDesk } from '#test/harness/real-desk.ts'

export interface DrainedDesk extends RealDesk {
  /** Resolves when the queue holds nothing that waits or runs. */
  readonly drained: () => Promise<void>
}

/** A centre's desk in this process, with real database, documents, queue and gateway, that tells when its queue is empty. */
export function openDrainedDesk(papers: DeskPapers, folder: string): DrainedDesk {
  const waiting = new Set<() => void>()
  const real = openRealDesk(papers, folder, () => waiting.forEach((look) => look()))
  const isDrained = (): boolean => {
    const { ready, running } = real.desk.stores.jobs.counts()
    return ready + running === 0
  }
  return {
    ...real,
    drained: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isDrained()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}
