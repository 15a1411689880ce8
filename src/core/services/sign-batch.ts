import { type Fault, fault } from '#core/base/fault.ts'
import type { AbortSignalLike } from '#core/base/remote.ts'
import type { Actor } from '#core/domain/staff.ts'
import { StorageProblem } from '#core/ports/stores.ts'
import type { Desk, Session } from './desk.ts'
import { type SignPrepared, signPrepared } from './sign-prepared.ts'
import { storageFault } from './storage-fault.ts'

/** The token stays logged in so long after each signature of a batch, milliseconds: longer than a slow token needs for the next. */
export const batchLogin = 60_000

export interface SignBatch extends Pick<SignPrepared, 'certificateId' | 'ticket'> {
  /** What was prepared and seen, in the order of signing. */
  readonly preparationIds: readonly string[]
}

/** What became of one content of a batch. `left`: not tried, and signed by nothing. */
export type BatchItem =
  | { readonly preparationId: string; readonly outcome: 'signed'; readonly revocation: 'good' | 'unknown' }
  | { readonly preparationId: string; readonly outcome: 'failed'; readonly fault: Fault }
  | { readonly preparationId: string; readonly outcome: 'left' }

export type BatchProgress = BatchItem | { readonly preparationId: string; readonly outcome: 'signing' }

export interface BatchSigned {
  readonly items: readonly BatchItem[]
  /** What ended the batch before its end. */
  readonly stopped?: Fault
}

interface BatchWatch {
  /** Before each item and after it. */
  readonly onItem: (item: BatchProgress) => void
  /** The signer still sits at an open desk. */
  readonly isSeated: () => boolean
}

type SignDeps = Parameters<typeof signPrepared>[0]

/**
 * Whether the same would happen to everything after it: the token, the PIN, the certificate. Above all a PIN that was wrong once is not tried again: the
 * third time locks the token.
 */
const stopsAll = ({ tag }: Fault): boolean =>
  tag.startsWith('token/') || tag === 'signing/certificateUnfit' || tag === 'signing/notVerified' || tag === 'session/locked'

/** One item, its disk's troubles as faults: the next may still fit. */
async function signOne(deps: SignDeps, session: Session, actor: Actor, input: SignPrepared, signal: AbortSignalLike) {
  try {
    return await signPrepared(deps, session, actor, input, signal)
  } catch (failure) {
    if (!(failure instanceof StorageProblem)) throw failure
    return { ok: false as const, error: storageFault(failure) }
  }
}

/**
 * Signs prepared contents one after another with one PIN, each in its own transaction exactly as if it were signed alone. The first is signed with the PIN's
 * ticket, the others with the login it leaves; a token that wants the PIN each time, or lost it, ends the batch with `token/noPin`, and the rest may be asked for
 * again. What is signed stays signed; what is not says so.
 */
export async function signBatch(
  deps: SignDeps,
  session: Session,
  actor: Actor,
  { preparationIds, certificateId, ticket }: SignBatch,
  { onItem, isSeated }: BatchWatch,
  signal: AbortSignalLike,
): Promise<BatchSigned> {
  const items: BatchItem[] = []
  let stopped: Fault | undefined
  // The ticket is used by the first item that gets as far as the token.
  let pin = ticket
  const token: Desk['token'] = {
    ...deps.token,
    sign: async (request, cancel) => {
      const signature = await deps.token.sign(request, cancel)
      if (signature.ok) pin = undefined
      return signature
    },
  }
  const put = (item: BatchItem): void => {
    items.push(item)
    onItem(item)
  }
  try {
    for (const preparationId of preparationIds) {
      if (stopped === undefined && !isSeated()) stopped = fault('session/locked', 'act')
      if (stopped === undefined && signal.aborted) stopped = fault('token/cancelled', 'retry')
      if (stopped !== undefined) {
        put({ preparationId, outcome: 'left' })
        continue
      }
      onItem({ preparationId, outcome: 'signing' })
      const signed = await signOne(
        { ...deps, token },
        session,
        actor,
        { preparationId, certificateId, ticket: pin, keepFor: batchLogin },
        signal,
      )
      if (signed.ok) {
        put({ preparationId, outcome: 'signed', revocation: signed.value.revocation })
      } else if (stopsAll(signed.error)) {
        stopped = signed.error
        put({ preparationId, outcome: 'left' })
      } else {
        put({ preparationId, outcome: 'failed', fault: signed.error })
      }
    }
  } finally {
    // Unless the workplace keeps logins anyway.
    if (deps.workplace.pinPolicy === undefined || deps.workplace.pinPolicy.kind === 'signature') await deps.token.endLogins()
  }
  return { items, ...(stopped === undefined ? {} : { stopped }) }
}
