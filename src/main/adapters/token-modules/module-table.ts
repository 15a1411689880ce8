import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LocalText } from '#core/domain/text.ts'
import table from '#resources/tokens/modules.json' with { type: 'json' }

const Hex = z.string().regex(/^([0-9A-F]{2})+$/)

/** Answer to reset, whole or under a mask of the same length: bits that are 0 there may differ. */
const CardAtr = z
  .object({
    atr: Hex,
    mask: Hex.exactOptional(),
    /** In the public list of ATRs, or seen by us. */
    confirmed: z.boolean(),
  })
  .refine(({ atr, mask }) => mask === undefined || mask.length === atr.length, 'mask and ATR differ in length')

/** A kind of token: how it is known, and which PKCS#11 module it needs. */
export const TokenKind = z.object({
  id: z.string().min(1),
  name: LocalText,
  atrs: z.array(CardAtr),
  /** Absolute paths by Node's name of the system, the likeliest first; the first that is there is used. */
  modules: z.object({ linux: z.array(z.string()), win32: z.array(z.string()), darwin: z.array(z.string()) }),
  /** Numbers of the vendor's own mechanisms. `gost512` signs a Streebog-512 digest with GOST R 34.10-2015: PKCS#11 has none for Kazakhstan's names. */
  mechanisms: z.object({ gost512: z.string().regex(/^0x[0-9A-F]{8}$/) }).exactOptional(),
  /** The paths were seen at work with this program. */
  confirmed: z.boolean(),
  driverUrl: z.url().exactOptional(),
  /** NCALayer reaches it by its own means. */
  byNcalayer: z.boolean(),
  /** It locks after so many wrong PINs, whether or not it tells. */
  pinTries: z.int().positive().exactOptional(),
})
export type TokenKind = z.infer<typeof TokenKind>

const Table = z.object({ cards: z.array(TokenKind) })

export interface ModuleTable {
  /** In the order in which modules are asked: vendors' own before OpenSC, which knows many cards a little. */
  readonly kinds: readonly TokenKind[]
  /** What is wrong with the administrator's file: its entries are left out, the program's own stay. */
  readonly problem?: string
}

function readOwn(file: string): { readonly kinds: readonly TokenKind[]; readonly problem?: string } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (failure) {
    const absent = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT'
    return { kinds: [], ...(absent ? {} : { problem: 'UNREADABLE' }) }
  }
  try {
    const parsed = Table.safeParse(JSON.parse(text))
    if (parsed.success) return { kinds: parsed.data.cards }
    const [issue] = parsed.error.issues
    return { kinds: [], problem: issue?.path.join('.') ?? 'SCHEMA' }
  } catch {
    return { kinds: [], problem: 'JSON' }
  }
}

/**
 * The program's table with the administrator's file over it: an entry there with the same id replaces ours, others come before ours.
 * @param file of the same form as resources/tokens/modules.json; none is fine
 */
export function readModuleTable(file?: string): ModuleTable {
  const { cards } = Table.parse(table)
  if (file === undefined) return { kinds: cards }
  const { kinds: own, problem } = readOwn(file)
  const replaced = new Set(own.map(({ id }) => id))
  return { kinds: [...own, ...cards.filter(({ id }) => !replaced.has(id))], ...(problem === undefined ? {} : { problem }) }
}
