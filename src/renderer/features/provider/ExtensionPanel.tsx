import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { NumberField } from '#renderer/components/NumberField.tsx'
import { localText } from '#renderer/i18n/format.ts'
import { BilingualText } from './BilingualText.tsx'
import { daysOf } from './extension-days.ts'

interface ExtensionPanelProps {
  readonly view: CaseView
  readonly extension: NonNullable<ServiceDefinition['term']['extension']>
  readonly onClose: () => void
}

/** The term is extended here: by how much, why, and what the applicant will read of it. */
export function ExtensionPanel({ view, extension, onClose }: ExtensionPanelProps) {
  const { t } = useTranslation('provider')
  const [days, setDays] = useState('')
  const [reason, setReason] = useState({ kk: '', ru: '' })
  const [tried, setTried] = useState(false)
  const [extend, extending] = useOperation('provider/extend')
  const { maxDays, unit, text } = extension
  const count = daysOf(days, maxDays)
  const empty = (['kk', 'ru'] as const).filter((language) => reason[language].trim() === '')

  const run = async (): Promise<void> => {
    setTried(true)
    if (count === undefined) return focusField('extend.days')
    if (empty[0] !== undefined) return focusField(`extend.reason.${empty[0]}`)
    const answer = await extend({ caseId: view.caseId, days: count, reason: { kk: reason.kk.trim(), ru: reason.ru.trim() } })
    if (answer.ok) onClose()
  }
  useKeys([
    { keys: 'Ctrl+Enter', label: t('extend.run'), run: () => void run(), enabled: !extending.busy },
    { keys: 'Esc', label: t('extend.cancel'), run: onClose },
  ])

  return (
    <section className="extension" aria-label={t('extend.title')}>
      <header className="row">
        <h2>{t('extend.title')}</h2>
        <span className="secondary grow">
          {localText(text)} {t('extend.once')}
        </span>
      </header>
      <div className="extension-fields">
        <NumberField
          label={t('extend.days')}
          name="extend.days"
          value={days}
          onChange={setDays}
          isRequired
          autoFocus
          suffix={t(`extend.unit.${unit}`)}
          help={t('extend.limit', { count: maxDays })}
          error={tried && count === undefined ? t('extend.daysWrong', { count: maxDays }) : undefined}
        />
        <BilingualText
          label={t('extend.reason')}
          name="extend.reason"
          value={reason}
          errorOf={(name) => (tried && empty.some((language) => name.endsWith(`.${language}`)) ? t('decision.bothLanguages') : undefined)}
          onChange={setReason}
        />
      </div>
      <div className="extension-notice">
        <h3>{t('extend.reads')}</h3>
        {(['kk', 'ru'] as const).map((language) => (
          <p key={language} lang={language}>
            {t('extend.notice', { lng: language, date: t('extend.newDate', { lng: language }), reason: reason[language].trim() || '…' })}
          </p>
        ))}
      </div>
      {extending.fault !== undefined && <FaultLine fault={extending.fault} onRetry={() => void run()} />}
      <div className="row">
        <Button variant="primary" keys="Ctrl+Enter" busy={extending.busy} onPress={() => void run()}>
          {t('extend.run')}
        </Button>
        <Button keys="Esc" onPress={onClose}>
          {t('extend.cancel')}
        </Button>
      </div>
    </section>
  )
}
