import type { z } from 'zod'
import type { Fault } from '#core/base/fault.ts'
import type { Logger } from '#core/base/logger.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Result } from '#core/base/result.ts'
import type { EventOf, OperationName, Operations, OutputOf } from '#core/contract/client.ts'
import type { commonErrors } from '#core/contract/operation.ts'
import type { BatchProgressView, HeaderStatus } from '#core/contract/views.ts'
import type { Actor } from '#core/domain/staff.ts'
import type { JobEngine, JobProgress } from '#core/jobs/engine.ts'
import type { CarrierPreparations } from '#core/jobs/prepare-carrier.ts'
import type { Desk, Session } from '#core/services/desk.ts'
import type { SessionHolder } from './session-holder.ts'

/** A desk as the API sees it: the use cases' parts, and the queue behind it. */
export interface ServedDesk extends Desk {
  readonly queue: Omit<JobEngine, 'start' | 'stop' | 'poke' | 'connectionReturned'>
  readonly carrierPreparations: CarrierPreparations
  readonly outboxChanged: () => void
  readonly carrierProgress: (progress: JobProgress) => void
  readonly batchProgress: (item: BatchProgressView) => void
  readonly checkProgress: (progress: EventOf<'check/progress'>) => void
}

/** What the handlers work on. */
export interface ApiContext {
  readonly desks: readonly ServedDesk[]
  readonly holder: SessionHolder<ServedDesk>
  readonly header: () => HeaderStatus
  readonly training: boolean
  readonly version: string
  /** System, processor and engine, for the report to support. */
  readonly platform: string
  readonly logger: Logger
  /** Scans under way, by case, so that they can be cancelled. */
  readonly scans: Map<string, () => void>
}

/** A call with somebody at the desk. */
export interface SeatedCall {
  readonly context: ApiContext
  readonly desk: ServedDesk
  readonly session: Session
  readonly actor: Actor
  readonly signal: AbortSignalLike
}

/** Only the failures that the contract names for the operation. */
type Answer<Name extends OperationName> = Result<OutputOf<Name>, Fault<Operations[Name]['errors'][number] | (typeof commonErrors)[number]>>

export type OpenHandler<Name extends OperationName> = (
  context: ApiContext,
  input: OutputOfInput<Name>,
  signal: AbortSignalLike,
) => Promise<Answer<Name>> | Answer<Name>
export type SeatedHandler<Name extends OperationName> = (
  call: SeatedCall,
  input: OutputOfInput<Name>,
) => Promise<Answer<Name>> | Answer<Name>

/** The input after parsing. */
export type OutputOfInput<Name extends OperationName> = z.output<Operations[Name]['input']>
