import { useTranslation } from 'react-i18next'
import { activeKeys, useKeysStore } from '#renderer/components/keys.ts'

/** The bottom line: the keys of this screen. A click does what the key does. */
export function KeyLine() {
  const { t } = useTranslation('common')
  const layers = useKeysStore((state) => state.layers)
  const shown = activeKeys(layers).filter((key) => key.label !== undefined)
  return (
    <footer className="key-line" aria-label={t('keys.label')}>
      {shown.map((key) => (
        <button key={key.keys} type="button" tabIndex={-1} onClick={key.run}>
          <kbd>{key.keys}</kbd>
          {key.label}
        </button>
      ))}
    </footer>
  )
}
