import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenChoice } from '#core/contract/views.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { Notice } from '#renderer/components/Notice.tsx'

interface PinEntryProps {
  readonly ref: Ref<HTMLInputElement>
  readonly pinState: TokenChoice['pinState']
  readonly isDisabled: boolean
  readonly isEmpty: boolean
  readonly confirmed: boolean
  readonly onConfirm: (confirmed: boolean) => void
}

/** The PIN. Uncontrolled on purpose: what is typed never gets into React's state. */
export function PinEntry({ ref, pinState, isDisabled, isEmpty, confirmed, onConfirm }: PinEntryProps) {
  const { t } = useTranslation('signing')
  if (pinState === 'locked') return <Notice tone="bad">{t('pin.locked')}</Notice>
  return (
    <div className="pin">
      {pinState === 'countLow' && <Notice tone="warning">{t('pin.countLow')}</Notice>}
      {pinState === 'finalTry' && (
        <>
          <Notice tone="bad">{t('pin.finalTry')}</Notice>
          <Checkbox isSelected={confirmed} onChange={onConfirm}>
            {t('pin.finalConfirm')}
          </Checkbox>
        </>
      )}
      <div className="field" data-invalid={isEmpty ? '' : undefined}>
        <label className="field-label" htmlFor="field-pin">
          {t('pin.label')}
        </label>
        <div className="field-box">
          <input
            ref={ref}
            id="field-pin"
            className="field-input mono"
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            disabled={isDisabled}
            aria-invalid={isEmpty}
            aria-describedby={isEmpty ? 'pin-error' : undefined}
          />
        </div>
        {isEmpty && (
          <p id="pin-error" className="field-error" role="alert">
            {t('pin.empty')}
          </p>
        )}
      </div>
    </div>
  )
}
