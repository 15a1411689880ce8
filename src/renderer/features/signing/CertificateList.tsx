import { Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatDate } from '#renderer/i18n/format.ts'
import { type Candidate, expiryWarningDays, type OrderedCertificates } from './certificate-order.ts'

interface CertificateListProps {
  readonly ordered: OrderedCertificates
  readonly chosen: string | undefined
  readonly onChoose: (certificateId: string) => void
  readonly isDisabled: boolean
}

/** Certificates that fit, to choose from; below them the others with the reason why they do not. */
export function CertificateList({ ordered, chosen, onChoose, isDisabled }: CertificateListProps) {
  const { t } = useTranslation('signing')
  return (
    <div className="stack">
      {ordered.fitting.length === 0 ? (
        <Notice tone="warning">{t('noFit')}</Notice>
      ) : (
        <RadioGroup className="certificates" aria-label={t('certificates')} value={chosen ?? null} onChange={onChoose} isDisabled={isDisabled}>
          {ordered.fitting.map((candidate) => (
            <Radio key={candidate.choice.certificateId} value={candidate.choice.certificateId} className="certificate choice-option">
              <span className="choice-mark" aria-hidden />
              <CertificateText candidate={candidate} />
            </Radio>
          ))}
        </RadioGroup>
      )}
      {ordered.others.length > 0 && (
        <section aria-label={t('unfit')}>
          <h3>{t('unfit')}</h3>
          <ul className="certificates">
            {ordered.others.map((candidate) => (
              <li key={candidate.choice.certificateId} className="certificate certificate-unfit">
                <CertificateText candidate={candidate} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function CertificateText({ candidate: { token, choice } }: { readonly candidate: Candidate }) {
  const { t } = useTranslation('signing')
  const { summary, daysLeft, fits } = choice
  const soon = daysLeft <= expiryWarningDays
  const validity = daysLeft < 0 ? t('expiredOn', { date: formatDate(summary.notAfter) }) : t(soon ? 'expiresSoon' : 'daysLeft', { count: daysLeft })
  return (
    <span className="certificate-text">
      <strong>{summary.commonName}</strong>
      <span className="secondary">{t(`role.${summary.role}`)}{summary.organisation !== undefined && <>, {summary.organisation}</>}</span>
      <span className="secondary">{t('onToken', { label: token.label })}. <span className={soon ? 'certificate-soon' : undefined}>{validity}</span></span>
      {!fits && <span className="certificate-reasons">{choice.reasons.map((reason) => t(`reason.${reason}`)).join('; ')}</span>}
    </span>
  )
}
