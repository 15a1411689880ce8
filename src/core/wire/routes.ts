import { z } from 'zod'
import * as messages from '#core/wire/messages.ts'

/** Who may call: nobody proved, the workplace's token, or a staff member's token. */
export type RouteAccess = 'open' | 'workplace' | 'staff'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Path with `{name}` parameters. */
  readonly path: string
  readonly access: RouteAccess
  readonly summary: string
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** JSON answer; absent where the answer is bytes. */
  readonly answer?: z.ZodType
  /** How the workstation reads the answer, where it bears more than the gateway promises. */
  readonly reads?: z.ZodType
  readonly bytes?: string
  readonly idempotent?: boolean
  readonly training?: boolean
}

/**
 * The gateway's interface, written once: the embedded gateway registers these, the workstation's client calls these, and
 * resources/gateway/openapi.yaml is generated from these. Documents go to /v1/documents by the tus protocol 1.0.0, with upload metadata
 * `sha256` (64 hexadecimal digits); POST /ca/ocsp (RFC 6960) and /ca/tsa (RFC 3161) take and give DER.
 */
export const routes = {
  health: { method: 'GET', path: '/health', access: 'open', summary: 'Alive, and what time it is', answer: messages.Health },
  login: {
    method: 'POST',
    path: '/v1/sessions',
    access: 'workplace',
    summary: 'Log in by name and password',
    body: messages.LoginBody,
    answer: messages.LoginAnswer,
  },
  challenge: {
    method: 'POST',
    path: '/v1/sessions/challenges',
    access: 'workplace',
    summary: 'Bytes to be signed for a login by certificate',
    answer: messages.Challenge,
  },
  certificateLogin: {
    method: 'POST',
    path: '/v1/sessions/certificate',
    access: 'workplace',
    summary: 'Log in by a signed challenge',
    body: messages.CertificateLoginBody,
    answer: messages.LoginAnswer,
  },
  catalogue: {
    method: 'GET',
    path: '/v1/catalogue',
    access: 'workplace',
    summary: 'Service definitions and working days in force, with a signed manifest',
    query: z.object({ have: z.string().max(100).optional() }),
    answer: z.union([messages.CatalogueUnchanged, messages.Catalogue]),
  },
  staff: {
    method: 'GET',
    path: '/v1/staff',
    access: 'workplace',
    summary: "Who works at the caller's organisation",
    answer: messages.StaffAnswer,
  },
  person: {
    method: 'GET',
    path: '/v1/registers/persons/{iin}',
    access: 'staff',
    summary: 'Register of natural persons (ЖТ МДҚ)',
    answer: messages.PersonAnswer,
  },
  organisation: {
    method: 'GET',
    path: '/v1/registers/organisations/{bin}',
    access: 'staff',
    summary: 'Register of legal persons (ЗТ МДҚ)',
    answer: messages.OrganisationAnswer,
  },
  authority: {
    method: 'GET',
    path: '/v1/registers/authorities/{number}',
    access: 'staff',
    summary: "Notaries' register (БНАЖ)",
    answer: messages.AuthorityAnswer,
  },
  family: {
    method: 'GET',
    path: '/v1/registers/civil-acts/{iin}',
    access: 'staff',
    summary: 'Register of civil acts (АХАЖ): children and wards of a person',
    answer: messages.FamilyAnswer,
  },
  payment: {
    method: 'GET',
    path: '/v1/payments/{reference}',
    access: 'staff',
    summary: 'Payment gateway (ЭҮТШ)',
    answer: messages.PaymentAnswer,
  },
  documentKnown: {
    method: 'GET',
    path: '/v1/documents/known/{sha256}',
    access: 'workplace',
    summary: 'Whether a document is already here whole',
    answer: z.object({ known: z.boolean() }),
  },
  document: {
    method: 'GET',
    path: '/v1/documents/{sha256}/content',
    access: 'workplace',
    summary: 'A document of a request addressed to the caller',
    bytes: 'application/pdf',
  },
  submit: {
    method: 'POST',
    path: '/v1/requests',
    access: 'workplace',
    summary: 'Submit a signed request',
    body: messages.SubmitBody,
    answer: messages.SubmitAnswer,
    idempotent: true,
  },
  check: {
    method: 'POST',
    path: '/v1/checks',
    access: 'workplace',
    summary: 'What the registers say now of the declared data of a signed request',
    body: messages.CheckBody,
    answer: messages.CheckAnswer,
  },
  request: {
    method: 'GET',
    path: '/v1/requests/{caseId}/cms',
    access: 'workplace',
    summary: 'The signed request',
    bytes: 'application/pkcs7-mime',
  },
  acceptance: {
    method: 'POST',
    path: '/v1/requests/{caseId}/acceptance',
    access: 'workplace',
    summary: 'The provider takes the request into work («жұмыста»)',
    body: messages.AcceptanceBody,
    answer: messages.ProviderAnswer,
    idempotent: true,
  },
  result: {
    method: 'POST',
    path: '/v1/requests/{caseId}/result',
    access: 'workplace',
    summary: "The provider's signed result",
    body: messages.ResultBody,
    answer: messages.ProviderAnswer,
    idempotent: true,
  },
  extension: {
    method: 'POST',
    path: '/v1/requests/{caseId}/extension',
    access: 'workplace',
    summary: 'The provider extends the term, with a notice to the applicant',
    body: messages.ExtensionBody,
    answer: messages.ExtensionAnswer,
    idempotent: true,
  },
  email: {
    method: 'POST',
    path: '/v1/requests/{caseId}/emails',
    access: 'workplace',
    summary: 'Send a result to its applicant by e-mail',
    body: messages.EmailBody,
    answer: messages.ProviderAnswer,
    idempotent: true,
  },
  resultContent: {
    method: 'GET',
    path: '/v1/requests/{caseId}/results/{sha256}/cms',
    access: 'workplace',
    summary: 'A signed result, by the hash of its content',
    bytes: 'application/pkcs7-mime',
  },
  feed: {
    method: 'GET',
    path: '/v1/feed',
    access: 'workplace',
    summary: 'What happened, by cursor, with long poll',
    query: z.object({ cursor: z.string().default(''), waitSeconds: z.coerce.number().int().min(0).max(50).default(0) }),
    answer: messages.FeedAnswer,
    reads: messages.FeedPage,
  },
  portalSubmit: {
    method: 'POST',
    path: '/portal/requests',
    access: 'open',
    summary: 'A request from the portal (ЭҮП), signed by the applicant',
    body: messages.PortalSubmitBody,
    answer: messages.SubmitAnswer,
    idempotent: true,
  },
  cabinet: {
    method: 'GET',
    path: '/portal/cabinet/{id}',
    access: 'open',
    summary: 'Notices and history of the personal cabinet; the portal itself says who may read it',
    answer: messages.CabinetAnswer,
  },
  cabinetResult: {
    method: 'GET',
    path: '/portal/cabinet/{id}/results/{sha256}',
    access: 'open',
    summary: 'A signed result for the cabinet of its applicant',
    bytes: 'application/pkcs7-mime',
  },
  crl: {
    method: 'GET',
    path: '/ca/issuing.crl',
    access: 'open',
    summary: 'Revocation list of the issuing authority, DER',
    bytes: 'application/pkix-crl',
  },
  rootCrl: {
    method: 'GET',
    path: '/ca/root.crl',
    access: 'open',
    summary: 'Revocation list of the root, which is about the issuing authority; DER',
    bytes: 'application/pkix-crl',
  },
  trainingStaff: {
    method: 'GET',
    path: '/training/staff',
    access: 'open',
    summary: 'Fictitious staff with passwords and PINs',
    answer: messages.TrainingStaff,
    training: true,
  },
  trainingWorkplaces: {
    method: 'GET',
    path: '/training/workplaces',
    access: 'open',
    summary: 'Enrolments of the training workplaces',
    answer: messages.TrainingWorkplaces,
    training: true,
  },
  trainingCertificate: {
    method: 'POST',
    path: '/training/certificates',
    access: 'open',
    summary: 'Certificate for a key made on a token',
    body: messages.TrainingCertificateBody,
    answer: messages.TrainingCertificateAnswer,
    training: true,
  },
  trainingPortal: {
    method: 'POST',
    path: '/training/portal-requests',
    access: 'open',
    summary: 'A fictitious citizen sends a request by the portal',
    body: messages.TrainingPortalBody,
    answer: messages.SubmitAnswer,
    training: true,
  },
  trainingPayment: {
    method: 'POST',
    path: '/training/payments',
    access: 'open',
    summary: 'A fictitious payer pays',
    body: messages.TrainingPaymentBody,
    answer: messages.TrainingPaymentAnswer,
    training: true,
  },
  trainingRevocation: {
    method: 'POST',
    path: '/training/revocations',
    access: 'open',
    summary: 'Revoke a certificate',
    body: messages.TrainingRevocationBody,
    answer: z.object({ revoked: z.boolean() }),
    training: true,
  },
  trainingFaults: {
    method: 'PUT',
    path: '/training/faults',
    access: 'open',
    summary: 'Misbehave',
    body: messages.TrainingFaults,
    answer: messages.TrainingFaults,
    training: true,
  },
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes
export type BodyOf<Name extends RouteName> = Routes[Name] extends { body: infer Body extends z.ZodType } ? z.input<Body> : undefined
/** What the workstation gets. */
export type AnswerOf<Name extends RouteName> = Routes[Name] extends { reads: infer Read extends z.ZodType }
  ? z.output<Read>
  : Routes[Name] extends { answer: infer Answer extends z.ZodType }
    ? z.output<Answer>
    : Uint8Array

/** Where the tus protocol is spoken. */
export const uploadsPath = '/v1/documents'
/**
 * Where a carrier is taken: PUT, body an age file of {@link carrierType} and any length (core/domain/carrier.ts). The answer is the proof, CAdES by the gateway's
 * information system over a CarrierProof, `application/pkcs7-mime`. The same file again gives the same proof.
 */
export const carrierPath = '/v1/carrier'
export const carrierType = 'application/vnd.age'
/** Where OCSP (RFC 6960) is answered, DER by POST. */
export const ocspPath = '/ca/ocsp'
/** Where time stamps (RFC 3161) are given, DER by POST. */
export const timestampPath = '/ca/tsa'
