/**
 * What may stand in a log line. Personal data cannot get in by construction: fields are named here,
 * and each is a code, an id, a count or a duration.
 */
export interface LogFields {
  readonly caseId?: string
  readonly jobId?: string
  readonly jobKind?: string
  readonly serviceId?: string
  readonly operation?: string
  readonly tag?: string
  readonly process?: string
  readonly attempt?: number
  readonly count?: number
  readonly bytes?: number
  readonly milliseconds?: number
  readonly status?: number
  readonly code?: string
  readonly version?: string
  readonly port?: number
  /** Name of an Error's class and its stack without the message: a message may quote personal data. */
  readonly failure?: string
}

export interface Logger {
  readonly debug: (message: string, fields?: LogFields) => void
  readonly info: (message: string, fields?: LogFields) => void
  readonly warn: (message: string, fields?: LogFields) => void
  readonly error: (message: string, fields?: LogFields) => void
}

/** The class and the frames of an error, without its message. */
export function describeFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure
  const frames = (failure.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return [failure.name, ...frames.slice(0, 6).map((line) => line.trim())].join(' | ')
}

export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
