import { useEffect, useState } from 'react'
import { beforeLock } from '#renderer/app/before-lock.ts'
import { type Autosave, createAutosave, type SaveState } from './autosave.ts'

export interface SavingState {
  readonly state: SaveState
  /** Instant of the last save that succeeded. */
  readonly savedAt?: string
}

/**
 * An autosave for as long as the screen is there; also saves when the workplace is locked and when the window loses focus, is hidden or is closed.
 * @param save answers when it was saved, or undefined where it failed
 */
export function useAutosave<Value>(save: (value: Value) => Promise<string | undefined>): {
  readonly autosave: Autosave<Value>
  readonly saving: SavingState
} {
  const [saving, setSaving] = useState<SavingState>({ state: 'idle' })
  const [autosave] = useState(() => createAutosave<Value>({ onState: (state) => setSaving((now) => ({ ...now, state })) }))

  useEffect(() =>
    autosave.saveWith(async (value) => {
      const savedAt = await save(value)
      if (savedAt !== undefined) setSaving({ state: 'saved', savedAt })
      return savedAt !== undefined
    }),
  )

  useEffect(() => {
    const flush = (): void => void autosave.flush()
    const unlock = beforeLock.on(flush)
    window.addEventListener('blur', flush)
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('beforeunload', flush)
    return () => {
      unlock()
      window.removeEventListener('blur', flush)
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('beforeunload', flush)
      // What fails now is kept by the screen's store and saved when the screen is there again.
      void autosave.close()
    }
  }, [autosave])

  return { autosave, saving }
}
