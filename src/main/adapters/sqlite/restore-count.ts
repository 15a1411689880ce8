import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncPath } from './backup-files.ts'

const countFile = (file: string): string => `${file}.restores`

function readCount(file: string): number {
  try {
    const count = Number(readFileSync(countFile(file), 'utf8'))
    return Number.isSafeInteger(count) && count > 0 ? count : 0
  } catch {
    return 0
  }
}

/**
 * Counts one restore more, on the disk before it is used. It stands beside the database: a copy knows nothing of the restores after it, and each of
 * them needs provisional numbers of its own.
 * @returns how often this database was restored, this time included
 */
export function countRestore(file: string): number {
  const count = readCount(file) + 1
  const temporary = `${countFile(file)}.part`
  writeFileSync(temporary, String(count), { mode: 0o600 })
  syncPath(temporary, 'file')
  renameSync(temporary, countFile(file))
  syncPath(dirname(file), 'folder')
  return count
}
