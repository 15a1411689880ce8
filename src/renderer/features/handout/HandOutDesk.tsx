import { Download, Eye, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { usePrinter } from '#renderer/features/paper/printer-choice.ts'
import { PrinterSelect } from '#renderer/features/paper/PrinterSelect.tsx'
import { ResultPdf } from '#renderer/features/paper/ResultPdf.tsx'
import { safeFileName, saveFile } from '#renderer/features/paper/save-file.ts'
import { AuthorityRecheck } from './AuthorityRecheck.tsx'

const kinds = ['idCard', 'passport', 'residencePermit'] as const
type Kind = (typeof kinds)[number]
type Way = 'print' | 'save'

interface HandOutDeskProps {
  readonly view: CaseView
  /** The intermediate paper is given out: the case goes on. */
  readonly intermediate: boolean
  readonly onGiven: (way: Way) => void
}

/** Who takes the result and by which papers; then it is opened, printed or saved. Identity and receipt: regulation 004, clause 10. */
export function HandOutDesk({ view, intermediate, onGiven }: HandOutDeskProps) {
  const { t } = useTranslation('handout')
  const { caseId, request } = view
  const [to, setTo] = useState<'applicant' | 'representative'>(request?.representative === undefined ? 'applicant' : 'representative')
  const [kind, setKind] = useState<Kind>('idCard')
  const [number, setNumber] = useState('')
  const [receiptShown, setReceiptShown] = useState(true)
  const [authorityServes, setAuthorityServes] = useState(false)
  const [tried, setTried] = useState(false)
  const [open, setOpen] = useState(false)
  const printers = usePrinter('result')
  const [complete, completing] = useOperation('handOut/complete')
  const blocked = to === 'representative' && !authorityServes

  const give = async (way: Way): Promise<void> => {
    setTried(true)
    if (number.trim() === '') return focusField('handout.identity')
    if (blocked || completing.busy) return
    const answer = await complete({
      caseId,
      to,
      identityDocument: { kind, number: number.trim() },
      receiptShown,
      way,
      ...(intermediate ? { intermediate: true as const } : {}),
      ...(way === 'print' && printers.printer !== '' ? { printer: printers.printer } : {}),
    })
    if (!answer.ok) return
    if (way === 'save') saveFile(answer.value.pdf, safeFileName(t('fileName', { number: view.number ?? '' })))
    onGiven(way)
  }
  useKeys([{ keys: 'F9', label: t('print'), run: () => void give('print'), enabled: !blocked }])

  return (
    <Panel title={t('papers')}>
      <div className="stack">
        {request?.representative !== undefined && (
          <Choice
            label={t('to')}
            name="handout.to"
            value={to}
            onChange={(value) => setTo(value === 'representative' ? 'representative' : 'applicant')}
            options={[
              { value: 'applicant', label: t('toApplicant') },
              { value: 'representative', label: t('toRepresentative') },
            ]}
          />
        )}
        {to === 'representative' && <AuthorityRecheck caseId={caseId} onResult={setAuthorityServes} />}
        <Choice
          label={t('identity')}
          name="handout.kind"
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'idCard')}
          options={kinds.map((one) => ({ value: one, label: t(one) }))}
        />
        <TextField
          label={t('identityNumber')}
          name="handout.identity"
          value={number}
          onChange={setNumber}
          mono
          maxLength={40}
          isRequired
          autoFocus
          error={tried && number.trim() === '' ? t('identityNeeded') : undefined}
        />
        <Choice
          label={t('receipt')}
          name="handout.receipt"
          value={receiptShown ? 'shown' : 'lost'}
          onChange={(value) => setReceiptShown(value === 'shown')}
          options={[
            { value: 'shown', label: t('receiptShown') },
            { value: 'lost', label: t('receiptLost') },
          ]}
        />
        {!receiptShown && <Notice tone="warning">{t('receiptLostNote')}</Notice>}
        <PrinterSelect choice={printers} />
        <div className="row">
          <Button
            variant="primary"
            icon={<Printer />}
            keys="F9"
            busy={completing.busy}
            isDisabled={blocked}
            onPress={() => void give('print')}
          >
            {t('print')}
          </Button>
          <Button icon={<Download />} isDisabled={blocked || completing.busy} onPress={() => void give('save')}>
            {t('save')}
          </Button>
          <Button icon={<Eye />} onPress={() => setOpen(!open)}>
            {t(open ? 'hide' : 'open')}
          </Button>
        </div>
        {completing.fault !== undefined && <FaultLine fault={completing.fault} />}
        {open && <ResultPdf caseId={caseId} intermediate={intermediate} />}
      </div>
    </Panel>
  )
}
