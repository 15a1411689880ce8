import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#core/contract/views.ts'
import { useKeys } from '#renderer/components/keys.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { CurrentScreen } from './CurrentScreen.tsx'
import './frame.css'
import { useHeader } from './header-store.ts'
import { HeaderStatusView } from './HeaderStatusView.tsx'
import { HelpPanel } from './HelpPanel.tsx'
import { KeyLine } from './KeyLine.tsx'
import { LimitBand } from './LimitBand.tsx'
import { go, useNavigation } from './navigation.ts'
import { OfflineSessionNotices } from './OfflineSessionNotices.tsx'
import { focusNextPane } from './panes.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { placesFor } from './places.ts'
import { Rail } from './Rail.tsx'
import { RecoveryNotice } from './RecoveryNotice.tsx'
import { focusSearchBox } from './search-box.ts'
import { SearchBox } from './SearchBox.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { lockNow } from './session-store.ts'
import { useClock } from './use-clock.ts'
import { useGun } from './use-gun.ts'

const toCheck = (): void => go({ name: 'check' })

/** Header, rail, the screen, the line of keys. */
export function Frame({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation('common')
  const screen = useNavigation((state) => state.screen)
  const { status, coreLost } = useHeader()
  const now = useClock()
  const [help, setHelp] = useState(false)
  const gun = useGun()
  const work = useRef<HTMLElement>(null)
  const places = placesFor(session.rights)
  const mayIntake = session.rights.includes('intake')
  const mayOutbox = session.rights.includes('outbox')
  const toOutbox = mayOutbox ? (): void => go({ name: 'outbox' }) : undefined
  const [worst, ...lesser] = status?.limits ?? []
  const maySearch = session.rights.includes('search')

  useKeys([
    { keys: 'F1', label: t('keys.help'), run: () => setHelp((shown) => !shown) },
    { keys: 'Ctrl+K', label: t('keys.search'), run: focusSearchBox, enabled: maySearch },
    { keys: 'F2', run: focusSearchBox, enabled: maySearch },
    { keys: 'F3', label: t('keys.newIntake'), run: () => go({ name: 'services' }), enabled: mayIntake },
    { keys: 'F6', run: focusNextPane },
    { keys: 'Ctrl+L', label: t('keys.lock'), run: () => lockNow('asked') },
    ...places.map((place, index) => ({ keys: `Alt+${index + 1}`, run: () => go({ name: place.name }) })),
  ])

  return (
    <div className="frame">
      <header className="header" data-pane aria-label={t('header.label')}>
        <span className="product">{t('product')}</span>
        {maySearch ? <SearchBox /> : <span className="grow" />}
        {status !== undefined && <HeaderStatusView status={status} now={now} onOutbox={toOutbox} onCheck={toCheck} />}
        <PersonMenu session={session} />
      </header>
      {worst !== undefined && <LimitBand findings={[worst, ...lesser]} onOutbox={screen.name === 'outbox' ? undefined : toOutbox} />}
      <Rail
        places={places}
        screen={screen}
        counts={{ outbox: status === undefined ? 0 : status.outbox.waiting + status.outbox.stuck, provider: status?.inbox ?? 0 }}
        onGo={(place) => go({ name: place.name })}
      />
      <main className="work" data-pane ref={work}>
        <OfflineSessionNotices session={session} online={status?.connection.state === 'online'} />
        {coreLost && <Notice tone="warning">{t('header.coreLost')}</Notice>}
        {status?.recovery !== undefined && <RecoveryNotice recovery={status.recovery} />}
        {gun.missing !== undefined && screen.name === 'search' && (
          <Notice tone="warning">{t('gun.missing', { number: gun.missing })}</Notice>
        )}
        <ScreenBoundary screenKey={JSON.stringify(screen)}>
          <CurrentScreen screen={screen} session={session} />
        </ScreenBoundary>
      </main>
      {help && <HelpPanel placeNames={places.map((place) => t(`rail.${place.name}`))} onClose={() => setHelp(false)} />}
      <KeyLine />
    </div>
  )
}
