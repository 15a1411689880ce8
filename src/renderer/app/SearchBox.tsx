import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { go } from './navigation.ts'
import { searchBoxId, setSearchText, useSearchBox } from './search-box.ts'

/** The one box for a number, an IIN, a name, a barcode. Enter shows what is found. */
export function SearchBox() {
  const { t } = useTranslation('common')
  const text = useSearchBox((state) => state.text)
  return (
    <form
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        go({ name: 'search' })
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
      />
      <kbd aria-hidden>Ctrl+K</kbd>
    </form>
  )
}
