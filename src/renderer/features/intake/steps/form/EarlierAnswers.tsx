import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { type Answers, fieldsOf, type FormFacts } from '#core/domain/service-form.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Definition } from '#renderer/components/Definition.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Select } from '#renderer/components/Select.tsx'
import { answerItems } from '#renderer/features/form/answer-items.tsx'
import { takeAnswers, undoTaking, useIntakeStore } from '#renderer/features/intake/intake-store.ts'
import { formatDate } from '#renderer/i18n/format.ts'

interface EarlierAnswersProps {
  readonly caseId: CaseId
  readonly definition: ServiceDefinition
  readonly facts: FormFacts
}

/** Answers of an earlier request of the same person for this service: seen first, taken by one key, given back by another. */
export function EarlierAnswers({ caseId, definition, facts }: EarlierAnswersProps) {
  const { t } = useTranslation('intake')
  const form = useTranslation('form').t
  const edit = useIntakeStore((state) => state.edit)
  const isCorrection = useIntakeStore((state) => state.intake?.draft.correction !== undefined)
  const taken = useIntakeStore((state) => state.intake?.beforeTaking !== undefined)
  const query = useQuery('intake/earlierAnswers', isCorrection ? undefined : { caseId })
  const [chosen, setChosen] = useState<string>()
  const offers = query.value?.offers ?? []
  const offer = offers.find((one) => one.caseId === chosen) ?? offers[0]
  const fields = fieldsOf(definition.form)

  const take = (answers: Answers): void => edit((intake) => takeAnswers(intake, answers))
  useKeys([
    {
      keys: 'F7',
      label: t('earlier.take'),
      enabled: offer !== undefined && !taken,
      run: () => {
        if (offer !== undefined) take(offer.answers)
      },
    },
  ])
  if (offer === undefined) return null
  const date = formatDate(offer.signedAt)
  if (taken)
    return (
      <p className="earlier-taken" role="status">
        <span className="grow">{t('earlier.taken', { date })}</span>
        <Button variant="quiet" icon={<Undo2 />} onPress={() => edit(undoTaking)}>
          {t('earlier.undo')}
        </Button>
      </p>
    )
  return (
    <section className="earlier" aria-label={t('earlier.title')}>
      <div className="row">
        {offers.length > 1 && (
          <Select
            label={t('earlier.which')}
            name="earlier"
            value={offer.caseId}
            onChange={setChosen}
            options={offers.map((one) => ({ value: one.caseId, label: t('earlier.of', { date: formatDate(one.signedAt) }) }))}
          />
        )}
        <Button keys="F7" onPress={() => take(offer.answers)}>
          {t('earlier.takeOf', { date })}
        </Button>
      </div>
      <details>
        <summary>{t('earlier.preview')}</summary>
        <Definition items={[...answerItems(form, fields, offer.answers, facts)]} />
      </details>
    </section>
  )
}
