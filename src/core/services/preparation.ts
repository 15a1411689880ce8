import type { CaseId, ContentHash, Instant } from '#core/domain/ids.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'

/** A content composed and shown to the signer: exactly these bytes are signed, or none. */
export type Preparation = {
  readonly preparationId: string
  readonly caseId: CaseId
  readonly staffId: string
  readonly madeAt: Instant
  readonly bytes: Uint8Array
  readonly digest: ContentHash
} & ({ readonly purpose: 'request'; readonly content: ServiceRequest } | { readonly purpose: 'result'; readonly content: ResultDocument })
