import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { factsOfRequest } from '#core/domain/request.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { answerItems } from '#renderer/features/form/answer-items.tsx'
import { formatDateTime, localText } from '#renderer/i18n/format.ts'
import type { DecidedRequest } from './decision-draft.ts'
import { wrongGroups, wrongLabels } from './wrong-fields.ts'

interface ReadDraftProps {
  readonly view: CaseView
  readonly decided: DecidedRequest
  readonly decision: Decision
}

/** The executor's draft as the head reads it: what was decided and entered, by whom. */
export function ReadDraft({ view, decided, decision }: ReadDraftProps) {
  const { t } = useTranslation('provider')
  const form = useTranslation('form').t
  const { definition, request, choices } = decided
  const groups = useMemo(() => wrongGroups(t, form, definition, request), [t, form, definition, request])
  const blank = decision.outcome === 'refusal' ? undefined : choices.find(({ id }) => id === decision.form)
  const by = view.timeline.findLast(({ event }) => event.kind === 'submittedForSignature')
  const outcome = {
    label: t('decision.outcome'),
    value: <strong>{blank === undefined ? t('decision.refusal') : localText(blank.title)}</strong>,
  }
  const author = by === undefined ? [] : [{ label: t('decision.draftBy'), value: `${by.author.fullName}, ${formatDateTime(by.at)}` }]
  const entered =
    decision.outcome === 'refusal'
      ? [
          {
            label: t('decision.grounds'),
            value: definition.refusalGrounds
              .filter(({ id }) => decision.groundIds.includes(id))
              .map(({ text }) => localText(text))
              .join('; '),
          },
          { label: t('decision.kk', { label: t('decision.explanation') }), value: decision.explanation.kk },
          { label: t('decision.ru', { label: t('decision.explanation') }), value: decision.explanation.ru },
          { label: t('wrong.title'), value: wrongLabels(groups, decision.wrongFields ?? []).join('; ') || t('wrong.none') },
        ]
      : answerItems(form, blank?.asked ?? [], decision.fields, factsOfRequest(request))
  return <Definition items={[outcome, ...entered, ...author]} />
}
