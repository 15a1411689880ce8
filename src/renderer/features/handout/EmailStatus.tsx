import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { isEmail } from '#core/domain/form-problems.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { useFaultText } from '#renderer/i18n/fault-text.ts'

type Emailed = CaseView['emails'][number]

/** Where the letters with this case's papers stand: «жіберілді» only once the gateway said so. */
export function EmailStatus({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('handout')
  const text = useFaultText()
  const failed = view.jobs.find(({ kind, state }) => kind === 'emailResult' && (state === 'stuck' || state === 'rejected'))
  return view.emails.map((email) => {
    const key = String(email.intermediate)
    const { to } = email
    if (email.sent) {
      return (
        <Notice key={key} tone="good">
          {t('email.sent', { to })}
        </Notice>
      )
    }
    if (failed?.lastFault === undefined) {
      return (
        <Notice key={key} tone="info">
          {t('email.queued', { to })}
        </Notice>
      )
    }
    const { tag, data } = failed.lastFault
    return (
      <Notice key={key} tone="bad">
        <p>{t('email.failed', { to, reason: text({ ...data, tag, remedy: 'act' }) })}</p>
        <AddressCorrection key={to} caseId={view.caseId} email={email} />
      </Notice>
    )
  })
}

function AddressCorrection({ caseId, email }: { readonly caseId: CaseView['caseId']; readonly email: Emailed }) {
  const { t } = useTranslation('handout')
  const [address, setAddress] = useState(email.to)
  const [tried, setTried] = useState(false)
  const [correct, correcting] = useOperation('handOut/correctEmail')
  const isWrong = !isEmail(address.trim())
  const send = async (): Promise<void> => {
    setTried(true)
    if (isWrong) return focusField('handout.correctEmail')
    await correct({ caseId, email: address.trim(), ...(email.intermediate ? { intermediate: true as const } : {}) })
  }
  return (
    <div className="stack">
      <TextField
        label={t('email.address')}
        name="handout.correctEmail"
        value={address}
        onChange={setAddress}
        inputMode="email"
        maxLength={200}
        isRequired
        error={tried && isWrong ? t('email.wrong') : undefined}
      />
      <div className="row">
        <Button busy={correcting.busy} onPress={() => void send()}>
          {t('email.correct')}
        </Button>
      </div>
      {correcting.fault !== undefined && <FaultLine fault={correcting.fault} />}
    </div>
  )
}
