import { StorageProblem } from '#core/ports/stores.ts'

/** Writes what is worth keeping but must stop nobody: a full or read-only disk can still be read, and whoever reads need not wait for it. */
export function unlessDiskRefuses(write: () => void): void {
  try {
    write()
  } catch (failure) {
    if (!(failure instanceof StorageProblem)) throw failure
  }
}
