import { ok } from '#core/base/result.ts'
import { askAuthority as asksAuthority, askPerson as asksPerson } from '#core/services/ask-register.ts'
import { endIntake } from '#core/services/end-intake.ts'
import { findDraft, saveTyped } from '#core/services/keep-draft.ts'
import { openCase } from '#core/services/open-case.ts'
import { definitionOf } from '#core/services/record.ts'
import { reopenCase } from '#core/services/reopen-case.ts'
import type { SeatedHandler } from '#api/context.ts'
import { lineView } from '#api/views.ts'

export const open: SeatedHandler<'intake/open'> = ({ desk, actor }, input) => openCase(desk, actor, input)

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

export const askPerson: SeatedHandler<'intake/askPerson'> = async ({ desk, session, actor }, input) => {
  const answer = await asksPerson(desk, session, actor, input)
  return answer.ok ? ok({ ...answer.value, openCases: answer.value.openCases.map((line) => lineView(desk, line)) }) : answer
}

export const askAuthority: SeatedHandler<'intake/askAuthority'> = async ({ desk, session, actor }, input) => {
  const answer = await asksAuthority(desk, session, actor, input)
  return answer.ok ? ok({ ...answer.value, problems: [...answer.value.problems] }) : answer
}

export const refuse: SeatedHandler<'intake/refuse'> = ({ desk, actor }, { caseId, missingSlots, reason }) =>
  endIntake(desk, actor, caseId, { kind: 'receptionRefused', missingSlots, reason })

export const cancel: SeatedHandler<'intake/cancel'> = ({ desk, actor }, { caseId, reason }) =>
  endIntake(desk, actor, caseId, { kind: 'cancelled', reason })

export const reopen: SeatedHandler<'outbox/reopen'> = ({ desk, actor }, { caseId }) => reopenCase(desk, actor, caseId)
