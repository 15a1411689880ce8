import { z } from 'zod'
import { JobId } from '#core/domain/ids.ts'
import { UploadPolicy } from '#core/domain/outbox.ts'
import { byCase, Bytes, caseErrors, Nothing, operation, tokenErrors } from './operation.ts'
import { OutboxShow, OutboxView } from './views.ts'

/** What is asked of the queue, and of the carrier that it can go by. */
export const outboxOperations = {
  'outbox/list': operation(z.object({ show: OutboxShow, limit: z.int().min(1).max(10_000) }), OutboxView, []),
  'outbox/retryNow': operation(z.object({ jobId: JobId }), Nothing, ['outbox/missing']),
  /** Tries all that waits or is stuck, save what the gateway asked to hold back. */
  'outbox/retryAll': operation(Nothing, z.object({ count: z.int() }), []),
  /** One item, or without `jobId` all sending; what runs is broken off and goes on from where it was. */
  'outbox/pause': operation(z.object({ jobId: JobId.optional() }), Nothing, ['outbox/missing']),
  'outbox/resume': operation(z.object({ jobId: JobId.optional() }), Nothing, ['outbox/missing']),
  /** For good, with the reason in the log of its case; a request called off is not sent, and its case is closed. `outbox/tooLate`: it was delivered. */
  'outbox/cancel': operation(z.object({ jobId: JobId, reason: z.string().min(1).max(1000) }), Nothing, [
    'outbox/missing',
    'outbox/tooLate',
  ]),
  'outbox/setUpload': operation(UploadPolicy, Nothing, []),
  /** Where a carrier may be written: media that can be taken away, and the administrator's folders. */
  'carrier/places': operation(Nothing, z.object({ places: z.array(z.object({ folder: z.string(), freeBytes: z.number() })) }), []),
  /** Reads whole what the queue holds and freezes it for the signature; `carrier/progress` tells how many items are read. */
  'carrier/prepare': operation(Nothing, z.object({ preparationId: z.uuid(), items: z.int(), bytes: z.int() }), [
    'carrier/noRecipient',
    'carrier/nothing',
    'carrier/cancelled',
  ]),
  /** Signs and writes; `carrier/progress` tells the bytes. The items stay in the queue. */
  'carrier/write': operation(
    z.object({ preparationId: z.uuid(), certificateId: z.string(), ticket: z.uuid().optional(), folder: z.string().min(1).max(4096) }),
    z.object({ path: z.string(), bytes: z.int(), items: z.int() }),
    [
      'carrier/folderMissing',
      'carrier/full',
      'carrier/readOnly',
      'carrier/removed',
      'carrier/cancelled',
      'carrier/failed',
      'signing/preparationGone',
      'signing/certificateUnfit',
      'signing/notVerified',
      'storage/missing',
      ...tokenErrors,
    ],
  ),
  /** What became of a carrier: every item that it settles is closed as by the wire; `waiting` stay in the queue. */
  'carrier/takeProof': operation(z.object({ proof: Bytes }), z.object({ done: z.int(), refused: z.int(), waiting: z.int() }), [
    'proof/badSignature',
    'proof/unreadable',
    'proof/otherWorkplace',
  ]),
  /** Takes a rejected request back to the counter to be put right and signed again. */
  'outbox/reopen': operation(byCase, Nothing, caseErrors),
} as const
