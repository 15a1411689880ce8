import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { choicesFor, type Conflict, type ConflictChoice, mayGoBack, needsRemark } from '#core/domain/conflict.ts'
import type { CaseView } from '#core/contract/views.ts'
import { go } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { TextArea } from '#renderer/components/TextArea.tsx'

const remarkField = 'conflict.remark'

/** What can be done, each with a sentence of what it does; the remark first, since two of them want it. */
export function ConflictChoices({ view, conflict }: { readonly view: CaseView; readonly conflict: Conflict }) {
  const { t } = useTranslation('conflict')
  const [remark, setRemark] = useState('')
  const [missed, setMissed] = useState<ConflictChoice>()
  const [decide, deciding] = useOperation('case/decideConflict')
  const choices = choicesFor(conflict, view.stage)
  const late = !mayGoBack(view.stage)
  const isMissing = missed !== undefined && remark.trim() === ''

  const choose = async (choice: ConflictChoice): Promise<void> => {
    if (needsRemark(choice) && remark.trim() === '') {
      setMissed(choice)
      focusField(remarkField)
      return
    }
    const answer = await decide({ caseId: view.caseId, choice, remark })
    if (answer.ok && (choice === 'takeRegister' || choice === 'correct')) go({ name: 'intake', caseId: view.caseId })
  }
  useKeys(
    choices.map((choice, index) => ({
      keys: `Alt+${index + 1}`,
      label: t(`choice.${choice}`),
      run: () => void choose(choice),
      enabled: !deciding.busy,
    })),
  )
  const effectOf = (choice: ConflictChoice): string => {
    if (choice === 'correct' && conflict.version !== undefined) return t('effect.correctVersion')
    return choice === 'keep' && late ? t('effect.keepLate') : t(`effect.${choice}`)
  }
  return (
    <div className="conflict-choices">
      <TextArea
        label={t('remark')}
        name={remarkField}
        value={remark}
        onChange={setRemark}
        rows={2}
        maxLength={1000}
        help={t('remarkHelp')}
        error={isMissing ? t('remarkMissing') : undefined}
      />
      {deciding.fault !== undefined && <FaultLine fault={deciding.fault} />}
      <ul>
        {choices.map((choice, index) => (
          <li key={choice}>
            <Button
              variant={choice === 'cancel' ? 'danger' : index === 0 ? 'primary' : 'plain'}
              keys={`Alt+${index + 1}`}
              busy={deciding.busy}
              onPress={() => void choose(choice)}
            >
              {t(late && choice === 'keep' ? 'choice.keepLate' : `choice.${choice}`)}
            </Button>
            <span>{effectOf(choice)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
