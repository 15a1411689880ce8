import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Finding, registerOf } from '#core/domain/conflict.ts'
import { formatDateTime, formatIin } from '#renderer/i18n/format.ts'
import { orderedFields, shownValue } from './finding-rows.ts'

/** One subject in both versions, side by side. */
export function FindingView({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation(['conflict', 'case'])
  const register = t(`case:registers.${registerOf[finding.subject]}`)
  const sexText = (sex: 'male' | 'female'): string => t(`case:data.${sex}`)
  return (
    <section className="conflict-finding">
      <h3>
        {t(`subject.${finding.subject}`)}
        <span className="secondary">
          {finding.reference === undefined
            ? t('refusedAt', { time: formatDateTime(finding.answeredAt) })
            : t('answeredAt', { register, time: formatDateTime(finding.answeredAt) })}
        </span>
      </h3>
      {finding.problems.map((problem) => (
        <p key={problem} className="conflict-problem">
          <TriangleAlert aria-hidden />
          {t(`problem.${problem}`, { register })}
        </p>
      ))}
      {finding.fields.length > 0 && (
        <table className="conflict-table">
          <caption className="hidden-visually">{t(`subject.${finding.subject}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('declared')}</th>
              <th scope="col">{register}</th>
            </tr>
          </thead>
          <tbody>
            {orderedFields(finding).map((field) => (
              <tr key={`${field.name} ${field.of ?? ''}`} className={`conflict-${field.verdict}`}>
                <th scope="row">
                  {t(`name.${field.name}`)}
                  {field.of !== undefined && <span className="secondary mono"> {formatIin(field.of)}</span>}
                </th>
                <td>{shownValue(field.name, field.declared, sexText) || <span className="secondary">{t('empty')}</span>}</td>
                <td>
                  {field.verdict === 'differs' && (
                    <>
                      <TriangleAlert aria-hidden />
                      <span className="hidden-visually">{t('different')}: </span>
                    </>
                  )}
                  {shownValue(field.name, field.registered, sexText) || <span className="secondary">{t('empty')}</span>}
                  {field.verdict === 'noted' && <span className="secondary conflict-mark">{t('noted')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
