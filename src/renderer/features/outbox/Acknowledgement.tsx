import { BadgeCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/components/Button.tsx'
import { useCopy } from '#renderer/components/use-copy.ts'
import { formatDateTime, formatNumber } from '#renderer/i18n/format.ts'
import type { ShownJob } from './shown-job.ts'

/** The gateway's own proof that it has what was sent. */
export function Acknowledgement({ acknowledgement }: { readonly acknowledgement: NonNullable<ShownJob['acknowledgement']> }) {
  const { t } = useTranslation('outbox')
  const { text, at, number } = acknowledgement
  const [open, setOpen] = useState(false)
  const { shown, copied, copy } = useCopy<HTMLPreElement>()

  return (
    <section className="acknowledgement" aria-label={t('acknowledgement.title')}>
      <div className="acknowledgement-head">
        <BadgeCheck aria-hidden />
        <span className="grow">
          <strong>{t('acknowledgement.title')}</strong>
          {number !== undefined && <span className="mono">{t('acknowledgement.number', { number: formatNumber(number) })}</span>}
          {at !== undefined && <span className="secondary">{t('acknowledgement.at', { time: formatDateTime(at) })}</span>}
        </span>
        <Button variant="quiet" onPress={() => setOpen((was) => !was)}>
          {t(open ? 'acknowledgement.hide' : 'acknowledgement.show')}
        </Button>
      </div>
      {open && (
        <>
          <pre ref={shown} className="acknowledgement-text mono" tabIndex={0}>
            {text}
          </pre>
          <div className="row">
            <Button onPress={() => void copy(text)}>{t('acknowledgement.copy')}</Button>
            <span className="secondary" role="status">
              {copied && t('acknowledgement.copied')}
            </span>
          </div>
        </>
      )}
    </section>
  )
}
