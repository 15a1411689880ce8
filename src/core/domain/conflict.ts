import { z } from 'zod'
import { AuthorityProblem } from '#core/domain/authority.ts'
import type { CaseStage } from '#core/domain/case-state.ts'
import { Instant } from '#core/domain/ids.ts'
import { PaymentProblem } from '#core/domain/payment.ts'

/** Of whom or what a request may hold data that no register confirmed. `authority` is the power of attorney, `family` the children named in the form. */
export const DeclaredSubject = z.enum(['applicant', 'representative', 'organisation', 'authority', 'family', 'payment'])
export type DeclaredSubject = z.infer<typeof DeclaredSubject>

/** The register that answers for each subject. */
export const registerOf = {
  applicant: 'persons',
  representative: 'persons',
  organisation: 'organisations',
  authority: 'notaries',
  family: 'civilActs',
  payment: 'payments',
} as const satisfies Record<DeclaredSubject, string>

/** What speaks against the subject as a whole. */
export const ConflictProblem = z.enum(['unknown', 'deceased', ...AuthorityProblem.options, ...PaymentProblem.options])
export type ConflictProblem = z.infer<typeof ConflictProblem>

export const ComparedName = z.enum([
  'surname',
  'givenName',
  'patronymic',
  'birthDate',
  'sex',
  'address',
  'diedAt',
  'nameKk',
  'nameRu',
  'head',
  'notary',
  'issuedAt',
  'expiresAt',
  'revokedAt',
  'tenge',
  'childName',
  'childBirthDate',
])
export type ComparedName = z.infer<typeof ComparedName>

/** One datum in both versions, as written; empty where a version has none. */
export const ComparedField = z.object({
  name: ComparedName,
  declared: z.string(),
  registered: z.string(),
  /** `noted`: it differs, and may: an address given anew, a patronymic left out. */
  verdict: z.enum(['same', 'noted', 'differs']),
  /** Whose, where the subject has several: a child's IIN. */
  of: z.string().optional(),
})
export type ComparedField = z.infer<typeof ComparedField>

/** What came of one subject: both versions, with when and under which reference the register answered. */
export const Finding = z.object({
  subject: DeclaredSubject,
  fields: z.array(ComparedField),
  problems: z.array(ConflictProblem),
  answeredAt: Instant,
  /** Absent where the gateway refused the request without quoting the register. */
  reference: z.string().optional(),
})
export type Finding = z.infer<typeof Finding>

export const contradicts = ({ fields, problems }: Pick<Finding, 'fields' | 'problems'>): boolean =>
  problems.length > 0 || fields.some(({ verdict }) => verdict === 'differs')

/** Findings of every subject that a register answered for, also where all agrees, and whom no register answered for yet. */
export const DeclaredCheck = z.object({ findings: z.array(Finding), unanswered: z.array(DeclaredSubject) })
export type DeclaredCheck = z.infer<typeof DeclaredCheck>

/** The version of the service's definition that was signed, and the one in force now. */
export const VersionConflict = z.object({
  signed: z.string(),
  /** Absent where the service is in the catalogue no more. */
  inForce: z.string().optional(),
  /** The gateway still takes requests of the signed version. */
  accepted: z.boolean(),
})
export type VersionConflict = z.infer<typeof VersionConflict>

/** A signed request and what is known now do not agree. */
export const Conflict = z.object({
  /** Found by the check before sending or after registration, or told by the gateway's refusal. */
  source: z.enum(['check', 'recheck', 'refusal']),
  findings: z.array(Finding),
  version: VersionConflict.optional(),
})
export type Conflict = z.infer<typeof Conflict>

/**
 * `takeRegister`: back to the counter with the register's values filled in; `correct`: back to the counter as typed, what was contradicted to be asked anew;
 * `keep`: as declared; `cancel`: not sent.
 */
export const ConflictChoice = z.enum(['takeRegister', 'correct', 'keep', 'cancel'])
export type ConflictChoice = z.infer<typeof ConflictChoice>

/** Who keeps or cancels says why. */
export const needsRemark = (choice: ConflictChoice): boolean => choice === 'keep' || choice === 'cancel'

const unfillable: readonly ComparedName[] = ['diedAt', 'head', 'revokedAt', 'tenge']

/** All that stands against this subject is what the register has other values for, which can take the place of what was typed. */
export const isFillable = ({ fields, problems }: Pick<Finding, 'fields' | 'problems'>): boolean =>
  problems.length === 0 && fields.some(({ name, verdict }) => verdict === 'differs' && !unfillable.includes(name))

/** The gateway refuses these for certain: to send them as they are leads nowhere. */
const isHopeless = ({ findings, version }: Conflict): boolean =>
  version?.accepted === false ||
  findings.some(
    ({ subject, problems }) =>
      (subject === 'applicant' && problems.includes('deceased')) ||
      (subject === 'organisation' && problems.includes('unknown')) ||
      (subject === 'payment' && problems.length > 0),
  )

/** Until it is registered, a request may go back to the counter under its own number. */
export const mayGoBack = (stage: CaseStage): boolean => stage === 'queued' || stage === 'rejected'

/**
 * What can be done about a conflict in this stage, the likeliest first. Before the request is registered it may go back to the counter; afterwards it is the
 * provider's, and only to be noted.
 */
export function choicesFor(conflict: Conflict, stage: CaseStage): readonly ConflictChoice[] {
  if (!mayGoBack(stage)) return ['keep']
  const choices: ConflictChoice[] = []
  if (conflict.findings.some(isFillable)) choices.push('takeRegister')
  choices.push('correct')
  if (stage === 'queued' && !isHopeless(conflict)) choices.push('keep')
  choices.push('cancel')
  return choices
}
