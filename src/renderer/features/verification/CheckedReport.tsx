import { useTranslation } from 'react-i18next'
import type { VerificationReport } from '#core/domain/verification.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { saveFile } from '#renderer/features/paper/save-file.ts'
import { useWritten } from './use-written.ts'
import { WrittenReport } from './WrittenReport.tsx'

/** A report that can be kept on paper. */
export function CheckedReport({ report }: { readonly report: VerificationReport }) {
  const { t, i18n } = useTranslation('verification')
  const [makePdf, making] = useOperation('verification/pdf')
  const written = useWritten(report)

  const save = async (): Promise<void> => {
    const answer = await makePdf({ report, language: i18n.language === 'ru' ? 'ru' : 'kk' })
    if (answer.ok) saveFile(answer.value.pdf, `${t('reportFile')}.pdf`)
  }

  return (
    <div className="verification">
      <WrittenReport written={written} />
      {making.fault !== undefined && <FaultLine fault={making.fault} onRetry={() => void save()} />}
      {report.notSignature === undefined && (
        <div className="row">
          <Button busy={making.busy} onPress={() => void save()}>
            {t('save')}
          </Button>
        </div>
      )}
    </div>
  )
}
