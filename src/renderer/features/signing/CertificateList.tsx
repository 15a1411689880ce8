import { Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatDate } from '#renderer/i18n/format.ts'
import { type Candidate, expiryWarningDays, type OrderedCertificates } from './certificate-order.ts'

interface CertificateListProps {
  readonly fitting: OrderedCertificates['fitting']
  readonly chosen: string | undefined
  readonly onChoose: (certificateId: string) => void
  readonly isDisabled: boolean
}

/** Certificates that fit, to choose from. */
export function CertificateList({ fitting, chosen, onChoose, isDisabled }: CertificateListProps) {
  const { t } = useTranslation('signing')
  if (fitting.length === 0) return <Notice tone="warning">{t('noFit')}</Notice>
  return (
    <RadioGroup className="certificates" aria-label={t('certificates')} value={chosen ?? null} onChange={onChoose} isDisabled={isDisabled}>
      {fitting.map((candidate) => (
        <Radio key={candidate.choice.certificateId} value={candidate.choice.certificateId} className="certificate choice-option">
          <span className="choice-mark" aria-hidden />
          <CertificateText candidate={candidate} />
        </Radio>
      ))}
    </RadioGroup>
  )
}

/** The certificates that do not serve here, each with the reason; folded while there is one that does. */
export function UnfitCertificates({ others, isOpen }: { readonly others: OrderedCertificates['others']; readonly isOpen: boolean }) {
  const { t } = useTranslation('signing')
  if (others.length === 0) return null
  return (
    <details className="unfit" open={isOpen}>
      <summary>
        {t('unfit')}: {others.length}
      </summary>
      <ul className="certificates">
        {others.map((candidate) => (
          <li key={candidate.choice.certificateId} className="certificate certificate-unfit">
            <CertificateText candidate={candidate} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function CertificateText({ candidate: { token, choice } }: { readonly candidate: Candidate }) {
  const { t } = useTranslation('signing')
  const { summary, daysLeft, fits } = choice
  const soon = daysLeft <= expiryWarningDays
  const validity =
    daysLeft < 0 ? t('expiredOn', { date: formatDate(summary.notAfter) }) : t(soon ? 'expiresSoon' : 'daysLeft', { count: daysLeft })
  return (
    <span className="certificate-text">
      <strong>{summary.commonName}</strong>
      <span className="secondary">
        {t(`role.${summary.role}`)}
        {summary.organisation !== undefined && <>, {summary.organisation}</>}
      </span>
      <span className="secondary">
        {t('onToken', { label: token.label })}. <span className={soon ? 'certificate-soon' : undefined}>{validity}</span>
      </span>
      {!fits && <span className="certificate-reasons">{choice.reasons.map((reason) => t(`reason.${reason}`)).join('; ')}</span>}
    </span>
  )
}
