import { z } from 'zod'
import { LocalText } from '#core/domain/text.ts'
import type { ReaderDiagnosis, SlotDiagnosis, TokenDiagnosis } from '#core/domain/token-diagnosis.ts'

const name = z.string()

/** Why there is no certificate to sign with; each has its own sentence and next step. */
export const Hindrance = z.discriminatedUnion('kind', [
  /** A known card, and its driver is not installed. */
  z.object({ kind: z.literal('driverMissing'), card: LocalText, url: z.string().exactOptional() }),
  /** A known card that only NCALayer reaches. */
  z.object({ kind: z.literal('byNcalayer'), card: LocalText, pinTries: z.int().exactOptional() }),
  z.object({ kind: z.literal('unknownCard'), reader: name, atr: z.string() }),
  z.object({ kind: z.literal('silentCard'), reader: name }),
  /** Its driver is there and does not show it. */
  z.object({ kind: z.literal('notShown'), card: LocalText }),
  z.object({ kind: z.literal('architecture'), module: name, processor: z.string() }),
  z.object({ kind: z.literal('moduleFailed'), module: name, code: z.string() }),
  z.object({ kind: z.literal('tokenFailed'), reader: name, code: z.string() }),
  z.object({ kind: z.literal('notInitialised'), token: name }),
  z.object({ kind: z.literal('pinNotSet'), token: name }),
  z.object({ kind: z.literal('pinToBeChanged'), token: name }),
  z.object({ kind: z.literal('pinLocked'), token: name }),
  z.object({ kind: z.literal('empty'), token: name }),
  z.object({ kind: z.literal('noKeys'), token: name }),
  z.object({ kind: z.literal('noService') }),
  z.object({ kind: z.literal('noReader') }),
  z.object({ kind: z.literal('noCard'), reader: name }),
  z.object({ kind: z.literal('tableBroken'), problem: z.string() }),
])
export type Hindrance = z.infer<typeof Hindrance>

/** Modules cut the reader's name to the 64 bytes of a slot's description. */
const isIn = (reader: ReaderDiagnosis, slot: SlotDiagnosis): boolean => slot.reader !== '' && reader.name.startsWith(slot.reader)

function ofReader(reader: ReaderDiagnosis, { modules, slots }: TokenDiagnosis): readonly Hindrance[] {
  if (reader.state === 'silent') return [{ kind: 'silentCard', reader: reader.name }]
  if (reader.state === 'empty' || slots.some((slot) => isIn(reader, slot))) return []
  const { card, atr } = reader
  // Without an answer to reset: somebody else works with it.
  if (card === undefined) return atr === undefined ? [] : [{ kind: 'unknownCard', reader: reader.name, atr }]
  const own = modules.filter((module) => module.id === card.id && module.state !== 'missing')
  // Some vendors' modules name their slots as they like: one that shows any token at all shows this one.
  if (own.some(({ path }) => slots.some((slot) => slot.module === path))) return []
  if (own.length > 0) return own.some(({ state }) => state === 'loaded') ? [{ kind: 'notShown', card: card.name }] : []
  if (card.byNcalayer) return [{ kind: 'byNcalayer', card: card.name, ...(card.pinTries === undefined ? {} : { pinTries: card.pinTries }) }]
  return [{ kind: 'driverMissing', card: card.name, ...(card.driverUrl === undefined ? {} : { url: card.driverUrl }) }]
}

function ofSlot(slot: SlotDiagnosis, { slots }: TokenDiagnosis): readonly Hindrance[] {
  const token = slot.label || slot.model || slot.reader
  if (slot.state === 'failed') return [{ kind: 'tokenFailed', reader: slot.reader, code: slot.code ?? '' }]
  // SoftHSM always has one more token, which waits to be initialised.
  if (slot.state === 'notInitialised')
    return slots.some(({ module, state }) => module === slot.module && state === 'ready') ? [] : [{ kind: 'notInitialised', token }]
  if (slot.pin === 'notSet') return [{ kind: 'pinNotSet', token }]
  if (slot.pin === 'toBeChanged') return [{ kind: 'pinToBeChanged', token }]
  if (slot.pin === 'locked') return [{ kind: 'pinLocked', token }]
  if (slot.certificates === 0) return [{ kind: 'empty', token }]
  return slot.withKey === 0 ? [{ kind: 'noKeys', token }] : []
}

/** What PC/SC lacks, where no token is to be seen at all. */
function ofPlaces({ service, readers, slots, otherTokens }: TokenDiagnosis): readonly Hindrance[] {
  if (otherTokens > 0 || slots.some(({ state }) => state === 'ready')) return []
  if (service.state !== 'running') return [{ kind: 'noService' }]
  const [first] = readers
  if (first === undefined) return [{ kind: 'noReader' }]
  return readers.every(({ state }) => state === 'empty') ? [{ kind: 'noCard', reader: first.name }] : []
}

/** Everything that keeps a token from signing, the nearest to the token first. */
export function hindrancesOf(diagnosis: TokenDiagnosis): readonly Hindrance[] {
  const { modules, readers, slots, tableProblem } = diagnosis
  return [
    ...slots.flatMap((slot) => ofSlot(slot, diagnosis)),
    ...readers.flatMap((reader) => ofReader(reader, diagnosis)),
    ...modules.flatMap(({ name: module, state, code = '' }): readonly Hindrance[] => {
      if (state === 'architecture') return [{ kind: 'architecture', module, processor: code }]
      return state === 'failed' ? [{ kind: 'moduleFailed', module, code }] : []
    }),
    ...ofPlaces(diagnosis),
    ...(tableProblem === undefined ? [] : [{ kind: 'tableBroken', problem: tableProblem } as const]),
  ]
}
