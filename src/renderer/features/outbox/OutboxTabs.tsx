import { Tab, TabList, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { OutboxShow } from '#core/contract/views.ts'
import { formatCount } from '#renderer/i18n/format.ts'
import { countOf, type ShownOutbox } from './shown-job.ts'

interface OutboxTabsProps {
  readonly show: OutboxShow
  readonly counts: ShownOutbox['counts']
  readonly onShow: (show: OutboxShow) => void
}

/** What of the queue is looked at, each with its number. */
export function OutboxTabs({ show, counts, onShow }: OutboxTabsProps) {
  const { t } = useTranslation('outbox')
  return (
    <Tabs selectedKey={show} onSelectionChange={(key) => onShow(OutboxShow.parse(key))}>
      <TabList className="outbox-tabs" aria-label={t('show.label')}>
        {OutboxShow.options.map((option) => (
          <Tab key={option} id={option} className="outbox-tab">
            {t(`show.${option}`)}
            <span className="outbox-tab-count">{formatCount(countOf(counts, option))}</span>
          </Tab>
        ))}
      </TabList>
    </Tabs>
  )
}
