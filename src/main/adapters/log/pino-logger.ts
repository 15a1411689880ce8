import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino'
import type { LogFields, Logger } from '#core/base/logger.ts'
import { openRotatingFile } from './rotating-file.ts'

const kinds: Readonly<Record<keyof LogFields, 'string' | 'number'>> = {
  caseId: 'string',
  jobId: 'string',
  jobKind: 'string',
  serviceId: 'string',
  operation: 'string',
  tag: 'string',
  process: 'string',
  attempt: 'number',
  count: 'number',
  bytes: 'number',
  milliseconds: 'number',
  status: 'number',
  code: 'string',
  version: 'string',
  port: 'number',
  failure: 'string',
}
const longestText = 1_000

/** Only what LogFields names, and of the named kind: the type system is not asked again at run time, so this is. */
function allowed(fields: LogFields): LogFields {
  const kept = Object.entries(kinds).flatMap(([name, kind]) => {
    const value: unknown = fields[name as keyof LogFields]
    if (typeof value !== kind) return []
    return [[name, typeof value === 'string' ? value.slice(0, longestText) : value]]
  })
  return Object.fromEntries(kept) as LogFields
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface PinoLoggerOptions {
  readonly level: LogLevel
  /** stderr where there is none. */
  readonly file?: string
  /** Default 5 MiB. */
  readonly maxBytes?: number
  /** Default 5. */
  readonly keep?: number
}

/** One JSON line an event, time in UTC. */
export function createPinoLogger({
  level,
  file,
  maxBytes = 5 * 1024 * 1024,
  keep = 5,
}: PinoLoggerOptions): Logger & { readonly close: () => void } {
  const rotating = file === undefined ? undefined : openRotatingFile({ file, maxBytes, keep })
  const stream: DestinationStream = rotating ?? destination({ dest: 2, sync: true })
  const log = pino(
    { level, base: { pid: process.pid }, timestamp: stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    stream,
  )
  const at = (name: LogLevel) => (message: string, fields?: LogFields) => log[name](fields === undefined ? {} : allowed(fields), message)
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), close: () => rotating?.close() }
}
