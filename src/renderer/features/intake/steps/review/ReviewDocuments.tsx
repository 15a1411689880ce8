import { useTranslation } from 'react-i18next'
import { slotsOf } from '#core/domain/draft-problems.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import type { Intake, IntakeStep } from '#renderer/features/intake/intake-store.ts'
import { PagePicture } from '#renderer/features/paper/PagePicture.tsx'
import { localText } from '#renderer/i18n/format.ts'

/** The documents as they lie in their slots. */
export function ReviewDocuments({ intake, onStep }: { readonly intake: Intake; readonly onStep: (step: IntakeStep) => void }) {
  const { t } = useTranslation('intake')
  const documents = useTranslation('documents').t
  return (
    <Panel
      title={t('review.documents')}
      actions={
        <Button variant="quiet" label={t('review.changeStep', { step: t('steps.documents') })} onPress={() => onStep('documents')}>
          {t('review.change')}
        </Button>
      }
    >
      <ul className="review-documents">
        {slotsOf(intake.definition, intake.draft, intake.channel).map((slot) => {
          const draft = intake.draft.slots.find(({ slotId }) => slotId === slot.id)
          const pages = draft?.pages ?? []
          return (
            <li key={slot.id}>
              <div>
                <strong>{localText(slot.title)}</strong>
                <p className="secondary">
                  {pages.length === 0 ? t('review.noDocument') : t('review.pages', { count: pages.length })}
                  {draft?.originalSeen === true && <>, {t('review.originalSeen')}</>}
                </p>
              </div>
              {pages.length > 0 && (
                <div className="review-pages">
                  {pages.map((page, index) => (
                    <span key={page.id} className="review-page">
                      <PagePicture
                        caseId={intake.caseId}
                        page={page}
                        side={240}
                        label={documents('strip.pageOf', { number: index + 1, total: pages.length })}
                      />
                    </span>
                  ))}
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
