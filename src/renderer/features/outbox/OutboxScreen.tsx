import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutboxShow } from '#core/contract/views.ts'
import { back } from '#renderer/app/navigation.ts'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import './outbox.css'
import { CarrierPanel } from './CarrierPanel.tsx'
import { OutboxItems } from './OutboxItems.tsx'
import { OutboxTabs } from './OutboxTabs.tsx'
import { QueueBands } from './QueueBands.tsx'
import { type OutboxPanel, QueueHead } from './QueueHead.tsx'
import { UploadPanel } from './UploadPanel.tsx'
import { useOutbox } from './use-outbox.ts'

/** Everything that is signed and not yet delivered, and what became of the rest. Nothing leaves this list unseen. */
export function OutboxScreen() {
  const { t } = useTranslation(['outbox', 'common'])
  const [show, setShow] = useState<OutboxShow>('open')
  const [panel, setPanel] = useState<OutboxPanel>()
  const { view, jobs, fault, refresh, more } = useOutbox(show)
  const list = useRef<HTMLDivElement>(null)
  const [listed, setListed] = useState(false)
  const step = (by: 1 | -1): void => {
    const next = OutboxShow.options[OutboxShow.options.indexOf(show) + by]
    if (next !== undefined) setShow(next)
  }
  useKeys([
    { keys: 'Esc', label: t('common:keys.back'), run: back },
    { keys: '←', run: () => step(-1), enabled: listed },
    { keys: '→', run: () => step(1), enabled: listed },
  ])
  return (
    <div className="screen outbox">
      <QueueHead view={view} panel={panel} onPanel={setPanel} />
      {fault !== undefined && <FaultLine fault={fault} onRetry={refresh} />}
      {view === undefined && fault === undefined && <Skeleton lines={8} />}
      {view !== undefined && (
        <>
          <QueueBands queue={view.queue} />
          {panel === 'upload' && <UploadPanel policy={view.queue.upload} />}
          {panel === 'carrier' && <CarrierPanel />}
          <OutboxTabs show={show} counts={view.counts} onShow={setShow} />
          {jobs === undefined ? (
            <Skeleton lines={8} />
          ) : (
            <OutboxItems
              key={show}
              show={show}
              list={list}
              jobs={jobs}
              total={Math.max(view.total, jobs.length)}
              queue={view.queue}
              onListed={setListed}
              onMore={more}
            />
          )}
        </>
      )}
    </div>
  )
}
