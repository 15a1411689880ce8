import { Eye, Mail } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { isEmail } from '#core/domain/form-problems.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Panel } from '#renderer/components/Panel.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { ResultPdf } from '#renderer/features/paper/ResultPdf.tsx'
import { wantedAddress, wantsEmail } from './email-wish.ts'

interface EmailHandOutProps {
  readonly view: CaseView
  readonly intermediate: boolean
  readonly onGiven: () => void
}

/** The result to the applicant's address: nobody has to come, so no identity document is asked for. */
export function EmailHandOut({ view, intermediate, onGiven }: EmailHandOutProps) {
  const { t } = useTranslation('handout')
  const { caseId, request } = view
  const [email, setEmail] = useState(wantedAddress(request))
  const [tried, setTried] = useState(false)
  const [open, setOpen] = useState(false)
  const [complete, completing] = useOperation('handOut/complete')
  const isWrong = !isEmail(email.trim())

  const send = async (): Promise<void> => {
    setTried(true)
    if (isWrong) return focusField('handout.email')
    if (completing.busy) return
    const answer = await complete({
      caseId,
      to: 'applicant',
      receiptShown: false,
      way: 'email',
      email: email.trim(),
      ...(intermediate ? { intermediate: true as const } : {}),
    })
    if (answer.ok) onGiven()
  }
  useKeys([{ keys: 'F9', label: t('email.send'), run: () => void send() }])

  return (
    <Panel title={t('email.byEmail')}>
      <div className="stack">
        {wantsEmail(request) && <Notice tone="info">{t('email.wanted')}</Notice>}
        <TextField
          label={t('email.address')}
          name="handout.email"
          value={email}
          onChange={setEmail}
          inputMode="email"
          maxLength={200}
          isRequired
          autoFocus
          help={t('email.addressHelp')}
          error={tried && isWrong ? t('email.wrong') : undefined}
        />
        <div className="row">
          <Button variant="primary" icon={<Mail />} keys="F9" busy={completing.busy} onPress={() => void send()}>
            {t('email.send')}
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
