import { useTranslation } from 'react-i18next'
import { fullNameOf } from '#core/domain/person.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { answerOf, type Intake } from '#renderer/features/intake/intake-store.ts'
import { formatIin } from '#renderer/i18n/format.ts'
import { takeHead } from './ask-registers.ts'

/** Whether the person is the organisation's head, as the register of legal persons names them. */
export function HeadLine({ intake }: { readonly intake: Intake }) {
  const { t } = useTranslation('intake')
  const { organisation, applicant } = intake.draft
  const head = answerOf(intake.organisation)?.organisation.head
  const headIin = head?.iin ?? organisation?.headIin ?? ''
  if (headIin === '') return <p className="secondary">{t('organisation.headUnknown')}</p>
  const name = head === undefined ? '' : fullNameOf(head.name)
  if (applicant.iin === headIin) return <Notice tone="good">{t('organisation.isHead', { name: name || formatIin(headIin) })}</Notice>
  return (
    <Notice tone={applicant.iin.length === 12 ? 'bad' : 'info'}>
      <p>{t('organisation.notHead', { name, iin: formatIin(headIin) })}</p>
      <Button onPress={() => void takeHead()}>{t('organisation.takeHead')}</Button>
    </Notice>
  )
}
