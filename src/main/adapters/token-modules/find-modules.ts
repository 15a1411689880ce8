import { existsSync, realpathSync } from 'node:fs'
import type { KnownCard } from '#core/domain/token-diagnosis.ts'
import type { TokenKind } from './module-table.ts'

export interface FoundModule {
  readonly id: string
  readonly name: string
  readonly path: string
  /** Mechanism for GOST keys. */
  readonly gost512?: number
}

const systems = ['linux', 'win32', 'darwin'] as const

/** Modules of the table that are installed on this machine, each library once. */
export function findModules(kinds: readonly TokenKind[], platform: string = process.platform): readonly FoundModule[] {
  const system = systems.find((candidate) => candidate === platform)
  if (system === undefined) return []
  const found = new Map<string, FoundModule>()
  for (const { id, name, modules, mechanisms } of kinds) {
    const path = modules[system].find((candidate) => existsSync(candidate))
    if (path === undefined) continue
    const real = realpathSync(path)
    const gost512 = mechanisms === undefined ? {} : { gost512: Number(mechanisms.gost512) }
    if (!found.has(real)) found.set(real, { id, name: name.kk, path, ...gost512 })
  }
  return [...found.values()]
}

const bytesOf = (hex: string): readonly number[] => [...Buffer.from(hex, 'hex')]

function fits(atr: string, known: TokenKind['atrs'][number]): boolean {
  if (atr.length !== known.atr.length) return false
  const [given, wanted] = [bytesOf(atr), bytesOf(known.atr)]
  const mask = known.mask === undefined ? undefined : bytesOf(known.mask)
  return given.every((byte, index) => ((byte ^ (wanted[index] ?? 0)) & (mask?.[index] ?? 0xff)) === 0)
}

/** @param atr hexadecimal, capitals */
export function findCard(kinds: readonly TokenKind[], atr: string): KnownCard | undefined {
  const kind = kinds.find(({ atrs }) => atrs.some((known) => fits(atr, known)))
  if (kind === undefined) return undefined
  const { id, name, driverUrl, byNcalayer, modules, pinTries } = kind
  const hasDriver = [...modules.linux, ...modules.win32, ...modules.darwin].length > 0
  return {
    id,
    name,
    byNcalayer: byNcalayer && !hasDriver,
    ...(driverUrl === undefined ? {} : { driverUrl }),
    ...(pinTries === undefined ? {} : { pinTries }),
  }
}
