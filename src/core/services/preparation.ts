import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import type { Random } from '#core/ports/clock.ts'

type Prepared =
  { readonly purpose: 'request'; readonly content: ServiceRequest } | { readonly purpose: 'result'; readonly content: ResultDocument }

/** A content composed and shown to the signer: exactly these bytes are signed, or none. */
export type Preparation = Prepared & {
  readonly preparationId: string
  readonly staffId: string
  readonly bytes: Uint8Array
  readonly digest: ContentHash
}

/** Freezes a content for its signature. One preparation per case and purpose: a later one takes the place of the earlier. */
export function keepPreparation(
  { preparations, random }: { readonly preparations: Map<string, Preparation>; readonly random: Random },
  staffId: string,
  prepared: Prepared,
): Preparation {
  for (const [id, earlier] of preparations) {
    if (earlier.content.caseId === prepared.content.caseId && earlier.purpose === prepared.purpose) preparations.delete(id)
  }
  const bytes = canonicalBytes(prepared.content)
  const preparation = { ...prepared, preparationId: random.uuid(), staffId, bytes, digest: hashOf(bytes) }
  preparations.set(preparation.preparationId, preparation)
  return preparation
}
