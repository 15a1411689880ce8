import { ok } from '#core/base/result.ts'
import { correctCase } from '#core/services/correct-case.ts'
import { earlierAnswers as offersOf } from '#core/services/earlier-answers.ts'
import { endIntake } from '#core/services/end-intake.ts'
import { findDraft, saveTyped } from '#core/services/keep-draft.ts'
import { listVisit } from '#core/services/list-visit.ts'
import { openCase } from '#core/services/open-case.ts'
import { definitionOf } from '#core/services/record.ts'
import { refuseReception } from '#core/services/refuse-reception.ts'
import { reopenCase } from '#core/services/reopen-case.ts'
import type { SeatedHandler } from '#api/context.ts'
import { lineView } from '#api/views.ts'

export const open: SeatedHandler<'intake/open'> = ({ desk, actor }, input) => openCase(desk, actor, input)
export const correct: SeatedHandler<'intake/correct'> = ({ desk, actor }, { caseId }) => correctCase(desk, actor, caseId)
export const earlierAnswers: SeatedHandler<'intake/earlierAnswers'> = ({ desk }, { caseId }) => offersOf(desk, caseId)

export const visit: SeatedHandler<'intake/visit'> = ({ desk }, { caseId }) => {
  const visited = listVisit(desk, caseId)
  return visited.ok ? ok({ lines: visited.value.lines.map((line) => lineView(desk, line)) }) : visited
}

export const get: SeatedHandler<'intake/get'> = ({ desk }, { caseId }) => {
  const kept = findDraft(desk, caseId)
  if (!kept.ok) return kept
  const { draft, savedAt, state } = kept.value
  return ok({
    caseId,
    openedAt: state.openedAt,
    draft,
    savedAt,
    definition: definitionOf(desk, state),
    ...(state.rejection === undefined ? {} : { rejection: state.rejection }),
  })
}

export const saveDraft: SeatedHandler<'intake/saveDraft'> = ({ desk }, { caseId, draft }) => saveTyped(desk, caseId, draft)

export const refuse: SeatedHandler<'intake/refuse'> = ({ desk, session, actor }, input) => refuseReception(desk, session, actor, input)

export const cancel: SeatedHandler<'intake/cancel'> = ({ desk, actor }, { caseId, reason }) =>
  endIntake(desk, actor, caseId, { kind: 'cancelled', reason })

export const reopen: SeatedHandler<'outbox/reopen'> = ({ desk, actor }, { caseId }) => reopenCase(desk, actor, caseId)
