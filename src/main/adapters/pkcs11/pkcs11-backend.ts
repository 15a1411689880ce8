import { fault } from '#core/base/fault.ts'
import type { Logger } from '#core/base/logger.ts'
import { Emitter } from '#core/base/emitter.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { BackendSignRequest, TokenBackend } from '#core/ports/token-backend.ts'
import type { TokenFault, TokenInfo } from '#core/ports/token.ts'
import { createModuleTokens, type ModuleTokens } from './module-tokens.ts'
import type { ModulePlace } from './pkcs11-module.ts'
import { withoutDoubles } from './without-doubles.ts'

export interface Pkcs11Options {
  /** Absolute paths of PKCS#11 modules; those that do not exist are passed over. */
  readonly modules: readonly string[]
  /** Modules of the table that are installed now; asked again and again, since drivers are installed while the program runs. */
  readonly findModules?: () => readonly ModulePlace[]
  readonly logger: Logger
  /** How often to look whether tokens came or went, milliseconds. Default 2000. */
  readonly pollEvery?: number
}

/** Tokens behind PKCS#11 modules. To be used in the token process only: a vendor's module can take its process down. */
export function createPkcs11Backend({ modules, findModules = () => [], logger, pollEvery = 2_000 }: Pkcs11Options): TokenBackend {
  const changed = new Emitter<void>()
  const all: ModuleTokens[] = modules.map((path) => createModuleTokens({ path }, logger))
  const discover = (): boolean => {
    const found = findModules().filter(({ path }) => !all.some((module) => module.path === path))
    all.push(...found.map((place) => createModuleTokens(place, logger)))
    return found.length > 0
  }
  discover()

  const moduleOf = (tokenId: string) => all.find(({ path }) => tokenId.startsWith(`${path}#`))

  // C_WaitForSlotEvent is missing or broken in too many modules (SoftHSM among them): ask.
  let polling = false
  const poll = async () => {
    if (polling) return
    polling = true
    try {
      const more = discover()
      const answers = await Promise.all(all.map((module) => module.hasChanged()))
      if (more || answers.includes(true)) changed.emit()
    } finally {
      polling = false
    }
  }
  const timer = setInterval(() => void poll(), pollEvery)
  timer.unref()

  return {
    list: async (): Promise<Result<readonly TokenInfo[], TokenFault>> => {
      const lists = await Promise.all(all.map((module) => module.list()))
      const good = lists.filter((list) => list.ok)
      const failed = lists.find((list) => !list.ok)
      return good.length === 0 && failed !== undefined ? failed : ok(withoutDoubles(good.map((list) => list.value)))
    },
    sign: (request: BackendSignRequest) => {
      const module = moduleOf(request.tokenId)
      return module === undefined ? Promise.resolve(err(fault('token/absent', 'act'))) : module.sign(request)
    },
    diagnose: async () => {
      discover()
      const each = await Promise.all(all.map((module) => module.diagnose()))
      return { modules: each.flatMap(({ modules: own }) => own), slots: each.flatMap(({ slots }) => slots) }
    },
    lookAgain: () => void poll(),
    isLoggedIn: (tokenId) => moduleOf(tokenId)?.isLoggedIn(tokenId) === true,
    logOut: (tokenId) => moduleOf(tokenId)?.logOut(tokenId) ?? Promise.resolve(),
    onDidChange: changed.on,
    close: async () => {
      clearInterval(timer)
      await Promise.all(all.map((module) => module.close()))
    },
  }
}
