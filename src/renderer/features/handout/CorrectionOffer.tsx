import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { go } from '#renderer/app/navigation.ts'
import { useSession } from '#renderer/app/session-store.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { mayCorrect } from '#renderer/features/case/case-actions.ts'

/** A refusal was given out: the person may put it right and ask again at once. */
export function CorrectionOffer({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('handout')
  const rights = useSession((state) => state.session?.rights) ?? []
  const [correct, correcting] = useOperation('intake/correct')
  if (!mayCorrect(view, rights)) return null
  const open = async (): Promise<void> => {
    const answer = await correct({ caseId: view.caseId })
    if (answer.ok) go({ name: 'intake', caseId: answer.value.caseId })
  }
  return (
    <div className="stack">
      <p>{t('correctHint')}</p>
      <div className="row">
        <Button busy={correcting.busy} onPress={() => void open()}>
          {t('correct')}
        </Button>
      </div>
      {correcting.fault !== undefined && <FaultLine fault={correcting.fault} onRetry={() => void open()} />}
    </div>
  )
}
