import { z } from 'zod'
import { RegisteredAuthority } from '#core/domain/authority.ts'
import { FamilyRecord } from '#core/domain/civil-acts.ts'
import type { DeclaredSubject } from '#core/domain/conflict.ts'
import { Instant } from '#core/domain/ids.ts'
import { RegisteredPayment } from '#core/domain/payment.ts'
import { RegisteredOrganisation, RegisteredPerson } from '#core/domain/person.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { type AnswerRow, fieldsOf, type RepeatField } from '#core/domain/service-form.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'

const answerOf = <Schema extends z.ZodType>(record: Schema) =>
  z.discriminatedUnion('answer', [
    z.object({ answer: z.literal('record'), record, at: Instant, reference: z.string() }),
    z.object({ answer: z.literal('notFound'), at: Instant, reference: z.string() }),
    z.object({ answer: z.literal('unavailable'), at: Instant }),
  ])

/** What the registers say now of each declared subject of a request; a subject that was confirmed at the counter is not asked about. */
export const RegisterAnswers = z.object({
  applicant: answerOf(RegisteredPerson).optional(),
  representative: answerOf(RegisteredPerson).optional(),
  organisation: answerOf(RegisteredOrganisation).optional(),
  authority: answerOf(RegisteredAuthority).optional(),
  family: answerOf(FamilyRecord).optional(),
  payment: answerOf(RegisteredPayment).optional(),
})
export type RegisterAnswers = z.infer<typeof RegisterAnswers>

/** Children or wards of the form's rows. */
export interface NamedChild {
  readonly field: RepeatField
  readonly suggest: NonNullable<RepeatField['suggest']>
  readonly row: AnswerRow
}

type WithForm = Pick<ServiceDefinition, 'form'>

/** The rows of a request for which the register of civil acts could have answered, those with a number. */
export const childrenIn = ({ form }: WithForm, { answers }: Pick<ServiceRequest, 'answers'>): readonly NamedChild[] =>
  fieldsOf(form).flatMap((field) => {
    const rows = answers[field.id]
    if (field.type !== 'repeat' || field.suggest === undefined || !Array.isArray(rows)) return []
    const { suggest } = field
    return rows.filter((row) => (row[suggest.iin] ?? '') !== '').map((row) => ({ field, suggest, row }))
  })

const isDeclared = (part: { readonly evidence: { readonly outcome: string } } | undefined): boolean => part?.evidence.outcome === 'declared'

/** Whose data no register confirmed when the request was signed. Children have no evidence of their own: they go with their parent. */
export function declaredSubjects(request: ServiceRequest, definition: WithForm): readonly DeclaredSubject[] {
  const { applicant, organisation, representative, payment } = request
  const subjects: DeclaredSubject[] = []
  if (isDeclared(applicant)) subjects.push('applicant')
  if (isDeclared(organisation)) subjects.push('organisation')
  if (isDeclared(representative?.authority)) subjects.push('representative', 'authority')
  if (isDeclared(applicant) && childrenIn(definition, request).length > 0) subjects.push('family')
  if (isDeclared(payment)) subjects.push('payment')
  return subjects
}
