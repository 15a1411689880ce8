import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pkcs11js, { type PKCS11 } from 'pkcs11js'
import { fault } from '#core/base/fault.ts'
import type { Logger } from '#core/base/logger.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { TokenFault } from '#core/ports/token.ts'
import type { ModuleDiagnosis } from '#core/domain/token-diagnosis.ts'
import { architecturesOf } from './binary-architecture.ts'
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
  /** How its start went, without `milliseconds`. */
  readonly status: () => Omit<ModuleDiagnosis, 'milliseconds'>
  /** Called when all sessions and handles became void. */
  readonly onReset: (listener: () => void) => void
  readonly close: () => Promise<void>
}

/** Where a module is, and what the table of modules calls it. */
export interface ModulePlace {
  /** Absolute. */
  readonly path: string
  readonly name?: string
  readonly id?: string
  /** The vendor's mechanism that signs a Streebog-512 digest with a GOST key. */
  readonly gost512?: number
}

type Failure = Pick<ModuleDiagnosis, 'state' | 'code'>

/** What libraryVersion and cryptokiVersion of C_GetInfo read like. */
function versionOf(api: PKCS11): string | undefined {
  try {
    const { libraryVersion, cryptokiVersion, manufacturerID } = api.C_GetInfo()
    const maker = manufacturerID.replace(/[\0 ]+$/, '')
    const [library, cryptoki] = [libraryVersion, cryptokiVersion].map(({ major, minor }) => `${major}.${minor}`)
    return `${maker} ${library}, PKCS#11 ${cryptoki}`.trim()
  } catch {
    return undefined
  }
}

/** Milliseconds. */
const closeWithin = 2_000

export function createPkcs11Module({ path, name = basename(path), id }: ModulePlace, logger: Logger): Pkcs11Module {
  let api: PKCS11 | undefined
  let state: 'untried' | 'running' | 'stopped' = 'untried'
  let recovery: Promise<void> | undefined
  let failure: Failure | undefined
  let version: string | undefined
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
    if (api === undefined && !existsSync(path)) {
      failure = { state: 'missing' }
      return err(fault('token/moduleMissing', 'support'))
    }
    // A library for another processor is told by its header: the loader would only say that it cannot.
    const processors = api === undefined ? architecturesOf(path) : undefined
    if (processors !== undefined && !processors.includes(process.arch)) {
      const code = processors.join(', ')
      failure = { state: 'architecture', code }
      return err(fault('token/moduleFailed', 'support', { code: `ARCHITECTURE ${code}` }))
    }
    try {
      api ??= new pkcs11js.PKCS11(path)
      initialise(api)
      failure = undefined
      version ??= versionOf(api)
      return ok(api)
    } catch (thrown) {
      const code = returnCodeOf(thrown) ?? 'LOAD_FAILED'
      failure = { state: 'failed', code }
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
    status: () => ({
      name,
      path,
      ...(id === undefined ? {} : { id }),
      ...(failure ?? { state: 'loaded' }),
      ...(version === undefined ? {} : { version }),
    }),
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
