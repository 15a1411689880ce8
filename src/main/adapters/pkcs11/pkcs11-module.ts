import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { fault } from '#core/base/fault.ts'
import type { Logger } from '#core/base/logger.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { TokenFault } from '#core/ports/token.ts'
import { returnCodeOf } from './return-codes.ts'

/** One vendor's module: loaded on first use, initialised, and initialised anew when its state is in doubt. */
export interface Pkcs11Module {
  readonly path: string
  /** Waits for a recovery under way, then gives the initialised interface. */
  readonly ready: () => Promise<Result<PKCS11, TokenFault>>
  /** C_Finalize and C_Initialize, once nothing of this module is running. Every session and handle is void afterwards. */
  readonly recover: () => Promise<void>
  /** For calls that run beside the event loop: the module is not finalised under them. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>
  readonly isBusy: () => boolean
  /** Called when all sessions and handles became void. */
  readonly onReset: (listener: () => void) => void
  readonly close: () => Promise<void>
}

/** Milliseconds. */
const closeWithin = 2_000

export function createPkcs11Module(path: string, logger: Logger): Pkcs11Module {
  let api: PKCS11 | undefined
  let state: 'untried' | 'running' | 'stopped' = 'untried'
  let recovery: Promise<void> | undefined
  let reset = () => {}
  const running = new Set<Promise<unknown>>()

  const initialise = (loaded: PKCS11): void => {
    try {
      // Without CKF_OS_LOCKING_OK two signatures at once end in a segmentation fault.
      loaded.C_Initialize({ flags: pkcs11js.CKF_OS_LOCKING_OK })
    } catch (failure) {
      if (returnCodeOf(failure) !== 'CKR_CRYPTOKI_ALREADY_INITIALIZED') throw failure
    }
    state = 'running'
  }

  const start = (): Result<PKCS11, TokenFault> => {
    if (api !== undefined && state === 'running') return ok(api)
    if (api === undefined && !existsSync(path)) return err(fault('token/moduleMissing', 'support'))
    try {
      api ??= new pkcs11js.PKCS11(path)
      initialise(api)
      return ok(api)
    } catch (failure) {
      const code = returnCodeOf(failure) ?? 'LOAD_FAILED'
      logger.error('PKCS#11 module did not start', { code })
      // One that has worked before will do so again, when its device is back.
      return err(state === 'stopped' ? fault('token/deviceError', 'retry', { code }) : fault('token/moduleFailed', 'support', { code }))
    }
  }

  const finalise = (): void => {
    reset()
    try {
      if (state === 'running') api?.C_Finalize()
    } catch (failure) {
      logger.warn('C_Finalize failed', { code: returnCodeOf(failure) ?? 'UNKNOWN' })
    }
    if (state === 'running') state = 'stopped'
  }

  const idle = async () => {
    while (running.size > 0) await Promise.allSettled([...running])
  }

  const restart = async () => {
    // Checked and finalised without a pause in between: nothing may begin there.
    while (running.size > 0) await Promise.allSettled([...running])
    finalise()
    if (start().ok) logger.info('PKCS#11 module initialised anew')
  }

  return {
    path,
    ready: async () => {
      await recovery
      return start()
    },
    recover: () => {
      recovery ??= restart().finally(() => (recovery = undefined))
      return recovery
    },
    during: async (work) => {
      const promise = work()
      running.add(promise)
      try {
        return await promise
      } finally {
        running.delete(promise)
      }
    },
    isBusy: () => running.size > 0 || recovery !== undefined,
    onReset: (listener) => {
      reset = listener
    },
    close: async () => {
      // A call that hangs in the device keeps the module: C_Finalize under it would crash.
      await Promise.race([Promise.allSettled([recovery, idle()]), setTimeout(closeWithin, undefined, { ref: false })])
      if (running.size === 0) finalise()
    },
  }
}
