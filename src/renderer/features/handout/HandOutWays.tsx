import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { EmailHandOut } from './EmailHandOut.tsx'
import { wantsEmail } from './email-wish.ts'
import { HandOutDesk } from './HandOutDesk.tsx'

export type GivenWay = 'print' | 'save' | 'email'

interface HandOutWaysProps {
  readonly view: CaseView
  /** The intermediate paper is given out: the case goes on. */
  readonly intermediate: boolean
  readonly onGiven: (way: GivenWay) => void
}

/** Over the counter, or by e-mail where the regulation has it: what the applicant asked for comes first. */
export function HandOutWays({ view, intermediate, onGiven }: HandOutWaysProps) {
  const { t } = useTranslation('handout')
  const definition = useQuery('catalogue/get', { serviceId: view.serviceId, version: view.serviceVersion }).value
  const [chosen, setChosen] = useState<'counter' | 'email'>(wantsEmail(view.request) ? 'email' : 'counter')
  const offered = definition?.handOut[view.channel]?.includes('email') === true
  if (!offered) return <HandOutDesk view={view} intermediate={intermediate} onGiven={onGiven} />
  return (
    <div className="stack">
      <Choice
        label={t('email.way')}
        name="handout.way"
        value={chosen}
        onChange={(value) => setChosen(value === 'email' ? 'email' : 'counter')}
        options={[
          { value: 'counter', label: t('email.counter') },
          { value: 'email', label: t('email.byEmail') },
        ]}
      />
      {chosen === 'email' ? (
        <EmailHandOut view={view} intermediate={intermediate} onGiven={() => onGiven('email')} />
      ) : (
        <HandOutDesk view={view} intermediate={intermediate} onGiven={onGiven} />
      )}
    </div>
  )
}
