import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { I18nProvider } from 'react-aria-components'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useHostEvent } from '#renderer/bridge/use-event.ts'
import { useKeyListener } from '#renderer/components/keys.ts'
import { Skeleton } from '#renderer/components/Skeleton.tsx'
import { LockScreen } from '#renderer/features/lock/LockScreen.tsx'
import { LoginScreen } from '#renderer/features/login/LoginScreen.tsx'
import { Frame } from './Frame.tsx'
import './frame.css'
import { askHeader, takeStatus, useHeader } from './header-store.ts'
import { askSession, leave, useSession } from './session-store.ts'
import { TrainingBand } from './TrainingBand.tsx'

/** Login, or the frame; the lock lies over the frame, which stays as it was beneath. */
export function App() {
  const { i18n } = useTranslation()
  const { phase, session, training, lock } = useSession()
  useKeyListener()
  useHostEvent('header/changed', takeStatus)
  useHostEvent('session/ended', ({ why }) => leave(why))

  useEffect(() => {
    const askAll = (): void => {
      void askSession()
      void askHeader()
    }
    askAll()
    return getBridge().onConnection((connected) => {
      useHeader.setState({ coreLost: !connected })
      if (connected) askAll()
    })
  }, [])

  return (
    <I18nProvider locale={i18n.language === 'ru' ? 'ru-RU' : 'kk-KZ'}>
      <div className="app">
        {training && <TrainingBand />}
        <div className="app-body">
          {phase === 'starting' && (
            <div className="starting">
              <Skeleton lines={3} />
            </div>
          )}
          {phase === 'out' && <LoginScreen />}
          {phase === 'in' && session !== undefined && (
            <>
              <div inert={lock !== undefined} className="beneath">
                <Frame session={session} />
              </div>
              {lock !== undefined && <LockScreen session={session} reason={lock} />}
            </>
          )}
        </div>
      </div>
    </I18nProvider>
  )
}
