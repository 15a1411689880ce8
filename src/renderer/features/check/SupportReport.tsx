import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/components/Button.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { useCopy } from '#renderer/components/use-copy.ts'
import { saveFile } from '#renderer/features/paper/save-file.ts'

interface SupportReportProps {
  readonly report: { readonly text: string; readonly at: string } | undefined
}

/** What support gets, seen before it is copied or saved. */
export function SupportReport({ report }: SupportReportProps) {
  const { t } = useTranslation('check')
  const { shown, copied, copy } = useCopy<HTMLPreElement>()
  if (report === undefined)
    return (
      <Panel title={t('report')}>
        <p className="secondary">{t('reportWait')}</p>
      </Panel>
    )
  const name = `tereze-${report.at.slice(0, 19).replaceAll(':', '-')}.json`
  return (
    <Panel title={t('report')}>
      <div className="stack">
        <p className="secondary">{t('reportText')}</p>
        <div className="row">
          <Button onPress={() => void copy(report.text)}>{t(copied ? 'copied' : 'copy')}</Button>
          <Button onPress={() => saveFile(new TextEncoder().encode(report.text), name, 'application/json')}>{t('save')}</Button>
        </div>
        <pre ref={shown} className="check-report mono" tabIndex={0}>
          {report.text}
        </pre>
      </div>
    </Panel>
  )
}
