// What NCALayer 1.4 says over its WebSocket (its wiki: github.com/pkigovkz/sdkinfo), as far as signing needs it.
import { z } from 'zod'
import { fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'
import type { NcalayerFault, NcalayerRequest } from '#core/ports/ncalayer.ts'

/** Its first message, of its own accord. */
export const Greeting = z.object({ result: z.object({ version: z.string().max(64) }) })

/** May come at any time and means nothing. */
export const heartbeat = '--heartbeat--'

const emailProtection = '1.3.6.1.5.5.7.3.4'
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Any of its key stores; the content goes into the signature, without a time stamp: this program asks for its own. */
export const signRequest = ({ content, iin, bin, language }: NcalayerRequest): object => ({
  module: 'kz.gov.pki.knca.basics',
  method: 'sign',
  args: {
    allowedStorages: null,
    format: 'cms',
    data: base64(content),
    signingParams: { decode: true, encapsulate: true, digested: false, tsaProfile: null },
    signerParams: { extKeyUsageOids: [emailProtection], iin, bin, serialNumber: '', chain: null },
    locale: language,
  },
})

const commonUtils = 'kz.gov.pki.knca.commonUtils'
export const activeTokensRequest = (): object => ({ module: commonUtils, method: 'getActiveTokens' })
/** The older module, of one store only. */
export const signRequestTo = (storage: string, { content }: NcalayerRequest): object => ({
  module: commonUtils,
  method: 'createCAdESFromBase64',
  args: [storage, 'SIGNATURE', base64(content), true],
})

const badAnswer = err(fault('ncalayer/badAnswer', 'support'))
const cancelled = err(fault('ncalayer/cancelled', 'retry'))
/** Its codes are words in capitals; anything else is not repeated to anybody. */
const codeOf = (code: unknown): string => (typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : 'UNKNOWN')
const refused = (code: unknown) => err(fault('ncalayer/refused', 'act', { code: codeOf(code) }))

const ModuleMissing = z.object({ success: z.literal(false), errorCode: z.literal('MODULE_NOT_FOUND') })
export const isModuleMissing = (answer: unknown): boolean => ModuleMissing.safeParse(answer).success

const isCancel = ({ code, message }: { readonly code?: unknown; readonly message?: unknown }): boolean =>
  message === 'action.canceled' || code === 'USER_CANCELED'

/** The signature's text: base64, in lines or not, in PEM's frame or not. */
function signatureOf(text: string): Result<Uint8Array, NcalayerFault> {
  const digits = text.replace(/-----(BEGIN|END) [A-Z0-9 ]+-----/g, '').replace(/\s/g, '')
  const bytes = Buffer.from(digits, 'base64')
  const isWhole = digits !== '' && bytes.toString('base64') === digits && bytes[0] === 0x30
  return isWhole ? ok(new Uint8Array(bytes)) : badAnswer
}

const Refusal = z.object({ status: z.literal(false), code: z.unknown().optional(), message: z.unknown().optional() })
/** `result` is a list even of one signature; some builds give the text itself. Without it the window was closed. */
const Signed = z.object({
  status: z.literal(true),
  body: z.object({ result: z.union([z.string(), z.tuple([z.string()])]).optional() }).optional(),
})

/** The answer of `basics.sign`. */
export function readSigned(answer: unknown): Result<Uint8Array, NcalayerFault> {
  const refusal = Refusal.safeParse(answer)
  if (refusal.success) return isCancel(refusal.data) ? cancelled : refused(refusal.data.code)
  const signed = Signed.safeParse(answer)
  if (!signed.success) return badAnswer
  const result = signed.data.body?.result
  if (result === undefined) return cancelled
  return signatureOf(typeof result === 'string' ? result : result[0])
}

const OldAnswer = z.object({ code: z.string(), message: z.unknown().optional(), responseObject: z.unknown().optional() })

/** The answer of the older module: 200 with what was asked for, or 500. */
function readOld<T>(answer: unknown, schema: z.ZodType<T>): Result<T, NcalayerFault> {
  const read = OldAnswer.safeParse(answer)
  if (!read.success) return badAnswer
  if (read.data.code !== '200') return isCancel(read.data) ? cancelled : refused(read.data.code)
  const value = schema.safeParse(read.data.responseObject)
  return value.success ? ok(value.data) : badAnswer
}

/** The one token that is in; else its window chooses a file. */
export function readStorage(answer: unknown): Result<string, NcalayerFault> {
  const tokens = readOld(answer, z.array(z.string()))
  return tokens.ok ? ok(tokens.value[0] ?? 'PKCS12') : tokens
}

export function readOldSigned(answer: unknown): Result<Uint8Array, NcalayerFault> {
  const text = readOld(answer, z.string())
  return text.ok ? signatureOf(text.value) : text
}
