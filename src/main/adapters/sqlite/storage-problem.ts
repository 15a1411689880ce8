import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { StorageProblem } from '#core/ports/stores.ts'

const startsWithOneOf = (code: string, names: readonly string[]): boolean =>
  names.some((name) => code === name || code.startsWith(`${name}_`))

/** @returns undefined where the failure is a bug (a broken constraint, wrong SQL) and must stay as it is */
export function storageProblemOf(failure: unknown): StorageProblem | undefined {
  if (failure instanceof StorageProblem) return failure
  if (!(failure instanceof Database.SqliteError)) return undefined
  const { code } = failure
  if (startsWithOneOf(code, ['SQLITE_FULL'])) return new StorageProblem('diskFull', code)
  if (startsWithOneOf(code, ['SQLITE_READONLY', 'SQLITE_PERM'])) return new StorageProblem('readOnly', code)
  if (startsWithOneOf(code, ['SQLITE_CORRUPT', 'SQLITE_NOTADB'])) return new StorageProblem('damaged', code)
  if (
    startsWithOneOf(code, [
      'SQLITE_IOERR',
      'SQLITE_CANTOPEN',
      'SQLITE_BUSY',
      'SQLITE_LOCKED',
      'SQLITE_NOMEM',
      'SQLITE_AUTH',
      'SQLITE_PROTOCOL',
    ])
  )
    return new StorageProblem('failed', code)
  return undefined
}

/** What the disk itself says of writing into a folder; undefined where it takes it, or fails in a way that has no name. */
export type AskDisk = () => 'readOnly' | 'diskFull' | undefined

/** Asks by writing: a file system that an error made read-only still looks writable to access(2). */
export const askDiskOf =
  (folder: string): AskDisk =>
  () => {
    const probe = join(folder, `.writable-${process.pid}`)
    try {
      writeFileSync(probe, '.')
      rmSync(probe)
      return undefined
    } catch (failure) {
      const code = failure instanceof Error && 'code' in failure ? failure.code : undefined
      return code === 'EROFS' ? 'readOnly' : code === 'ENOSPC' || code === 'EDQUOT' ? 'diskFull' : undefined
    }
  }

/**
 * Runs it; a failure of the disk or the file is thrown as StorageProblem, a bug as it is.
 * @param askDisk asked where SQLite knows no more than that reading or writing failed (SQLITE_IOERR_WRITE for EROFS)
 */
export function guarded<T>(work: () => T, askDisk: AskDisk = () => undefined): T {
  try {
    return work()
  } catch (failure) {
    const problem = storageProblemOf(failure)
    if (problem === undefined) throw failure
    throw problem.problem === 'failed' ? new StorageProblem(askDisk() ?? 'failed', problem.code) : problem
  }
}

type Methods = Readonly<Record<string, (...input: never[]) => unknown>>

/** The same store with every method guarded. */
export function guardMethods<Store extends { readonly [Name in keyof Store]: (...input: never[]) => unknown }>(
  store: Store,
  askDisk: AskDisk,
): Store {
  const methods = Object.entries(store as Methods).map(
    ([name, method]) => [name, (...input: never[]) => guarded(() => method(...input), askDisk)] as const,
  )
  return Object.fromEntries(methods) as unknown as Store
}
