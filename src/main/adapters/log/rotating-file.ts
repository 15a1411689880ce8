import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface RotatingFileOptions {
  readonly file: string
  /** A file that would grow beyond is put aside first, bytes. */
  readonly maxBytes: number
  /** How many put-aside files stay: `file.1` is the youngest. */
  readonly keep: number
}

/**
 * A place for log lines that never grows beyond `(keep + 1) × maxBytes`. Lines are written at once, so the last one before a crash is there.
 * A disk that is full loses lines and nothing else.
 */
export function openRotatingFile({ file, maxBytes, keep }: RotatingFileOptions): {
  readonly write: (line: string) => void
  readonly close: () => void
} {
  let handle: number | undefined
  let size = 0
  const open = (): number => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    handle = openSync(file, 'a', 0o600)
    size = fstatSync(handle).size
    return handle
  }
  const close = (): void => {
    if (handle !== undefined) closeSync(handle)
    handle = undefined
  }
  const rotate = (): void => {
    close()
    for (let number = keep; number >= 1; number--) {
      const from = number === 1 ? file : `${file}.${number - 1}`
      if (existsSync(from)) renameSync(from, `${file}.${number}`)
    }
  }
  return {
    write: (line) => {
      try {
        const bytes = Buffer.from(line)
        if (handle === undefined) open()
        if (size > 0 && size + bytes.length > maxBytes) rotate()
        writeSync(handle ?? open(), bytes)
        size += bytes.length
      } catch {
        handle = undefined
      }
    },
    close,
  }
}
