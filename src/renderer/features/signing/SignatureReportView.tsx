import { useTranslation } from 'react-i18next'
import { adviceOn } from '#core/domain/signature-advice.ts'
import type { Revocation, SignatureReport } from '#core/domain/signature.ts'
import { Definition } from '#renderer/components/Definition.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatDate, formatDateTime } from '#renderer/i18n/format.ts'

const sources = { ocsp: 'OCSP', crl: 'CRL' } as const

/** The check of one signature in plain words. "Cannot say" is never shown as good or as revoked. */
export function SignatureReportView({ report }: { readonly report: SignatureReport }) {
  const { t } = useTranslation('signing')
  const { signer, revocation } = report
  const advice = adviceOn(report)
  const revocationText = (state: Revocation): string => {
    switch (state.state) {
      case 'good':
        return t('report.good', { source: sources[state.source], time: formatDateTime(state.producedAt) })
      case 'revoked':
        return t('report.revoked', { source: sources[state.source], time: formatDateTime(state.revokedAt) })
      case 'unknown':
        return t('report.unknown', { why: t(`report.why.${state.why}`) })
    }
  }
  const items = [
    ...(signer === undefined ? [] : [{ label: t('report.signer'), value: `${signer.commonName}, ${t(`role.${signer.role}`)}` }]),
    ...(signer?.organisation === undefined ? [] : [{ label: t('report.organisation'), value: signer.organisation }]),
    ...(report.signingTime === undefined ? [] : [{ label: t('report.signingTime'), value: formatDateTime(report.signingTime) }]),
    ...(report.timeStamp === undefined ? [] : [{ label: t('report.timeStamp'), value: formatDateTime(report.timeStamp) }]),
    { label: t('report.revocation'), value: revocationText(revocation) },
    ...(signer === undefined
      ? []
      : [
          { label: t('report.certificateUntil'), value: formatDate(signer.notAfter) },
          { label: t('report.issuer'), value: signer.issuer },
        ]),
    ...(report.level === undefined ? [] : [{ label: t('report.level'), value: report.level }]),
    { label: t('report.checkedAt'), value: formatDateTime(report.checkedAt) },
  ]
  return (
    <div className="signature-report">
      <Notice tone={report.accepted ? (revocation.state === 'unknown' ? 'warning' : 'good') : 'bad'}>
        {t(report.accepted ? 'report.accepted' : 'report.notAccepted')}
        {report.problems.length > 0 && (
          <ul>
            {report.problems.map((problem) => (
              <li key={problem}>{t(`report.problem.${problem}`)}</li>
            ))}
          </ul>
        )}
        {report.accepted && revocation.state === 'unknown' && <p>{revocationText(revocation)}</p>}
        {advice !== undefined && <p>{t(`report.advice.${advice}`)}</p>}
      </Notice>
      <Definition items={items} />
    </div>
  )
}
