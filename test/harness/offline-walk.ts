import { createServer, type Server, type Socket, connect } from 'node:net'
import type { TypedDraft } from '#core/contract/operations.ts'
import { slotsOf } from '#core/domain/draft-problems.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { type Channel, feeFor, type ServiceDefinition } from '#core/domain/service.ts'
import { makePdf } from '#test/builders/papers.ts'
import { must } from './journey.ts'
import { answersIn, colleague, type Ground, signAs } from './service-walk.ts'

/** Where a service is taken in: at the centre, or where the regulation does not have that, at its provider's own desk. */
export const receivedAt = (definition: ServiceDefinition): Exclude<Channel, 'portal'> =>
  definition.channels.centre === undefined ? 'provider' : 'centre'

export const receiverOf = (ground: Ground, definition: ServiceDefinition): string =>
  receivedAt(definition) === 'centre' ? 'operator1' : colleague(ground, definition.provider.bin, 'executor').login

const declared = () => ({ declaredAt: new Date().toISOString(), outcome: 'declared' as const, why: 'unavailable' as const })

/** The same request as a citizen once sent, everything typed by hand because every register is silent. */
function typedByHand(definition: ServiceDefinition, like: ServiceRequest): TypedDraft {
  const channel = receivedAt(definition)
  const { applicant, organisation } = like
  const fee = feeFor(definition, channel)
  return {
    applicantKind: organisation === undefined ? 'person' : 'organisation',
    applicant: {
      iin: applicant.iin,
      ...applicant.name,
      patronymic: applicant.name.patronymic ?? '',
      birthDate: applicant.birthDate,
      sex: applicant.sex,
      address: applicant.address,
      phone: '+77011234567',
      email: 'oku@example.kz',
      evidence: { register: 'ЖТ МДҚ', ...declared() },
    },
    ...(organisation === undefined
      ? {}
      : {
          organisation: {
            bin: organisation.bin,
            name: organisation.name,
            address: organisation.address,
            headIin: applicant.iin,
            evidence: { register: 'ЗТ МДҚ', ...declared() },
          },
        }),
    ...(fee === undefined || like.payment === undefined
      ? {}
      : { payment: { reference: like.payment.reference, evidence: { register: 'ЭҮТШ' as const, ...declared() } } }),
    answers: answersIn(definition, like, channel),
    language: 'kk',
    step: 'review',
  }
}

/** Takes a request in and signs it without a gateway, by whoever is logged in where the service is received. */
export async function takeInOffline(ground: Ground, definition: ServiceDefinition, like: ServiceRequest): Promise<CaseId> {
  const { bridge, staff } = ground
  const member = staff.find(({ login }) => login === receiverOf(ground, definition))
  if (member === undefined) throw new Error('Nobody receives it')
  const { caseId } = await must(bridge, 'intake/open', { serviceId: definition.id, language: 'kk' })
  const asked = await bridge.api['intake/askPerson']({ caseId, iin: like.applicant.iin })
  if (asked.ok || asked.error.tag !== 'gateway/unavailable') throw new Error('The register answered')
  const draft = typedByHand(definition, like)
  await must(bridge, 'intake/saveDraft', { caseId, draft })
  for (const slot of slotsOf(definition, draft, receivedAt(definition)).filter(({ required }) => required)) {
    const { slots } = await must(bridge, 'documents/importFile', { caseId, slotId: slot.id, bytes: await makePdf({ pages: 1 }) })
    const hash = slots.find(({ slotId }) => slotId === slot.id)?.pages[0]?.source.hash
    if (hash !== undefined) await must(bridge, 'documents/content', { caseId, hash })
    if (slot.original !== 'copy') await must(bridge, 'documents/setOriginalSeen', { caseId, slotId: slot.id, seen: true })
  }
  const { preparationId } = await must(bridge, 'signing/prepareRequest', { caseId })
  await signAs(ground, member, preparationId, 'request')
  return caseId
}

/** A line to a gateway that can be made to swallow every packet: connections stand, and nothing comes through. */
export interface SwallowingLine {
  readonly url: string
  swallow: boolean
  readonly close: () => Promise<void>
}

export async function startSwallowingLine(gatewayUrl: string): Promise<SwallowingLine> {
  const { port } = new URL(gatewayUrl)
  const sockets = new Set<Socket>()
  const line = { swallow: false }
  const server: Server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => {}).on('close', () => sockets.delete(near))
    const far = connect(Number(port), '127.0.0.1')
    far.on('error', () => near.destroy()).on('close', () => line.swallow || near.destroy())
    near.on('close', () => far.destroy())
    near.on('data', (bytes) => line.swallow || far.write(bytes))
    far.on('data', (bytes) => line.swallow || near.write(bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The line has no port')
  return Object.assign(line, {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  })
}
