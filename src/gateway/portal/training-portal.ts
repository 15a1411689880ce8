import { randomInt, randomUUID } from 'node:crypto'
import { almatyDate } from '#core/domain/calendar.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import { slotsOf } from '#core/domain/draft-problems.ts'
import { CaseId } from '#core/domain/ids.ts'
import type { Payment } from '#core/domain/payment.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { feeFor, type ServiceDefinition } from '#core/domain/service.ts'
import type { GatewayDeps } from '#gateway/handlers/deps.ts'
import { newPaymentReference } from '#gateway/payment-store.ts'
import type { Handlers } from '#gateway/http/handler.ts'
import { Refusal } from '#gateway/http/problem.ts'
import { createRandom } from '#gateway/population/random.ts'
import { type Citizen, pickCitizen } from './citizen.ts'
import { makeCitizenKey } from './citizen-key.ts'
import type { SubmitByPortal } from './portal.ts'
import { trainingDocument } from './training-document.ts'

interface Attached {
  readonly bytes: Uint8Array
  readonly entry: ServiceRequest['documents'][number]
}

/** What the checklist demands, each a page of its own. */
const attach = (service: ServiceDefinition, { answers, organisation }: Citizen, caseId: CaseId): readonly Attached[] =>
  slotsOf(service, { answers, applicantKind: organisation === undefined ? 'person' : 'organisation' }, 'portal')
    .filter(({ required }) => required)
    .map(({ id, title }) => {
      const bytes = trainingDocument(['Tereze: training document', id, `${service.id} ${caseId}`])
      return { bytes, entry: { slotId: id, title, sha256: hashOf(bytes), bytes: bytes.length, pages: 1, originalSeen: false } }
    })

/** Paid for the occasion; with the flaw only begun. */
function pay({ payments }: GatewayDeps, service: ServiceDefinition, payerId: string, isPaid: boolean, now: Date): Payment | undefined {
  const fee = feeFor(service, 'portal')
  if (fee === undefined) return undefined
  const reference = newPaymentReference()
  const [paidOn, { tenge }] = [almatyDate(now.toISOString()), fee]
  payments.add({ reference, serviceId: service.id, payerId, tenge, ...(isPaid ? { state: 'paid', paidOn } : { state: 'pending' }) })
  return { reference, tenge, evidence: { outcome: 'confirmed', register: 'ЭҮТШ', answeredAt: now.toISOString(), tenge, paidOn } }
}

/** A fictitious citizen fills in a service's form, signs with a key of their own, and sends it by the portal's own way. */
export function createTrainingPortalHandler(deps: GatewayDeps, submit: SubmitByPortal): Pick<Handlers, 'trainingPortal'> {
  const { resources, registers, database } = deps

  const compose = (
    service: ServiceDefinition,
    citizen: Citizen,
    caseId: CaseId,
    attached: readonly Attached[],
    isPaid: boolean,
    now: Date,
  ) => {
    const { applicant, organisation, phone, email, answers, language } = citizen
    const at = now.toISOString()
    const confirmed = (register: string, kind: 'persons' | 'organisations') =>
      ({ outcome: 'confirmed', register, answeredAt: at, reference: registers.logQuery(kind, 'portal', true, now) }) as const
    const payment = pay(deps, service, organisation?.bin ?? applicant.iin, isPaid, now)
    const request: ServiceRequest = {
      schema: 'tereze.request/1',
      caseId,
      service: { id: service.id, version: service.version, name: service.name },
      channel: 'portal',
      applicant: {
        iin: applicant.iin,
        name: applicant.name,
        birthDate: applicant.birthDate,
        sex: applicant.sex,
        address: applicant.address[language],
        phone,
        email,
        evidence: confirmed('ЖТ МДҚ', 'persons'),
      },
      ...(organisation === undefined
        ? {}
        : {
            organisation: {
              bin: organisation.bin,
              name: organisation.name,
              address: organisation.address[language],
              evidence: confirmed('ЗТ МДҚ', 'organisations'),
            },
          }),
      answers,
      ...(payment === undefined ? {} : { payment }),
      documents: attached.map(({ entry }) => entry),
      provisionalNumber: '',
      language,
      openedAt: at,
      composedAt: at,
    }
    return canonicalBytes(request)
  }

  return {
    trainingPortal: async ({ body, now }) => {
      const service = resources.services.map(({ definition }) => definition).find(({ id }) => id === body.serviceId)
      if (service === undefined) throw new Refusal('request/unknownService')
      if (service.channels.portal === undefined) throw new Refusal('request/channelClosed', { channel: 'portal' })
      const random = createRandom(randomInt(2 ** 32))
      const citizen = pickCitizen(deps, { service, id: body.iin, answers: body.answers, now, random })
      const caseId = CaseId.parse(randomUUID())
      const attached = attach(service, citizen, caseId)
      const content = compose(service, citizen, caseId, attached, body.flaw !== 'unpaid', now)
      const sign = await makeCitizenKey(deps, citizen, body.flaw === 'unpaid' ? undefined : body.flaw, now)
      const documents = attached.map(({ bytes, entry }) => ({ sha256: entry.sha256, content: bytes }))
      const { commit, after } = await submit({ caseId, cms: sign(content), documents }, now)
      const answer = database.transaction(commit).immediate()
      after?.()
      return answer
    },
  }
}
