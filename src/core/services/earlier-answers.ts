import { ok } from '#core/base/result.ts'
import { shownNumber } from '#core/domain/case-state.ts'
import type { CaseId } from '#core/domain/ids.ts'
import type { IntakeDraft } from '#core/domain/intake-draft.ts'
import type { Desk } from './desk.ts'
import { fittingAnswers, withoutConsents } from './fitting-answers.ts'
import { findDraft } from './keep-draft.ts'
import { definitionOf } from './record.ts'

const offered = 5

const askerOf = ({ applicantKind, applicant, organisation }: IntakeDraft): string | undefined =>
  applicantKind === 'organisation' ? organisation?.bin : applicant.iin

/** Answers of this applicant's earlier signed requests for this service, newest first; what the form has no place for any more is left out. */
export function earlierAnswers(deps: Pick<Desk, 'stores'>, caseId: CaseId) {
  const kept = findDraft(deps, caseId)
  if (!kept.ok) return kept
  const { state, draft } = kept.value
  const asker = askerOf(draft)
  if (asker === undefined || asker === '') return ok({ offers: [] })
  const definition = definitionOf(deps, state)
  const offers = deps.stores.cases.signedCasesOf(asker, state.serviceId, offered).flatMap((earlierId) => {
    const earlier = deps.stores.cases.state(earlierId)
    if (earlier?.request === undefined) return []
    const { answers, composedAt } = earlier.request
    const fitting = withoutConsents(definition, fittingAnswers(definition, definitionOf(deps, earlier), answers))
    if (Object.keys(fitting).length === 0) return []
    const number = shownNumber(earlier)
    return [{ caseId: earlierId, ...(number === undefined ? {} : { number }), signedAt: composedAt, answers: fitting }]
  })
  return ok({ offers })
}
