import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { slotsOf } from '#core/domain/draft-problems.ts'
import { refusedAsker } from '#core/domain/refusal-receipt.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { TextArea } from '#renderer/components/TextArea.tsx'
import { localText } from '#renderer/i18n/format.ts'
import type { Intake } from './intake-store.ts'
import { missingSlots } from './steps/documents/slot-state.ts'

interface RefuseDialogProps {
  readonly intake: Intake
  readonly caseId: CaseId
  /** The reason as far as the program knows it; the operator may write more. */
  readonly reason: string
  readonly flush: () => Promise<boolean>
  readonly onClose: () => void
  readonly onRefused: () => void
}

/** Refusal to accept (құжаттарды қабылдаудан бас тарту), with the list of what is missing. It cannot be undone. */
export function RefuseDialog({ intake, caseId, reason, flush, onClose, onRefused }: RefuseDialogProps) {
  const { t } = useTranslation('intake')
  const form = useTranslation('form').t
  const [text, setText] = useState(reason)
  const [tried, setTried] = useState(false)
  const [refuse, refusing] = useOperation('intake/refuse')
  const missing = missingSlots(slotsOf(intake.definition, intake.draft, intake.channel), intake.draft.slots)

  const confirm = async (): Promise<void> => {
    setTried(true)
    if (text.trim() === '') return
    await flush()
    const answer = await refuse({ caseId, missingSlots: missing.map((slot) => slot.id), reason: text.trim() })
    if (!answer.ok) return
    onClose()
    onRefused()
  }
  return (
    <Dialog
      title={t('refuse.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('refuse.cancel')}</Button>
          <Button variant="danger" busy={refusing.busy} onPress={() => void confirm()}>
            {t('refuse.confirm')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{missing.length === 0 ? t('refuse.none') : t('refuse.missing')}</p>
        {missing.length > 0 && (
          <ol className="refuse-missing">
            {missing.map((slot) => (
              <li key={slot.id}>{localText(slot.title)}</li>
            ))}
          </ol>
        )}
        <TextArea
          label={t('refuse.reason')}
          name="refuse.reason"
          value={text}
          onChange={setText}
          rows={3}
          maxLength={1000}
          isRequired
          autoFocus
          help={t('refuse.reasonHelp')}
          error={tried && text.trim() === '' ? form('problem.required') : undefined}
        />
        {refusedAsker(intake.draft) === undefined && <Notice tone="warning">{t('refuse.noReceipt')}</Notice>}
        <p className="secondary">{t('refuse.final')}</p>
        {refusing.fault !== undefined && <FaultLine fault={refusing.fault} onRetry={() => void confirm()} />}
      </div>
    </Dialog>
  )
}
