import type { Logger } from '#core/base/logger.ts'
import type { Acknowledge } from '#gateway/acknowledgement.ts'
import type { CaseEvents } from '#gateway/case-events.ts'
import type { SignedCatalogue } from '#gateway/catalogue.ts'
import type { CivilActs } from '#gateway/civil-acts.ts'
import type { CertificateStore } from '#gateway/ca/certificate-store.ts'
import type { RevocationLists } from '#gateway/ca/revocation-list.ts'
import type { CheckSignature } from '#gateway/ca/signature-check.ts'
import type { Database } from '#gateway/database/database.ts'
import type { DocumentStore } from '#gateway/documents/document-store.ts'
import type { FeedStore } from '#gateway/feed-store.ts'
import type { Faults } from '#gateway/http/faults.ts'
import type { Mailer } from '#gateway/mail/mailer.ts'
import type { PaymentStore } from '#gateway/payment-store.ts'
import type { NoticeStore } from '#gateway/portal/notice-store.ts'
import type { Registers } from '#gateway/registers.ts'
import type { RequestStore } from '#gateway/request-store.ts'
import type { ResultStore } from '#gateway/result-store.ts'
import type { Resources } from '#gateway/resources.ts'
import type { ServiceStore } from '#gateway/service-store.ts'
import type { SessionStore } from '#gateway/session-store.ts'
import type { StaffStore } from '#gateway/staff-store.ts'
import type { Authority } from '#pki/authority.ts'

/** Everything the handlers stand on, put together in one place: start-gateway.ts. */
export interface GatewayDeps {
  readonly database: Database
  readonly resources: Resources
  readonly services: ServiceStore
  readonly registers: Registers
  readonly civilActs: CivilActs
  readonly payments: PaymentStore
  readonly staff: StaffStore
  readonly sessions: SessionStore
  readonly documents: DocumentStore
  readonly requests: RequestStore
  readonly results: ResultStore
  readonly notices: NoticeStore
  readonly events: CaseEvents
  readonly feed: FeedStore
  readonly authority: Authority
  readonly certificates: CertificateStore
  readonly revocationLists: RevocationLists
  readonly checkSignature: CheckSignature
  readonly acknowledge: Acknowledge
  readonly mailer: Mailer
  readonly faults: Faults
  readonly logger: Logger
  readonly version: string
  readonly training: boolean
  /** Signed once the gateway listens: its certificate names the address. */
  readonly catalogue: () => SignedCatalogue
  /** Known once the gateway listens. */
  readonly url: () => string
}
