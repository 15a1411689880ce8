import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Database } from './database.ts'

const Row = z.object({ value: z.string() })

export interface Settings {
  readonly find: (name: string) => string | undefined
  readonly put: (name: string, value: string) => void
  /** 256 bits made at first use, for tokens that this gateway must recognise again. */
  readonly secret: () => Buffer
}

export function createSettings(database: Database): Settings {
  const select = database.prepare('SELECT value FROM setting WHERE name = ?')
  const upsert = database.prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  const find = (name: string): string | undefined => Row.optional().parse(select.get(name))?.value
  const put = (name: string, value: string): void => void upsert.run(name, value)
  return {
    find,
    put,
    secret: () => {
      const known = find('secret')
      if (known !== undefined) return Buffer.from(known, 'hex')
      const made = randomBytes(32)
      put('secret', made.toString('hex'))
      return made
    },
  }
}
