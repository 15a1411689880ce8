import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
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
  const query = useQuery('catalogue/get', { serviceId: view.serviceId, version: view.serviceVersion })
  const definition = query.value
  const [chosen, setChosen] = useState<'counter' | 'email'>(wantsEmail(view.request) ? 'email' : 'counter')
  const offered = definition?.handOut[view.channel]?.includes('email') === true
  // Whoever wants a letter is not shown the counter for a moment first.
  if (query.state === 'loading' && chosen === 'email') return <Skeleton lines={6} />
  // The desk keeps its place, and what is typed in it, when the choice appears above it.
  return (
    <div className="stack">
      {offered && (
        <Choice
          key="way"
          label={t('email.way')}
          name="handout.way"
          value={chosen}
          onChange={(value) => setChosen(value === 'email' ? 'email' : 'counter')}
          options={[
            { value: 'counter', label: t('email.counter') },
            { value: 'email', label: t('email.byEmail') },
          ]}
        />
      )}
      {offered && chosen === 'email' ? (
        <EmailHandOut key="email" view={view} intermediate={intermediate} onGiven={() => onGiven('email')} />
      ) : (
        <HandOutDesk key="counter" view={view} intermediate={intermediate} onGiven={onGiven} />
      )}
    </div>
  )
}
