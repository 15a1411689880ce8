import { fault } from '#core/base/fault.ts'
import type { GatewayFault, GatewayUnavailable } from '#core/ports/gateway.ts'
import { Problem } from '#core/wire/problem.ts'

export const unavailable = (why: GatewayUnavailable['why'], retryAfterMilliseconds?: number): GatewayUnavailable =>
  fault('gateway/unavailable', 'retry', { why, ...(retryAfterMilliseconds === undefined ? {} : { retryAfterMilliseconds }) })

/**
 * Retry-After (RFC 9110, 10.2.3) in milliseconds: whole seconds, or a date, which is counted from the answer's own Date so that a wrong
 * device clock does not matter.
 */
export function retryAfterOf(value: string | undefined, date: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,7}$/.test(value.trim())) return Number(value) * 1_000
  const until = Date.parse(value)
  if (Number.isNaN(until)) return undefined
  const from = date === undefined ? NaN : Date.parse(date)
  return Math.max(0, until - (Number.isNaN(from) ? now : from))
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface FailedAnswer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly text: string
  /** Device clock, milliseconds. */
  readonly now: number
}

/** What an answer that is not a success means. Only the gateway's own problem document is a refusal; anything else is nobody we know. */
export function faultOfAnswer({ status, header, text, now }: FailedAnswer): GatewayFault {
  if (status === 503 || status === 429) return unavailable('busy', retryAfterOf(header('retry-after'), header('date'), now))
  const problem = Problem.safeParse(parseJson(text))
  if (!problem.success || !/\bjson\b/.test(header('content-type') ?? '')) return unavailable('nonsense')
  if (status >= 500) return unavailable('busy', retryAfterOf(header('retry-after'), header('date'), now))
  if (status < 400) return unavailable('nonsense')
  return fault('gateway/refused', 'act', { code: problem.data.code, data: problem.data.data })
}
