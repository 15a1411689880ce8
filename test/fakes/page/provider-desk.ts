import { fault } from '#core/base/fault.ts'
import { err, ok } from '#core/base/result.ts'
import { foldCase } from '#core/domain/case-fold.ts'
import { shownNumber } from '#core/domain/case-state.ts'
import type { CaseEvent } from '#core/domain/case-action.ts'
import type { CaseId } from '#core/domain/ids.ts'
import { providerDeeds, providerStepOf } from '#core/domain/provider-procedure.ts'
import { applicantId, applicantName } from '#core/domain/request.ts'
import type { Decision, ResultDocument } from '#core/domain/result-document.ts'
import type { Role } from '#core/domain/staff.ts'
import type { BatchItemView, CaseView } from '#core/contract/views.ts'
import { actorOf } from './actors.ts'
import type { Answers } from './answers.ts'
import { plus } from './case-log.ts'
import type { CaseLine } from './cases.ts'
import { preparedResult } from './prepared.ts'
import { makeProviderCases, type ProviderCase, providerDefinitions } from './provider-cases.ts'
import { signedResult, withAction } from './provider-log.ts'
import type { World } from './world.ts'

function lineOf(caseId: CaseId, { definition, log }: ProviderCase): CaseLine {
  const state = foldCase(log)
  const number = shownNumber(state)
  const step = providerStepOf(state) ?? (state.stage === 'inWork' && definition.procedure === 'resolution' ? 'assign' : undefined)
  return {
    caseId,
    stage: state.stage,
    side: state.side,
    serviceId: state.serviceId,
    serviceName: definition.name,
    channel: state.channel,
    openedAt: state.openedAt,
    updatedAt: state.last.at,
    ...(state.request === undefined ? {} : { applicantName: applicantName(state.request), applicantIin: applicantId(state.request) }),
    ...(number === undefined ? {} : { number }),
    ...(state.deadline === undefined ? {} : { dueOn: state.deadline.dueOn }),
    ...(state.outcome === undefined ? {} : { outcome: state.outcome }),
    ...(step === undefined ? {} : { step }),
  }
}

function viewOf(role: Role, { definition, log }: ProviderCase): CaseView {
  const {
    last: _last,
    eventIds: _ids,
    requestCms: _request,
    resultCms: _result,
    visit: _visit,
    emails: _emails,
    intermediate,
    ...state
  } = foldCase(log)
  return {
    ...state,
    emails: [],
    ...(intermediate === undefined
      ? {}
      : {
          intermediate: {
            result: {} as ResultDocument,
            report: intermediate.report,
            delivered: intermediate.delivered,
            handedOut: intermediate.handedOut,
          },
        }),
    serviceName: definition.name,
    providerName: definition.provider.name,
    deeds: [...providerDeeds(definition, foldCase(log), { role, staffId: role })],
    timeline: [...log],
    unbroken: true,
    jobs: [],
    norms: [],
  } as CaseView
}

/** A provider's desk: requests of every moment, and deeds that the real table of deeds allows. */
export function providerAnswers(world: World, role: Role): Partial<Answers> {
  const cases = makeProviderCases(world.now)
  const actor = actorOf(role)
  const prepared = new Map<string, { readonly caseId: CaseId; readonly decision: Decision }>()
  const missing = () => err(fault('case/missing', 'support')) as never
  const append = (caseId: string, event: CaseEvent) => {
    const one = cases.get(caseId as CaseId)
    if (one === undefined) return missing()
    one.log = withAction(one.log, caseId as CaseId, new Date().toISOString(), actor, event)
    world.emit('case/changed', { caseId: caseId as CaseId })
    return ok({})
  }
  /** One after another, so slowly that it can be seen. */
  const signPreparedBatch = async (preparationIds: readonly string[]) => {
    const items: BatchItemView[] = []
    for (const preparationId of preparationIds) {
      world.emit('signing/progress', { preparationId, outcome: 'signing' })
      await new Promise((done) => setTimeout(done, world.scene.delay ?? 120))
      const found = prepared.get(preparationId)
      const item: BatchItemView =
        found === undefined
          ? { preparationId, outcome: 'failed', fault: fault('signing/preparationGone', 'retry') }
          : { preparationId, outcome: 'signed', revocation: 'good' }
      if (found !== undefined) append(found.caseId, signedResult(found.caseId, found.decision.outcome, actor, new Date().toISOString()))
      prepared.delete(preparationId)
      items.push(item)
      world.emit('signing/progress', item)
    }
    return ok({ items })
  }
  return {
    'catalogue/get': ({ serviceId }) => {
      const found = providerDefinitions.find(({ id }) => id === serviceId)
      return found === undefined ? (err(fault('catalogue/unknownService', 'act')) as never) : ok(found)
    },
    'case/search': ({ text, stages, limit }) => {
      const asked = text.toLowerCase()
      const few = [...cases].map(([caseId, one]) => lineOf(caseId, one))
      // A long list repeats the few.
      const lines = Array.from({ length: Math.max(few.length, world.scene.cases ?? 0) }, (_, index) => few[index % few.length]).flatMap(
        (line, index): CaseLine[] =>
          line === undefined
            ? []
            : [
                index < few.length
                  ? line
                  : { ...line, caseId: line.caseId.replace('0000-', `${String(index).padStart(4, '0')}-`) as CaseId },
              ],
      )
      return ok({
        lines: lines
          .filter((line) => stages === undefined || stages.includes(line.stage))
          .filter((line) =>
            [line.number, line.applicantName, line.applicantIin].some((value) => value?.toLowerCase().includes(asked) === true),
          )
          .slice(0, limit),
      })
    },
    'case/get': ({ caseId }) => {
      const one = cases.get(caseId as CaseId)
      return one === undefined ? missing() : ok(viewOf(role, one))
    },
    'provider/accept': ({ caseId }) => append(caseId, { kind: 'accepted' }),
    'provider/executors': () =>
      ok({
        executors: [
          { staffId: 'executor', fullName: actorOf('executor').fullName },
          { staffId: 'executor2', fullName: 'Төлеубаева Гүлнәр Сәкенқызы' },
        ],
      }),
    'provider/assign': ({ caseId, executor, resolution }) =>
      append(caseId, { kind: 'assigned', executor: { staffId: executor, fullName: actorOf('executor').fullName }, resolution }),
    'provider/saveDecision': ({ caseId, decision }) => {
      const one = cases.get(caseId as CaseId)
      if (one === undefined) return missing()
      // As the core does: no news of what this page typed itself.
      one.log = withAction(one.log, caseId as CaseId, new Date().toISOString(), actor, { kind: 'decisionDrafted', decision })
      return ok({})
    },
    'provider/submit': ({ caseId }) => append(caseId, { kind: 'submittedForSignature' }),
    'provider/return': ({ caseId, remark }) => append(caseId, { kind: 'returnedToExecutor', remark }),
    'provider/dispatch': ({ caseId }) => append(caseId, { kind: 'resultDispatched' }),
    'provider/extend': ({ caseId, days, reason }) => {
      const due = foldCase(cases.get(caseId as CaseId)?.log ?? []).deadline?.dueOn ?? world.now
      const dueOn = plus(`${due}T06:00:00.000Z`, days * 1440).slice(0, 10)
      return append(caseId, {
        kind: 'deadlineExtended',
        days,
        reason,
        deadline: { dueOn, issueFrom: dueOn, calendarVersion: 'kz-2026-2027.1' },
      })
    },
    'signing/prepareResult': ({ caseId, decision }) => {
      const one = cases.get(caseId as CaseId)
      if (one === undefined) return missing()
      const answer = preparedResult(caseId as CaseId, one, decision, role)
      if (answer.ok) prepared.set(answer.value.preparationId, { caseId: caseId as CaseId, decision })
      return answer
    },
    'signing/sign': ({ preparationId }) => {
      const found = prepared.get(preparationId)
      if (found === undefined) return missing()
      append(found.caseId, signedResult(found.caseId, found.decision.outcome, actor, new Date().toISOString()))
      return ok({ caseId: found.caseId, revocation: 'good' as const })
    },
    'signing/signBatch': ({ preparationIds }) => signPreparedBatch(preparationIds),
    'provider/toSign': () =>
      ok({
        cases: [...cases].flatMap(([caseId, one]) => {
          const state = foldCase(one.log)
          const written = one.log.findLast(({ event }) => event.kind === 'submittedForSignature')
          if (!state.submitted || state.decision === undefined || state.stage !== 'inWork' || written === undefined) return []
          return [{ line: lineOf(caseId, one), decision: state.decision, by: written.author.fullName, at: written.at }]
        }),
      }),
  }
}
