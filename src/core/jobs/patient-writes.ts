import type { Logger } from '#core/base/logger.ts'
import { StorageProblem } from '#core/ports/stores.ts'

/** The disk is full or away: how long until writing is tried again, milliseconds. */
export const storagePause = 5_000

interface PatientDeps {
  readonly transaction: <T>(work: () => T) => T
  readonly logger: Logger
  readonly onDidWrite: () => void
  /** The disk does not write; asks to be woken after `storagePause`. */
  readonly onTrouble: () => void
}

/** Writing that outlasts a disk which takes nothing for a while: what has happened is kept in memory, in order, until it is written. */
export class PatientWrites {
  readonly #deps: PatientDeps
  #unwritten: (() => void)[] = []
  /** Nothing is written, and nothing new begins, until it is woken. */
  isWaiting = false

  constructor(deps: PatientDeps) {
    this.#deps = deps
  }

  wait(problem: StorageProblem): void {
    const { logger, onTrouble } = this.#deps
    logger.error('storage problem, jobs pause', { code: problem.code, tag: problem.problem, milliseconds: storagePause })
    this.isWaiting = true
    onTrouble()
  }

  /** @returns false where the disk would not have it; anything else that fails is a bug and thrown */
  now(work: () => void): boolean {
    try {
      this.#deps.transaction(work)
      return true
    } catch (failure) {
      if (!(failure instanceof StorageProblem)) throw failure
      this.wait(failure)
      return false
    }
  }

  /** What has happened and must not be lost. */
  eventually(work: () => void): void {
    if (this.#unwritten.length > 0 || !this.now(work)) this.#unwritten.push(work)
    else this.#deps.onDidWrite()
  }

  /** @returns whether everything kept is written */
  flush(): boolean {
    while (this.#unwritten[0] !== undefined) {
      if (!this.now(this.#unwritten[0])) return false
      this.#unwritten.shift()
      this.#deps.onDidWrite()
    }
    return true
  }

  /** A last try; what the disk still does not take is lost with the process, and done again at the next start. */
  giveUp(): void {
    for (const work of this.#unwritten.splice(0)) this.now(work)
    this.isWaiting = false
  }
}
