import { createHmac } from 'node:crypto'

/** Makes the gateway's receipt for a message: `<hash of the message>.<HMAC-SHA-256 under its secret>`, which it can recognise again. */
export type Acknowledge = (
  kind: 'request' | 'acceptance' | 'result' | 'extension' | 'email',
  caseId: string,
  contentHash: string,
  at: string,
) => string

export const createAcknowledge =
  (secret: Buffer): Acknowledge =>
  (kind, caseId, contentHash, at) =>
    `${contentHash.slice(0, 16)}.${createHmac('sha256', secret).update([kind, caseId, contentHash, at].join('\n')).digest('base64url')}`
