import { useTranslation } from 'react-i18next'
import { formatCount } from '#renderer/i18n/format.ts'
import type { Screen } from './navigation.ts'
import { isAt, type Place } from './places.ts'

interface RailProps {
  readonly places: readonly Place[]
  readonly screen: Screen
  readonly counts: Readonly<Partial<Record<Place['name'], number>>>
  readonly onGo: (place: Place) => void
}

/** Only the desks that the person has. */
export function Rail({ places, screen, counts, onGo }: RailProps) {
  const { t } = useTranslation('common')
  return (
    <nav className="rail" data-pane aria-label={t('rail.label')}>
      {places.map((place, index) => {
        const count = counts[place.name] ?? 0
        return (
          <button
            key={place.name}
            type="button"
            className="rail-place"
            aria-current={isAt(place, screen) ? 'page' : undefined}
            aria-keyshortcuts={`Alt+${index + 1}`}
            title={`Alt+${index + 1}`}
            onClick={() => onGo(place)}
          >
            <place.icon aria-hidden />
            <span>{t(`rail.${place.name}`)}</span>
            {count > 0 && <span className="rail-count">{formatCount(count)}</span>}
          </button>
        )
      })}
    </nav>
  )
}
