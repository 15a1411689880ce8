import { z } from 'zod'

/**
 * Body of every answer that is not a success (RFC 9457, `application/problem+json`). `code` is for programs: the page has a sentence for each.
 */
export const ProblemCode = z.enum([
  'unauthorised',
  'forbidden',
  'notFound',
  'malformed',
  'unavailable',
  'tooLarge',
  'loginWrong',
  'loginLocked',
  'idempotencyMismatch',
  'signature/malformed',
  'signature/contentAltered',
  'signature/signatureBroken',
  'signature/chainUntrusted',
  'signature/expired',
  'signature/notYetValid',
  'signature/revoked',
  'signature/iinDiffers',
  'signature/binDiffers',
  'signature/roleDiffers',
  'signature/notForSignature',
  'signature/other',
  'request/invalid',
  'request/unknownService',
  'request/documentMissing',
  'request/documentDiffers',
  'request/applicantDeceased',
  'request/channelClosed',
  'request/unknownVersion',
  'request/unknownOrganisation',
  'payment/missing',
  'payment/unknown',
  'payment/notPaid',
  'payment/cancelled',
  'payment/used',
  'payment/otherService',
  'payment/otherPayer',
  'payment/tooLittle',
  'result/invalid',
  'result/wrongProvider',
  'result/alreadyDecided',
  'extension/notAllowed',
  'extension/tooLong',
  'extension/alreadyExtended',
  'email/notOffered',
  'email/addressRefused',
  'email/refused',
  'carrier/foreign',
  'carrier/damaged',
  'carrier/unknownWorkplace',
])
export type ProblemCode = z.infer<typeof ProblemCode>

export const Problem = z.object({
  code: ProblemCode,
  /** What the sentence needs: a slot's id, seconds to wait. Never personal data. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
})
export type Problem = z.infer<typeof Problem>
