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
  /** Time stamp and revocation values for a delivered signature. */
  'extendSignature',
])
export type JobKind = z.infer<typeof JobKind>

/**
 * Letters and late checks wait for what was queued before them, but hold up nothing that comes after: neither a wrong address nor a silent register may keep a
 * result from its term.
 */
export const holdsUpNothing = ['emailResult', 'recheckDeclared', 'extendSignature'] as const satisfies readonly JobKind[]

/**
 * Nothing of it is to be sent and nobody waits for it: it stands in no list of the outbox, counts in no limit of what a desk may owe, and is seen at its
 * case.
 */
export const besideTheOutbox = 'extendSignature' satisfies JobKind

/**
 * `ready` waits for `nextAt`; `paused` waits for the operator who stopped it; `stuck` needs the operator; `rejected` was refused for good. All are kept
 * and visible, and hold up what was queued after them for the same case. What failed for a whole day is `stuck` with `failingSince`: it asks for
 * attention and is still tried at `nextAt`, every hour.
 */
export const JobState = z.enum(['ready', 'running', 'paused', 'stuck', 'rejected', 'done', 'cancelled'])
export type JobState = z.infer<typeof JobState>

/** Something is still to be done, by the queue or by a person. */
export const unfinishedStates = JobState.exclude(['done', 'cancelled']).options

/**
 * Who waits for it. `counter`: the person stands before the desk; `desk`: the ordinary course; `backlog`: it was queued or held up while the gateway
 * was away, its person has gone with a provisional number.
 */
export const JobPriority = z.enum(['counter', 'desk', 'backlog'])
export type JobPriority = z.infer<typeof JobPriority>

/** Every priority, the most urgent first. */
export const jobPriorities = JobPriority.options

/** What the gateway answered to the delivered content: kept with the job for good. */
export const JobAcknowledgement = z.object({
  /** Signed by the gateway. */
  text: z.string(),
  /** The gateway's time. */
  at: Instant.optional(),
  /** The number it gave, where it gives one. */
  number: z.string().optional(),
})
export type JobAcknowledgement = z.infer<typeof JobAcknowledgement>

export const Job = z.object({
  id: JobId,
  kind: JobKind,
  caseId: CaseId,
  /** The signed content that it delivers, where a case can have several. */
  content: ContentHash.optional(),
  /** Made at first save, sent with every attempt, never made anew. */
  idempotencyKey: z.uuid(),
  state: JobState,
  priority: JobPriority.default('desk'),
  attempts: z.int().nonnegative(),
  createdAt: Instant,
  nextAt: Instant,
  /** Tag of the last fault, and what came with it for the sentence. */
  lastFault: z.object({ tag: z.string(), data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  /** The first failure since it last went through or the operator had a hand in it; absent where it is for the operator alone to act. */
  failingSince: Instant.optional(),
  /** Bytes sent and to send, where the job uploads. */
  progress: z.object({ done: z.int(), total: z.int() }).optional(),
  /** A run without a sign of life by then is broken off and counts as failed. */
  leasedUntil: Instant.optional(),
  acknowledgement: JobAcknowledgement.optional(),
  /** Why the operator called it off. */
  calledOffBecause: z.string().optional(),
  /** It was also written to a carrier then, and may be delivered by hand. */
  onCarrierSince: Instant.optional(),
  finishedAt: Instant.optional(),
})
export type Job = z.infer<typeof Job>

/** What one run of a job came to. A job never sleeps: it says when it wants to be asked again. */
export type JobOutcome =
  | { readonly kind: 'done'; readonly acknowledgement?: JobAcknowledgement }
  /** `after` milliseconds, exact, where the gateway named it (Retry-After); without it the engine's own backoff with jitter. */
  | { readonly kind: 'retry'; readonly fault: NonNullable<Job['lastFault']>; readonly after?: number }
  | { readonly kind: 'needsOperator'; readonly fault: NonNullable<Job['lastFault']> }
  | { readonly kind: 'rejected'; readonly fault: NonNullable<Job['lastFault']> }
