import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UploadPolicy } from '#core/domain/outbox.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Checkbox } from '#renderer/components/Checkbox.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { NumberField } from '#renderer/components/NumberField.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { Select } from '#renderer/components/Select.tsx'
import {
  choiceOf,
  kilobitsOf,
  leastKilobits,
  type UploadChoice,
  typedKilobits,
  uploadChoices,
  withHours,
  withLimit,
} from './upload-policy.ts'

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))
/** Offered first: outside the opening hours. */
const night = { from: 19, to: 8 }

/** How much of the line documents may take. Each choice holds at once. */
export function UploadPanel({ policy }: { readonly policy: UploadPolicy }) {
  const { t } = useTranslation('outbox')
  const [save, saving] = useOperation('outbox/setUpload')
  const [choice, setChoice] = useState<UploadChoice>(() => choiceOf(policy))
  const [typed, setTyped] = useState(() => String(kilobitsOf(policy) ?? 512))
  const [kept, setKept] = useState(policy)
  const wrong = choice === 'own' && typedKilobits(typed) === undefined

  const keep = async (next: UploadPolicy): Promise<void> => {
    if ((await save(next)).ok) setKept(next)
  }
  const keepTyped = (): void => {
    const kilobits = typedKilobits(typed)
    if (kilobits !== undefined && kilobits !== kilobitsOf(kept)) void keep(withLimit(kept, kilobits))
  }
  const choose = (next: UploadChoice): void => {
    setChoice(next)
    if (next === 'own') keepTyped()
    else void keep(withLimit(kept, next === 'none' ? undefined : Number(next)))
  }
  const limited = kept.bytesPerSecond !== undefined
  const free = kept.unlimited
  return (
    <Panel title={t('upload.title')}>
      <div className="upload">
        <p className="secondary">{t('upload.text')}</p>
        <div className="upload-row">
          <Choice
            label={t('upload.limit')}
            name="upload-limit"
            value={choice}
            onChange={(value) => choose(value as UploadChoice)}
            options={uploadChoices.map((value) => ({ value, label: t(`upload.choice.${value}`) }))}
          />
          {choice === 'own' && (
            <div className="upload-own">
              <NumberField
                label={t('upload.own')}
                name="upload-own"
                value={typed}
                onChange={setTyped}
                onBlur={keepTyped}
                suffix={t('upload.unit')}
                {...(wrong ? { error: t('upload.wrong', { least: leastKilobits }) } : {})}
              />
            </div>
          )}
        </div>
        {limited && (
          <div className="upload-row">
            <Checkbox
              name="upload-hours"
              isSelected={free !== undefined}
              onChange={(selected) => void keep(withHours(kept, selected ? night : undefined))}
            >
              {t('upload.hours')}
            </Checkbox>
            {free !== undefined && (
              <>
                {(['from', 'to'] as const).map((end) => (
                  <div key={end} className="upload-hour">
                    <Select
                      label={t(`upload.${end}`)}
                      name={`upload-${end}`}
                      value={String(free[end])}
                      onChange={(value) => void keep(withHours(kept, { ...free, [end]: Number(value) }))}
                      options={hours}
                    />
                  </div>
                ))}
              </>
            )}
          </div>
        )}
        {saving.fault !== undefined && <FaultLine fault={saving.fault} />}
      </div>
    </Panel>
  )
}
