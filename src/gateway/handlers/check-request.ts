import { type DeclaredSubject, registerOf } from '#core/domain/conflict.ts'
import { declaredSubjects, type RegisterAnswers } from '#core/domain/declared-data.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import { versionInForce } from '#gateway/resources.ts'
import type { GatewayDeps } from './deps.ts'
import { verifyRequest } from './submit.ts'

type RecordFor<Subject extends DeclaredSubject> = Extract<NonNullable<RegisterAnswers[Subject]>, { answer: 'record' }>['record']
type Lookups = { readonly [Subject in DeclaredSubject]: (request: ServiceRequest) => RecordFor<Subject> | undefined }

/** Declared data of a signed request, asked of the registers in the name of the operator who signed it. */
export function createCheckHandler(deps: GatewayDeps): Pick<Handlers, 'check'> {
  const { registers, civilActs, payments, faults, services, resources, staff, catalogue } = deps
  const personBy = (iin: string | undefined) => (iin === undefined ? undefined : registers.findPerson(iin))
  /** What this very request used up is its own, also where it is asked about once more. */
  const paymentFor = (reference: string, caseId: string) => {
    const payment = payments.find(reference)
    return payment?.state === 'used' && payments.usedBy(reference) === caseId ? { ...payment, state: 'paid' as const } : payment
  }
  const lookups: Lookups = {
    applicant: ({ applicant }) => personBy(applicant.iin),
    representative: ({ representative }) => personBy(representative?.iin),
    organisation: ({ organisation }) => (organisation === undefined ? undefined : registers.findOrganisation(organisation.bin)),
    authority: ({ representative }) =>
      representative?.authority === undefined ? undefined : registers.findAuthority(representative.authority.number),
    family: ({ applicant }) => (personBy(applicant.iin) === undefined ? undefined : civilActs.familyOf(applicant.iin)),
    payment: ({ payment, caseId }) => (payment === undefined ? undefined : paymentFor(payment.reference, caseId)),
  }
  const ask = (subject: DeclaredSubject, request: ServiceRequest, staffId: string, now: Date) => {
    const at = now.toISOString()
    if (faults.current().registersDown) return { answer: 'unavailable' as const, at }
    const record = lookups[subject](request)
    const reference = registers.logQuery(registerOf[subject], staffId, record !== undefined, now)
    return record === undefined ? { answer: 'notFound' as const, at, reference } : { answer: 'record' as const, record, at, reference }
  }
  return {
    check: async ({ body, workplace, now }) => {
      const { request } = await verifyRequest(deps, body.caseId, Buffer.from(body.cms, 'base64'), workplace)
      const { id, version } = request.service
      if (!services.knows(id)) throw new Refusal('request/unknownService')
      const definition = services.get({ serviceId: id, serviceVersion: version })
      const asker = request.operator === undefined ? undefined : staff.findByIin(request.operator.iin, workplace.bin)
      if (asker === undefined) throw new Refusal('signature/iinDiffers', { reason: 'notStaff' })
      const answers = declaredSubjects(request, definition).map((subject) => [subject, ask(subject, request, asker.staffId, now)])
      const inForce = versionInForce(resources, id)
      return {
        // Keyed by the subject that each was asked for: the table above ties both together.
        registers: Object.fromEntries(answers) as RegisterAnswers,
        catalogue: {
          accepted: services.find(id, version) !== undefined,
          ...(inForce === undefined ? {} : { inForce }),
          reference: catalogue().version,
          at: now.toISOString(),
        },
      }
    },
  }
}
