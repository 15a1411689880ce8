import type { z } from 'zod'
import type { Result } from '#core/base/result.ts'
import type { commonErrors, WireFault } from './operation.ts'
import type { events, operations } from './operations.ts'

export type Operations = typeof operations
export type OperationName = keyof Operations
export type InputOf<Name extends OperationName> = z.input<Operations[Name]['input']>
export type OutputOf<Name extends OperationName> = z.output<Operations[Name]['output']>
export type FaultOf<Name extends OperationName> = WireFault<Operations[Name]['errors'][number] | (typeof commonErrors)[number]>
export type AnswerTo<Name extends OperationName> = Result<OutputOf<Name>, FaultOf<Name>>

export type Events = typeof events
export type EventName = keyof Events
export type EventOf<Name extends EventName> = z.output<Events[Name]>

/**
 * Hands the caller the way to call an operation off. A plain function and no AbortSignal: between Electron's preload and the page functions pass,
 * objects with a prototype do not.
 */
export type OfferCancel = (cancel: () => void) => void

/** What the page holds: one function per operation, named as in the contract. None of them rejects. */
export type Api = { readonly [Name in OperationName]: (input: InputOf<Name>, offerCancel?: OfferCancel) => Promise<AnswerTo<Name>> }

/** The page's side of the bridge, the same in both hosts. */
export interface Bridge {
  readonly host: 'electron' | 'web'
  readonly api: Api
  readonly onEvent: <Name extends EventName>(name: Name, listener: (value: EventOf<Name>) => void) => () => void
  /** The core was lost or is back; calls made while it is away answer `core/down`. */
  readonly onConnection: (listener: (connected: boolean) => void) => () => void
  /**
   * Gives a PIN to the token process over a channel of its own; the buffer is overwritten.
   * @returns false where the token process is not there
   */
  readonly leavePin: (ticket: string, pin: Uint8Array) => Promise<boolean>
}
