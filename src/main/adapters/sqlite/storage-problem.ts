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

/** Runs it; a failure of the disk or the file is thrown as StorageProblem, a bug as it is. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (failure) {
    throw storageProblemOf(failure) ?? failure
  }
}

type Methods = Readonly<Record<string, (...input: never[]) => unknown>>

/** The same store with every method guarded. */
export function guardMethods<Store extends { readonly [Name in keyof Store]: (...input: never[]) => unknown }>(store: Store): Store {
  const methods = Object.entries(store as Methods).map(
    ([name, method]) => [name, (...input: never[]) => guarded(() => method(...input))] as const,
  )
  return Object.fromEntries(methods) as unknown as Store
}
