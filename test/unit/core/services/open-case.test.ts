import { describe, expect, it } from 'vitest'
import { err, ok } from '#core/base/result.ts'
import { emptyDraft } from '#core/domain/intake-draft.ts'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import { listVisit } from '#core/services/list-visit.ts'
import { openCase } from '#core/services/open-case.ts'
import { newCaseId, operator } from '#test/builders/case-log.ts'
import { centreCase, representative } from '#test/builders/desk-case.ts'
import { readyCase, typedPerson, typedRepresentative } from '#test/builders/draft.ts'
import { richService } from '#test/builders/rich-service.ts'
import { createFakeDesk, definition, type FakeDesk } from '#test/fakes/desk.ts'

const organisation = {
  bin: '990240001237',
  name: { kk: '«Ертіс» ЖШС', ru: 'ТОО «Иртыш»' },
  address: 'Өскемен',
  headIin: typedPerson().iin,
}
const services = [definition, richService]
const opened = (desk: FakeDesk, input: Omit<Parameters<typeof openCase>[2], 'language'>) => {
  const answer = openCase(desk, operator, { language: 'kk', ...input })
  if (!answer.ok) throw new Error(answer.error.tag)
  const { caseId } = answer.value
  return { caseId, draft: desk.stores.drafts.find(caseId)?.draft, event: desk.stores.cases.last(caseId)?.event }
}

describe('openCase', () => {
  it('begins with the version in force and an empty draft', () => {
    const { draft, event } = opened(createFakeDesk(), { serviceId: definition.id })
    expect({ draft, event }).toEqual({
      draft: emptyDraft('kk'),
      event: { kind: 'opened', serviceId: definition.id, serviceVersion: definition.version, channel: 'centre' },
    })
  })

  it.each<[string, 'centre' | 'provider', ServiceDefinition, Channel | undefined]>([
    ['the provider’s own desk takes its own service', 'provider', definition, 'provider'],
    ['and no other’s', 'provider', { ...definition, provider: { ...definition.provider, bin: '000540023105' } }, undefined],
    ['and none that has no steps there', 'provider', { ...definition, channels: { centre: definition.channels.centre } }, undefined],
    ['a centre none that has no steps at a centre', 'centre', { ...definition, channels: { portal: [] } }, undefined],
  ])('%s', (_what, kind, service, channel) => {
    const desk = createFakeDesk({ kind, services: [service] })
    const answer = openCase(desk, operator, { serviceId: definition.id, language: 'kk' })
    expect(answer.ok ? desk.stores.cases.state(answer.value.caseId)?.channel : answer).toEqual(
      channel ?? err({ tag: 'catalogue/notReceivable', remedy: 'act' }),
    )
  })

  it('an unknown service, and a visit to a case that is not there, are refused', () => {
    const desk = createFakeDesk({ services: [definition] })
    expect([
      openCase(desk, operator, { serviceId: richService.id, language: 'kk' }),
      openCase(desk, operator, { serviceId: definition.id, language: 'kk', applicantOf: newCaseId() }),
    ]).toEqual([err({ tag: 'catalogue/unknownService', remedy: 'support' }), err({ tag: 'case/missing', remedy: 'support' })])
  })

  it('takes applicant and representative over within a visit; the paper’s scope is to be asked about anew', async () => {
    const desk = createFakeDesk({ services })
    const first = await readyCase(desk, { representative: typedRepresentative() })
    const { caseId, draft, event } = opened(desk, { serviceId: richService.id, applicantOf: first })
    const { evidence: _evidence, ...unasked } = typedRepresentative()
    expect({ draft, event }).toEqual({
      draft: { ...emptyDraft('kk'), applicant: typedPerson(), representative: unasked },
      event: expect.objectContaining({ visit: first }),
    })
    const third = opened(desk, { serviceId: definition.id, applicantOf: caseId })
    expect(third.event).toMatchObject({ visit: first })
    const ids = [first, caseId, third.caseId]
    expect(ids.map((id) => listVisit(desk, id)).map((visit) => visit.ok && visit.value.lines.map((line) => line.caseId))).toEqual([
      ids,
      ids,
      ids,
    ])
  })

  it('takes them over from what was signed where the draft is gone', async () => {
    const desk = createFakeDesk()
    const signed = await centreCase(desk, 'registered', { representative })
    const request = desk.stores.cases.state(signed)?.request
    expect(opened(desk, { serviceId: definition.id, applicantOf: signed }).draft).toMatchObject({
      applicantKind: 'person',
      applicant: { iin: request?.applicant.iin, surname: 'Әбілқасымов', evidence: request?.applicant.evidence },
      representative: { iin: representative.iin, authorityNumber: 'БНАЖ-1', notarised: true },
    })
  })

  it('for another principal the representative alone is taken over, without the paper', async () => {
    const desk = createFakeDesk()
    const first = await readyCase(desk, { representative: typedRepresentative() })
    const { evidence: _evidence, ...person } = typedRepresentative()
    expect(opened(desk, { serviceId: definition.id, representativeOf: first }).draft).toEqual({
      ...emptyDraft('kk'),
      representative: { ...person, authorityNumber: '', notary: '', issuedAt: '', expiresAt: '' },
    })
  })

  it('an organisation goes on as such only before a service that takes organisations; its head asks for themselves elsewhere', async () => {
    const desk = createFakeDesk({ services })
    const first = opened(desk, { serviceId: richService.id }).caseId
    const draft = { ...emptyDraft('kk'), applicantKind: 'organisation' as const, applicant: typedPerson(), organisation }
    desk.stores.drafts.save(first, draft, desk.clock.instant())
    expect([
      opened(desk, { serviceId: richService.id, applicantOf: first }).draft,
      opened(desk, { serviceId: definition.id, applicantOf: first }).draft,
    ]).toEqual([draft, { ...emptyDraft('kk'), applicant: typedPerson() }])
  })

  it('a service for organisations alone begins with one, and one without representatives has none', async () => {
    const only = { ...richService, applicants: ['organisation' as const], representation: { allowed: false, notarisedOnly: false } }
    const desk = createFakeDesk({ services: [definition, only] })
    const first = await readyCase(desk, { representative: typedRepresentative() })
    expect([
      opened(desk, { serviceId: only.id }).draft?.applicantKind,
      opened(desk, { serviceId: only.id, applicantOf: first }).draft?.representative,
    ]).toEqual(['organisation', undefined])
  })
})

it('a case of its own is a visit of its own; one that is not there has none', async () => {
  const desk = createFakeDesk()
  const caseId = await readyCase(desk)
  await readyCase(desk)
  expect([listVisit(desk, caseId), listVisit(desk, newCaseId())]).toEqual([
    ok({ lines: [expect.objectContaining({ caseId })] }),
    err({ tag: 'case/missing', remedy: 'support' }),
  ])
})
