import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/components/Button.tsx'
import { activeKeys, useKeys, useKeysStore } from '#renderer/components/keys.ts'

/** F1: what the keys of this screen do. Beside the work, never over the field in use. */
export function HelpPanel({ placeNames, onClose }: { readonly placeNames: readonly string[]; readonly onClose: () => void }) {
  const { t } = useTranslation('common')
  useKeys([{ keys: 'Esc', run: onClose }])
  const layers = useKeysStore((state) => state.layers)
  const shown = activeKeys(layers).filter((key) => key.label !== undefined)
  return (
    <aside className="help-panel" aria-label={t('keys.helpTitle')}>
      <h2>{t('keys.helpTitle')}</h2>
      <dl>
        {shown.map((key) => (
          <div key={key.keys}>
            <dt>
              <kbd>{key.keys}</kbd>
            </dt>
            <dd>{key.label}</dd>
          </div>
        ))}
        {placeNames.map((name, index) => (
          <div key={name}>
            <dt>
              <kbd>{`Alt+${index + 1}`}</kbd>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>F6</kbd>
          </dt>
          <dd>{t('keys.nextPane')}</dd>
        </div>
      </dl>
      <p className="secondary">{t('keys.helpText')}</p>
      <Button keys="Esc" onPress={onClose}>
        {t('action.close')}
      </Button>
    </aside>
  )
}
