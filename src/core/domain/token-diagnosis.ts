import { z } from 'zod'
import { LocalText } from '#core/domain/text.ts'

const milliseconds = z.number().nonnegative()

/** A PKCS#11 module: a vendor's library in the token process. */
export const ModuleDiagnosis = z.object({
  /** Name in the table of modules; the file's own where it stands in none. */
  name: z.string(),
  path: z.string(),
  /** Entry of the table it belongs to. */
  id: z.string().exactOptional(),
  /** `architecture`: a library for another kind of processor, never loaded. `failed`: it did not load or C_Initialize refused. */
  state: z.enum(['loaded', 'missing', 'architecture', 'failed']),
  /** What failed, or what processor it is for. */
  code: z.string().exactOptional(),
  /** From C_GetInfo. */
  version: z.string().exactOptional(),
  milliseconds,
})
export type ModuleDiagnosis = z.infer<typeof ModuleDiagnosis>

/** A kind of card or token that the table of modules names. */
export const KnownCard = z.object({
  id: z.string(),
  name: LocalText,
  /** Where its driver is to be had. */
  driverUrl: z.string().exactOptional(),
  /** No PKCS#11 driver of it is known; NCALayer reaches it. */
  byNcalayer: z.boolean(),
  /** It locks after so many wrong PINs. */
  pinTries: z.int().exactOptional(),
})
export type KnownCard = z.infer<typeof KnownCard>

/** A PC/SC reader. A USB token is reader and card in one. */
export const ReaderDiagnosis = z.object({
  name: z.string(),
  /** `silent`: something is in it that gives no answer to reset. */
  state: z.enum(['empty', 'card', 'silent']),
  /** Answer to reset (ISO 7816-3), hexadecimal. */
  atr: z.string().exactOptional(),
  card: KnownCard.exactOptional(),
})
export type ReaderDiagnosis = z.infer<typeof ReaderDiagnosis>

/** A slot with something in it, as its module sees it. */
export const SlotDiagnosis = z.object({
  /** Path of the module. */
  module: z.string(),
  /** Slot's description; most modules name the PC/SC reader there. */
  reader: z.string(),
  state: z.enum(['ready', 'notInitialised', 'failed']),
  /** What C_GetTokenInfo returned. */
  code: z.string().exactOptional(),
  label: z.string(),
  model: z.string(),
  pin: z.enum(['ok', 'countLow', 'finalTry', 'locked', 'notSet', 'toBeChanged']),
  certificates: z.int(),
  /** Of these: with a private key. */
  withKey: z.int(),
  milliseconds,
})
export type SlotDiagnosis = z.infer<typeof SlotDiagnosis>

/** Everything between the program and the keys, step by step, as the token process finds it. */
export const TokenDiagnosis = z.object({
  /** What is wrong with the administrator's file of modules; absent where all is well. */
  tableProblem: z.string().exactOptional(),
  modules: z.array(ModuleDiagnosis),
  /** The PC/SC service. `missing`: its library is not installed. */
  service: z.object({ state: z.enum(['running', 'stopped', 'missing']), milliseconds }),
  readers: z.array(ReaderDiagnosis),
  slots: z.array(SlotDiagnosis),
  /** Tokens that need no PKCS#11: key files and the like. */
  otherTokens: z.int(),
})
export type TokenDiagnosis = z.infer<typeof TokenDiagnosis>
