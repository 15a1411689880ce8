import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A copy of the database. The number grows with each copy, whatever the device's clock says. */
export interface BackupFile {
  readonly path: string
  readonly name: string
  readonly sequence: number
  /** By the device's clock, milliseconds since 1970. */
  readonly takenAt: number
}

const namePattern = /^tereze-(\d{6})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/

/** `tereze-000042-20261122T093000Z.db` */
export const backupName = (sequence: number, at: number): string => `tereze-${String(sequence).padStart(6, '0')}-${compactInstant(at)}.db`

/** `20261122T093000Z`: an instant that may stand in a file's name on every system. */
export const compactInstant = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** The finished copies of a folder, the newest first; none where there is no folder. */
export function listBackups(folder: string): readonly BackupFile[] {
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names
    .flatMap((name) => {
      const parts = namePattern.exec(name)?.slice(1).map(Number)
      if (parts === undefined) return []
      const [sequence = 0, year = 0, month = 1, day, hour, minute, second] = parts
      return [{ name, path: join(folder, name), sequence, takenAt: Date.UTC(year, month - 1, day, hour, minute, second) }]
    })
    .toSorted((one, other) => other.sequence - one.sequence)
}

/** A working day by the hour: what is noticed soon. */
const newestKept = 12
/** Two weeks by the day: what is noticed late, after leave or at the week's report. */
const daysKept = 14

const dayOf = ({ takenAt }: BackupFile): string => new Date(takenAt).toISOString().slice(0, 10)

/** Copies that rotation lets go: all but the newest twelve and the newest of each of the last fourteen days that have one. */
export function outdatedBackups(newestFirst: readonly BackupFile[]): readonly BackupFile[] {
  const days = new Map<string, BackupFile>()
  for (const backup of newestFirst) if (days.size < daysKept && !days.has(dayOf(backup))) days.set(dayOf(backup), backup)
  const kept = new Set([...newestFirst.slice(0, newestKept), ...days.values()])
  return newestFirst.filter((backup) => !kept.has(backup))
}

/** Puts a file's content on the disk, or a folder's entries. Windows has no such call for folders, and journals them itself. */
export function syncPath(path: string, kind: 'file' | 'folder'): void {
  if (kind === 'folder' && process.platform === 'win32') return
  const handle = openSync(path, kind === 'file' ? 'r+' : 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
