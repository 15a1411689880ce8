import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import { Panel } from '#renderer/components/Panel.tsx'
import { formatDuration, localText } from '#renderer/i18n/format.ts'

type Norm = OutputOf<'case/get'>['norms'][number]

/** The regulation's norms beside the time it took. */
export function Norms({ norms }: { readonly norms: readonly Norm[] }) {
  const { t } = useTranslation('case')
  return (
    <Panel title={t('norms.title')}>
      {norms.length === 0 ? (
        <p className="secondary">{t('norms.none')}</p>
      ) : (
        <table className="norms">
          <tbody>
            {norms.map((norm, index) => (
              <tr key={index}>
                <td>
                  {localText(norm.step)}
                  <span className="secondary"> — {localText(norm.text)}</span>
                </td>
                <td>{norm.actualSeconds === undefined ? t('norms.running') : formatDuration(norm.actualSeconds)}</td>
                <td>
                  {norm.late ? (
                    <span className="badge badge-bad">{t('norms.late')}</span>
                  ) : norm.actualSeconds === undefined ? null : (
                    <span className="badge badge-good">{t('norms.inTime')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
