import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { go, useNavigation } from './navigation.ts'
import { focusResults, searchBoxId, setSearchText, useSearchBox } from './search-box.ts'

/** The one box for a number, an IIN, a name, a barcode. Enter shows what is found; there, Enter or the arrow goes on into the results. */
export function SearchBox() {
  const { t } = useTranslation('common')
  const text = useSearchBox((state) => state.text)
  return (
    <form
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (useNavigation.getState().screen.name === 'search') focusResults()
        else go({ name: 'search' })
      }}
    >
      <Search size={18} aria-hidden />
      <input
        id={searchBoxId}
        type="text"
        aria-label={t('header.search')}
        placeholder={t('header.searchHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => setSearchText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && focusResults()) event.preventDefault()
        }}
      />
      <kbd aria-hidden>Ctrl+K</kbd>
    </form>
  )
}
