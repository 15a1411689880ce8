import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { TextArea } from '#renderer/components/TextArea.tsx'

/** What the executor is to put right: the draft goes back with it. */
export function ReturnLine({ caseId, onCancel }: { readonly caseId: CaseId; readonly onCancel: () => void }) {
  const { t } = useTranslation('provider')
  const [remark, setRemark] = useState('')
  const [tried, setTried] = useState(false)
  const [giveBack, returning] = useOperation('provider/return')
  const isEmpty = remark.trim() === ''

  const run = async (): Promise<void> => {
    setTried(true)
    if (isEmpty) return focusField('remark')
    await giveBack({ caseId, remark: remark.trim() })
  }
  useKeys([
    { keys: 'Ctrl+Enter', label: t('decision.return'), run: () => void run(), enabled: !returning.busy },
    { keys: 'Esc', label: t('decision.cancelReturn'), run: onCancel },
  ])
  return (
    <div className="stack">
      <TextArea
        label={t('decision.remark')}
        name="remark"
        value={remark}
        onChange={setRemark}
        rows={3}
        maxLength={1000}
        isRequired
        autoFocus
        help={t('decision.remarkHelp')}
        error={tried && isEmpty ? t('decision.remarkNeeded') : undefined}
      />
      {returning.fault !== undefined && <FaultLine fault={returning.fault} onRetry={() => void run()} />}
      <div className="row">
        <Button variant="primary" keys="Ctrl+Enter" busy={returning.busy} onPress={() => void run()}>
          {t('decision.return')}
        </Button>
        <Button keys="Esc" onPress={onCancel}>
          {t('decision.cancelReturn')}
        </Button>
      </div>
    </div>
  )
}
