import { useTranslation } from 'react-i18next'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { type ShownFault, useFaultText } from '#renderer/i18n/fault-text.ts'

/** Wrong data: the message of refusal that the regulation asks for (4354/1, clause 7, process 2), with a plain sentence. */
export function LoginFault({ fault }: { readonly fault: ShownFault }) {
  const { t } = useTranslation('login')
  const text = useFaultText()
  if (fault.tag !== 'session/wrong') return <FaultLine fault={fault} />
  return (
    <Notice tone="bad">
      <p className="login-refusal">{t('refusedTitle')}</p>
      <p>{text(fault)}</p>
    </Notice>
  )
}
