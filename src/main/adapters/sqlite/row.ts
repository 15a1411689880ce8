import type { z } from 'zod'
import { StorageProblem } from '#core/ports/stores.ts'

/** Parses a row: a file that was altered or half restored must not reach the program as typed data. */
export function parseRow<Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> {
  const parsed = schema.safeParse(row)
  if (!parsed.success) throw new StorageProblem('damaged', 'ROW')
  return parsed.data
}

/** Parses a JSON column. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, text: unknown): z.output<Schema> {
  if (typeof text !== 'string') throw new StorageProblem('damaged', 'ROW')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new StorageProblem('damaged', 'ROW')
  }
  return parseRow(schema, value)
}
