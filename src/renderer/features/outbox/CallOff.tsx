import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/components/Button.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { TextArea } from '#renderer/components/TextArea.tsx'
import type { ShownJob } from './shown-job.ts'

interface CallOffProps {
  readonly kind: ShownJob['kind']
  readonly busy: boolean
  readonly onCallOff: (reason: string) => void
  readonly onClose: () => void
}

/** Says what calling off means, and asks why: the reason stays in the log of the case. */
export function CallOff({ kind, busy, onCallOff, onClose }: CallOffProps) {
  const { t } = useTranslation(['outbox', 'common'])
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    form.current?.querySelector('textarea')?.focus()
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const confirm = (): void => {
    const given = reason.trim()
    setMissing(given === '')
    if (given !== '') onCallOff(given)
  }
  useKeys([
    { keys: 'Esc', label: t('callOff.keep'), run: onClose },
    { keys: 'Ctrl+Enter', label: t('callOff.confirm'), run: confirm },
  ])
  return (
    <div className="call-off" ref={form}>
      <p>
        <strong>{t(`callOff.meaning.${kind}`)}</strong> {t('callOff.forGood')}
      </p>
      <TextArea
        label={t('callOff.reason')}
        name="call-off-reason"
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={1000}
        isRequired
        {...(missing ? { error: t('callOff.reasonMissing') } : {})}
      />
      <div className="row">
        <Button variant="danger" busy={busy} onPress={confirm}>
          {t('callOff.confirm')}
        </Button>
        <Button variant="quiet" onPress={onClose}>
          {t('callOff.keep')}
        </Button>
      </div>
    </div>
  )
}
