import { z } from 'zod'
import { CaseId, ContentHash, Instant, JobId } from '#core/domain/ids.ts'

/** Durable work, written in the same transaction as the action that causes it. */
export const JobKind = z.enum([
  /** Compares what was declared at the counter with the registers; before the request is sent. */
  'checkDeclared',
  'submitRequest',
  /** The same for what no register answered then; after the request was sent. */
  'recheckDeclared',
  'deliverAcceptance',
  'deliverResult',
  'deliverExtension',
  'emailResult',
])
export type JobKind = z.infer<typeof JobKind>

/**
 * Letters and late checks wait for what was queued before them, but hold up nothing that comes after: neither a wrong address nor a silent register may keep a
 * result from its term.
 */
export const holdsUpNothing = ['emailResult', 'recheckDeclared'] as const satisfies readonly JobKind[]

/** `ready` waits for `nextAt`; `stuck` needs the operator; `rejected` was refused for good; both are kept and visible. */
export const JobState = z.enum(['ready', 'running', 'stuck', 'rejected', 'done', 'cancelled'])
export type JobState = z.infer<typeof JobState>

export const Job = z.object({
  id: JobId,
  kind: JobKind,
  caseId: CaseId,
  /** The signed content that it delivers, where a case can have several. */
  content: ContentHash.optional(),
  /** Made at first save, sent with every attempt, never made anew. */
  idempotencyKey: z.uuid(),
  state: JobState,
  attempts: z.int().nonnegative(),
  createdAt: Instant,
  nextAt: Instant,
  /** Tag of the last fault, and what came with it for the sentence. */
  lastFault: z.object({ tag: z.string(), data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  /** Bytes sent and to send, where the job uploads. */
  progress: z.object({ done: z.int(), total: z.int() }).optional(),
  finishedAt: Instant.optional(),
})
export type Job = z.infer<typeof Job>

/** What one run of a job came to. A job never sleeps: it says when it wants to be asked again. */
export type JobOutcome =
  | { readonly kind: 'done' }
  /** `after` milliseconds, exact, where the gateway named it (Retry-After); without it the engine's own backoff with jitter. */
  | { readonly kind: 'retry'; readonly fault: NonNullable<Job['lastFault']>; readonly after?: number }
  | { readonly kind: 'needsOperator'; readonly fault: NonNullable<Job['lastFault']> }
  | { readonly kind: 'rejected'; readonly fault: NonNullable<Job['lastFault']> }
