import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LimitFinding } from '#core/domain/outbox.ts'
import { Button } from '#renderer/components/Button.tsx'
import { limitText } from './limit-text.ts'

interface LimitBandProps {
  /** The worst first, at least one. */
  readonly findings: readonly [LimitFinding, ...LimitFinding[]]
  readonly onOutbox: (() => void) | undefined
}

/** What runs out while the gateway is away: the worst in a sentence, the others behind a button. It covers nothing. */
export function LimitBand({ findings, onOutbox }: LimitBandProps) {
  const { t } = useTranslation('common')
  const [all, setAll] = useState(false)
  const [worst, ...others] = findings
  const stops = worst.level === 'stop'
  const Icon = stops ? CircleAlert : TriangleAlert
  return (
    <section
      className={`limit-band ${stops ? 'notice-bad' : 'notice-warning'}`}
      role={stops ? 'alert' : 'status'}
      aria-label={t('limit.label')}
    >
      <Icon aria-hidden />
      <div className="limit-texts">
        {(all ? findings : [worst]).map((finding) => (
          <p key={finding.kind}>{limitText(t, finding)}</p>
        ))}
      </div>
      {others.length > 0 && (
        <Button variant="quiet" onPress={() => setAll((shown) => !shown)}>
          {all ? t('limit.less') : t('limit.more', { count: others.length })}
        </Button>
      )}
      {onOutbox !== undefined && (
        <Button variant="quiet" onPress={onOutbox}>
          {t('limit.toOutbox')}
        </Button>
      )}
    </section>
  )
}
