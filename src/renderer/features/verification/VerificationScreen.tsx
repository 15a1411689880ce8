import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseId } from '#core/domain/ids.ts'
import type { VerificationReport } from '#core/domain/verification.ts'
import { back } from '#renderer/app/navigation.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Panel } from '#renderer/components/Panel.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { CheckedReport } from './CheckedReport.tsx'
import { FilePick } from './FilePick.tsx'
import './verification.css'

/** As programs in use name signatures. */
const signatureFiles = '.cms,.p7s,.p7m,.sig,.pem,.cades,application/pkcs7-mime,application/pkcs7-signature'

interface Checked {
  readonly name: string
  readonly file: Uint8Array
  readonly report: VerificationReport
}

/** A file that somebody brought: whose signatures are in it and whether to go by them. */
function BroughtFile() {
  const { t } = useTranslation('verification')
  const [check, checking] = useOperation('verification/check')
  const [checked, setChecked] = useState<Checked>()

  const read = async (picked: File): Promise<void> => {
    setChecked(undefined)
    const file = new Uint8Array(await picked.arrayBuffer())
    const answer = await check({ file })
    if (answer.ok) setChecked({ name: picked.name, file, report: answer.value })
  }
  const compare = async (content: File, { file, name }: Checked): Promise<void> => {
    const answer = await check({ file, content: new Uint8Array(await content.arrayBuffer()) })
    if (answer.ok) setChecked({ name, file, report: answer.value })
  }
  const isDocumentMissing = checked?.report.detached === true && checked.report.content === undefined

  return (
    <>
      <p className="secondary">{t('intro')}</p>
      <FilePick
        label={checked === undefined ? t('pick') : t('another')}
        accept={signatureFiles}
        busy={checking.busy}
        onFile={(file) => void read(file)}
      />
      {checking.fault !== undefined && <FaultLine fault={checking.fault} />}
      {checked !== undefined && (
        <Panel title={`${t('file')}: ${checked.name}`}>
          <div className="verification">
            {isDocumentMissing && (
              <>
                <p>{t('contentIntro')}</p>
                <FilePick label={t('pickContent')} busy={checking.busy} onFile={(content) => void compare(content, checked)} />
              </>
            )}
            <CheckedReport report={checked.report} />
          </div>
        </Panel>
      )}
    </>
  )
}

interface OfCaseProps {
  readonly caseId: CaseId
  readonly paper: 'request' | 'intermediate' | 'result'
}

function OfCase({ caseId, paper }: OfCaseProps) {
  const query = useQuery('verification/ofCase', { caseId, paper }, { refreshOn: ['case/changed'] })
  if (query.fault !== undefined) return <FaultLine fault={query.fault} onRetry={query.refresh} />
  return query.value === undefined ? <Skeleton lines={8} /> : <CheckedReport report={query.value} />
}

/** Signatures checked in full: of a file, or of one paper of a case. */
export function VerificationScreen({ of }: { readonly of?: OfCaseProps }) {
  const { t } = useTranslation(['verification', 'case'])
  useKeys([{ keys: 'Esc', label: t('case:keys.back'), run: back }])
  return (
    <div className="screen">
      <h1>{t('title')}</h1>
      {of === undefined ? <BroughtFile /> : <OfCase {...of} />}
    </div>
  )
}
