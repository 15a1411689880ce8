import type { Logger } from '#core/base/logger.ts'
import type { Acknowledge } from '#gateway/acknowledgement.ts'
import type { CertificateStore } from '#gateway/ca/certificate-store.ts'
import type { RevocationLists } from '#gateway/ca/revocation-list.ts'
import type { CheckSignature } from '#gateway/ca/signature-check.ts'
import type { Database } from '#gateway/database/database.ts'
import type { DocumentStore } from '#gateway/documents/document-store.ts'
import type { FeedStore } from '#gateway/feed-store.ts'
import type { Faults } from '#gateway/http/faults.ts'
import type { Registers } from '#gateway/registers.ts'
import type { RequestStore } from '#gateway/request-store.ts'
import type { Resources } from '#gateway/resources.ts'
import type { SessionStore } from '#gateway/session-store.ts'
import type { StaffStore } from '#gateway/staff-store.ts'
import type { Authority } from '#pki/authority.ts'

/** Everything the handlers stand on, put together in one place: start-gateway.ts. */
export interface GatewayDeps {
  readonly database: Database
  readonly resources: Resources
  readonly registers: Registers
  readonly staff: StaffStore
  readonly sessions: SessionStore
  readonly documents: DocumentStore
  readonly requests: RequestStore
  readonly feed: FeedStore
  readonly authority: Authority
  readonly certificates: CertificateStore
  readonly revocationLists: RevocationLists
  readonly checkSignature: CheckSignature
  readonly acknowledge: Acknowledge
  readonly faults: Faults
  readonly logger: Logger
  readonly version: string
  readonly training: boolean
  /** Known once the gateway listens. */
  readonly url: () => string
}
