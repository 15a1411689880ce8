import type { z } from 'zod'
import { canonicalBytes } from '#core/domain/canonical.ts'
import type { ProblemCode } from '#core/wire/problem.ts'
import { Refusal } from '#gateway/http/problem.ts'

/**
 * Reads what was signed: canonical JSON (RFC 8785) of a schema.
 * @throws Refusal with the code, and with the path of the first wrong field, never its value
 */
export function readSignedContent<T>(schema: z.ZodType<T>, content: Uint8Array, code: ProblemCode): T {
  const text = Buffer.from(content)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
  } catch {
    throw new Refusal(code, { reason: 'notJson' })
  }
  if (Buffer.compare(canonicalBytes(value), text) !== 0) throw new Refusal(code, { reason: 'notCanonical' })
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Refusal(code, { reason: 'schema', field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' })
  return parsed.data
}
