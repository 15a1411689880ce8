import type { LogFields, Logger } from '#core/base/logger.ts'

const levels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof levels)[number]

/** One JSON object a line. Only the named fields of {@link LogFields} can get in, so no personal data can. */
export function createLogger(write: (line: string) => void, lowest: LogLevel, now: () => Date): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (levels.indexOf(level) < levels.indexOf(lowest)) return
      write(`${JSON.stringify({ at: now().toISOString(), level, process: 'gateway', message, ...fields })}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
