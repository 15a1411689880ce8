import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import type { Printer, PrinterInfo } from '#core/ports/printer.ts'
import { runProgram, type ProgramEnd } from './run-program.ts'

export interface CupsOptions {
  /** CUPS_SERVER: host or path of the scheduler's socket; the system's own where absent. */
  readonly server?: string
  /** Milliseconds for one call of `lp` or `lpstat`. */
  readonly timeout?: number
  readonly programs?: { readonly lp: string; readonly lpstat: string }
}

/** A stable code of what `lp` said; its sentences are for the system's language and never shown. */
function codeOf({ exitCode, stderr }: ProgramEnd): string {
  if (exitCode === undefined) return stderr === '' ? 'timeout' : stderr
  if (/scheduler is not running|connection refused|bad file descriptor|unable to connect|no such file or directory/i.test(stderr))
    return 'schedulerUnreachable'
  return `exit${exitCode}`
}

/** `lpstat -p -d`, in the C locale. */
export function parsePrinters(stdout: string): readonly PrinterInfo[] {
  const byDefault = /^system default destination: (\S+)/m.exec(stdout)?.[1]
  return [...stdout.matchAll(/^printer (\S+) /gm)].flatMap(([, name]) =>
    name === undefined ? [] : [{ name, isDefault: name === byDefault }],
  )
}

/** Printing by CUPS: the PDF goes to `lp` through its standard input, so nothing of it stays in a temporary file of ours. */
export function createCupsPrinter(options: CupsOptions = {}): Printer {
  const { lp, lpstat } = options.programs ?? { lp: 'lp', lpstat: 'lpstat' }
  const call = (program: string, args: readonly string[], input?: Uint8Array): Promise<ProgramEnd | undefined> =>
    runProgram({
      program,
      args,
      ...(input === undefined ? {} : { input }),
      environment: {
        ...process.env,
        LANG: 'C',
        LC_ALL: 'C',
        LANGUAGE: '',
        ...(options.server === undefined ? {} : { CUPS_SERVER: options.server }),
      },
      timeout: options.timeout ?? 15_000,
    })

  const listPrinters: Printer['listPrinters'] = async () => {
    const end = await call(lpstat, ['-p', '-d'])
    if (end === undefined) return err(fault('printer/missingProgram', 'support'))
    // lpstat ends with 1 where no printer is set up.
    if (end.exitCode === 0 || /no destinations added/i.test(end.stderr)) return ok(parsePrinters(end.stdout))
    return err(fault('printer/failed', 'retry', { code: codeOf(end) }))
  }

  return {
    listPrinters,
    print: async (pdf, { name, title }) => {
      const end = await call(lp, [...(name === undefined ? [] : ['-d', name]), '-t', title], pdf)
      if (end === undefined) return err(fault('printer/missingProgram', 'support'))
      const jobName = /request id is (\S+)/.exec(end.stdout)?.[1]
      if (end.exitCode === 0 && jobName !== undefined) return ok({ jobName })
      if (/no default destination|no destinations added/i.test(end.stderr)) {
        // `lp` says the same where the scheduler is gone; `lpstat` tells the two apart.
        const listed = await listPrinters()
        return listed.ok ? err(fault('printer/none', 'act')) : listed
      }
      if (name !== undefined && /printer or class does not exist|unknown destination/i.test(end.stderr))
        return err(fault('printer/notFound', 'act', { name }))
      return err(fault('printer/failed', 'retry', { code: codeOf(end) }))
    },
  }
}
