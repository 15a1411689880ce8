import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import { go } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { HandOutCase } from './HandOutCase.tsx'
import './handout.css'

/** Giving the result out: by the receipt's number, scanned or typed, or from a case. */
export const HandOutScreen = ({ caseId }: { readonly caseId?: CaseId | undefined }) =>
  caseId === undefined ? <ByReceipt /> : <HandOutCase key={caseId} caseId={caseId} />

function ByReceipt() {
  const { t } = useTranslation('handout')
  const [number, setNumber] = useState('')
  const [find, finding] = useOperation('case/byNumber')

  const open = async (): Promise<void> => {
    const digits = number.replace(/\s+/g, '')
    if (digits === '') return
    const answer = await find({ number: digits })
    if (answer.ok) go({ name: 'handOut', caseId: answer.value.caseId })
  }
  return (
    <div className="screen">
      <h1>{t('title')}</h1>
      <form
        className="handout-find"
        onSubmit={(event) => {
          event.preventDefault()
          void open()
        }}
      >
        <TextField
          label={t('number')}
          name="handout.number"
          value={number}
          mono
          inputMode="numeric"
          maxLength={40}
          autoFocus
          help={t('numberHelp')}
          onChange={(value) => {
            setNumber(value)
            finding.clear()
          }}
        />
        <div className="row">
          <Button type="submit" variant="primary" keys="Enter" busy={finding.busy} isDisabled={number.trim() === ''}>
            {t('find')}
          </Button>
        </div>
      </form>
      {finding.fault?.tag === 'case/missing' && (
        <Notice tone="warning">
          <p>{t('missing')}</p>
          <Button onPress={() => go({ name: 'search', text: number })}>{t('toSearch')}</Button>
        </Notice>
      )}
      {finding.fault !== undefined && finding.fault.tag !== 'case/missing' && (
        <FaultLine fault={finding.fault} onRetry={() => void open()} />
      )}
    </div>
  )
}
