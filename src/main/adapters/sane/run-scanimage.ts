import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import type { AbortSignalLike } from '#core/base/remote.ts'
import { findSaidStatus } from './sane-status.ts'
import type { SaidStatus } from './sane-status.ts'

export interface ScanimageRun {
  readonly program: string
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly signal?: AbortSignalLike
  /** A child that says nothing for so long is stopped, milliseconds. */
  readonly silenceMs: number
  /** Between SIGINT, which lets the back end park its head, and SIGKILL, milliseconds. */
  readonly graceMs: number
  readonly onLine: (line: string) => void
}

export type ScanimageEnd =
  | { readonly kind: 'missing' }
  | { readonly kind: 'cancelled' }
  /** Stopped by the watchdog. `said` is there if it had told a failure before it fell silent. */
  | { readonly kind: 'silent'; readonly said: SaidStatus | undefined }
  | { readonly kind: 'exited'; readonly said: SaidStatus }

/**
 * Runs scanimage to its end in a process group of its own. When the promise settles no process of the group is left.
 * Never rejects: a child that cannot be started is `missing`.
 */
export function runScanimage(run: ScanimageRun): Promise<ScanimageEnd> {
  if (run.signal?.aborted) return Promise.resolve({ kind: 'cancelled' })
  return new Promise((resolve) => {
    const child = spawn(run.program, run.args, {
      env: run.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      windowsHide: true,
    })
    let said: SaidStatus | undefined
    let stopped: 'cancelled' | 'silent' | undefined
    let watchdog: NodeJS.Timeout | undefined
    let killer: NodeJS.Timeout | undefined

    const kill = (name: 'SIGINT' | 'SIGKILL') => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, name)
      } catch {
        // The group is already gone.
      }
    }
    const stop = (why: 'cancelled' | 'silent') => {
      if (stopped) return
      stopped = why
      clearTimeout(watchdog)
      kill('SIGINT')
      killer = setTimeout(() => kill('SIGKILL'), run.graceMs)
    }
    const feed = () => {
      if (stopped) return
      clearTimeout(watchdog)
      // Some back ends hang in sane_close after a failed read: what they had to tell is told, so the wait is shorter.
      watchdog = setTimeout(() => stop('silent'), said ? Math.min(run.graceMs, run.silenceMs) : run.silenceMs)
    }
    const cancel = () => stop('cancelled')
    const killOnExit = () => kill('SIGKILL')

    const finish = (end: ScanimageEnd) => {
      clearTimeout(watchdog)
      clearTimeout(killer)
      run.signal?.removeEventListener('abort', cancel)
      process.off('exit', killOnExit)
      resolve(end)
    }

    run.signal?.addEventListener('abort', cancel, { once: true })
    process.once('exit', killOnExit)
    feed()
    child.stdout.on('data', feed)
    // `--progress` writes a percentage for every buffer read: the sign of life while a page comes in.
    child.stderr.on('data', feed)
    createInterface({ input: child.stdout }).on('line', run.onLine)
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = findSaidStatus(line)
      if (!found || said) return
      said = found
      feed()
    })
    child.once('error', () => {
      if (child.pid === undefined) finish({ kind: 'missing' })
    })
    // What the child left behind would keep the pipes, and so the device, open.
    child.once('exit', () => kill('SIGKILL'))
    child.once('close', (code, name) => {
      if (stopped === 'cancelled') finish({ kind: 'cancelled' })
      else if (stopped === 'silent') finish({ kind: 'silent', said })
      else finish({ kind: 'exited', said: endStatus(code ?? 128 + constants.signals[name ?? 'SIGKILL'], said) })
    })
  })
}

/** Exit code 1 stands for UNSUPPORTED and for every failure before the scan began: there the message knows more. */
const endStatus = (code: number, said: SaidStatus | undefined): SaidStatus => (code === 1 && said ? said : { status: code, opening: false })
