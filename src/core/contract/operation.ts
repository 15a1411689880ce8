import { z } from 'zod'
import { CaseId } from '#core/domain/ids.ts'

/** Any operation may end so. */
export const commonErrors = [
  'core/down',
  'core/bug',
  'input/invalid',
  'session/none',
  'session/locked',
  'right/missing',
  'storage/diskFull',
  'storage/readOnly',
  'storage/damaged',
  'storage/failed',
  'storage/newerVersion',
  'storage/inUse',
] as const

export const gatewayErrors = ['gateway/unavailable', 'gateway/refused'] as const
export const tokenErrors = [
  'token/processDown',
  'token/moduleMissing',
  'token/moduleFailed',
  'token/absent',
  'token/certificateMissing',
  'token/noPin',
  'token/pinIncorrect',
  'token/pinLocked',
  'token/timeout',
  'token/cancelled',
  'token/deviceError',
] as const
export const scannerErrors = [
  'scanner/missingProgram',
  'scanner/notFound',
  'scanner/busy',
  'scanner/jammed',
  'scanner/feederEmpty',
  'scanner/coverOpen',
  'scanner/accessDenied',
  'scanner/noAnswer',
  'scanner/cancelled',
  'scanner/failed',
] as const
export const documentErrors = [
  'document/tooLarge',
  'document/tooManyPages',
  'document/tooManyPixels',
  'document/unknownType',
  'document/damaged',
  'document/encrypted',
  'document/empty',
  'storage/missing',
] as const
export const caseErrors = ['case/missing', 'case/notInStage'] as const
export const printerErrors = ['printer/missingProgram', 'printer/none', 'printer/notFound', 'printer/failed'] as const

const primitive = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** An expected failure as the page gets it: a tag and the data of its sentence. */
export const WireFault = z.object({ tag: z.string(), remedy: z.enum(['retry', 'act', 'support']) }).catchall(primitive)
export type WireFault<Tag extends string = string> = { readonly tag: Tag; readonly remedy: 'retry' | 'act' | 'support' } & {
  readonly [key: string]: string | number | boolean | string[]
}

/** One operation between page and core. `errors` are the tags of the expected failures beside the common ones. */
export const operation = <In extends z.ZodType, Out extends z.ZodType, const Errors extends readonly string[]>(
  input: In,
  output: Out,
  errors: Errors,
) => ({ input, output, errors })

export const Nothing = z.object({}).strict()
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
export const byCase = z.object({ caseId: CaseId })
