import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#core/contract/views.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { focusField } from '#renderer/components/focus-next.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { Select } from '#renderer/components/Select.tsx'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { TextArea } from '#renderer/components/TextArea.tsx'

const phrases = ['consider', 'check', 'control'] as const

/** The head's resolution (бұрыштама): whom the case goes to, and how it is to be worked on. */
export function AssignPanel({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('provider')
  const query = useQuery('provider/executors', {})
  const [assign, assigning] = useOperation('provider/assign')
  const { assigned } = view
  const [again, setAgain] = useState(assigned === undefined)
  const [chosen, setChosen] = useState<string>()
  const [resolution, setResolution] = useState('')
  const [tried, setTried] = useState(false)
  const executors = query.value?.executors ?? []
  // One executor is no choice.
  const executor = chosen ?? (executors.length === 1 ? executors[0]?.staffId : undefined) ?? ''

  const run = async (): Promise<void> => {
    setTried(true)
    if (executor === '') return focusField('executor')
    if (resolution.trim() === '') return focusField('resolution')
    const answer = await assign({ caseId: view.caseId, executor, resolution: resolution.trim() })
    if (answer.ok) setAgain(false)
  }
  useKeys([
    { keys: 'Ctrl+Enter', label: t('assign.run'), run: () => void run(), enabled: again && !assigning.busy && executors.length > 0 },
    { keys: 'Ctrl+Enter', label: t('assign.again'), run: () => setAgain(true), enabled: !again },
  ])

  return (
    <div className="provider-card">
      <h2>{t('assign.title')}</h2>
      {assigned !== undefined && (
        <Notice tone="info">{t('assign.given', { name: assigned.fullName, resolution: assigned.resolution })}</Notice>
      )}
      {!again && (
        <div className="row">
          <Button keys="Ctrl+Enter" onPress={() => setAgain(true)}>
            {t('assign.again')}
          </Button>
        </div>
      )}
      {again && query.fault !== undefined && <FaultLine fault={query.fault} onRetry={query.refresh} />}
      {again && query.state === 'loading' && <Skeleton lines={3} />}
      {again && query.value !== undefined && executors.length === 0 && <Notice tone="warning">{t('assign.none')}</Notice>}
      {again && executors.length > 0 && (
        <>
          <Select
            label={t('assign.executor')}
            name="executor"
            value={executor}
            onChange={setChosen}
            isRequired
            autoFocus
            error={tried && executor === '' ? t('assign.executorNeeded') : undefined}
            options={executors.map(({ staffId, fullName }) => ({ value: staffId, label: fullName }))}
          />
          <TextArea
            label={t('assign.resolution')}
            name="resolution"
            value={resolution}
            onChange={setResolution}
            rows={3}
            maxLength={500}
            isRequired
            error={tried && resolution.trim() === '' ? t('assign.resolutionNeeded') : undefined}
          />
          <div className="phrases" role="group" aria-label={t('assign.phrases')}>
            {phrases.map((phrase) => (
              <Button key={phrase} variant="quiet" onPress={() => setResolution(t(`assign.phrase.${phrase}`))}>
                {t(`assign.phrase.${phrase}`)}
              </Button>
            ))}
          </div>
          {assigning.fault !== undefined && <FaultLine fault={assigning.fault} onRetry={() => void run()} />}
          <div className="row">
            <Button variant="primary" keys="Ctrl+Enter" busy={assigning.busy} onPress={() => void run()}>
              {t('assign.run')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
