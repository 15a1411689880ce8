import { ResultDocument } from '#core/domain/result-document.ts'
import { reportOf } from './case-log.ts'
import type { CaseView } from './cases.ts'
import { definitionOf } from './catalogue.ts'
import type { Scene } from './world.ts'

/** The kindergarten's queue notice, given out while the case goes on: the scene asks for it. */
export function withIntermediate(view: CaseView, scene: Scene): CaseView {
  const { request } = view
  if (scene.intermediate !== true || view.stage !== 'inWork' || request === undefined) return view
  const definition = definitionOf('kindergarten-queue')
  const result = ResultDocument.parse({
    schema: 'tereze.result/1',
    caseId: view.caseId,
    number: view.number,
    service: { id: definition.id, version: definition.version, name: definition.name },
    applicant: { iin: request.applicant.iin, fullName: `${request.applicant.name.surname} ${request.applicant.name.givenName}` },
    form: 'queueNotice',
    requestHash: 'd'.repeat(64),
    requestedOn: view.openedAt.slice(0, 10),
    provider: {
      bin: definition.provider.bin,
      name: definition.provider.name,
      department: definition.provider.department,
      region: definition.region,
    },
    decision: { outcome: 'intermediate', form: 'queueNotice', fields: {} },
    fields: {},
    grounds: [],
    signedBy: { iin: request.applicant.iin, fullName: 'Қасымжанов Ерболат', position: { kk: 'бөлім басшысы', ru: 'руководитель отдела' } },
    composedAt: view.openedAt,
  })
  return {
    ...view,
    serviceId: definition.id,
    serviceVersion: definition.version,
    serviceName: definition.name,
    intermediate: { result, report: reportOf('Қасымжанов Ерболат', view.openedAt), delivered: true, handedOut: false },
  }
}
