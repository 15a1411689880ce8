import { useTranslation } from 'react-i18next'
import { useKeys } from '#renderer/components/keys.ts'

const press = (button: HTMLElement | null | undefined): void => button?.click()

/** The list that has the focus, or else the first on the form. */
const currentRepeat = (): HTMLElement | null =>
  document.activeElement?.closest<HTMLElement>('[data-repeat]') ?? document.querySelector<HTMLElement>('[data-repeat]')

/** Keys of lists: they press the very buttons that are shown, so that both do the same. */
export function useRowKeys(hasRows: boolean): void {
  const { t } = useTranslation('form')
  useKeys([
    {
      keys: 'Alt+A',
      label: t('keys.add'),
      enabled: hasRows,
      run: () => press(currentRepeat()?.querySelector<HTMLElement>('.repeat-add button')),
    },
    {
      keys: 'Alt+Del',
      label: t('keys.remove'),
      enabled: hasRows,
      run: () => press(document.activeElement?.closest('[data-row]')?.querySelector<HTMLElement>('.repeat-row-head button')),
    },
    { keys: 'Ctrl+Z', enabled: hasRows, run: () => press(currentRepeat()?.querySelector<HTMLElement>('[data-undo] button')) },
  ])
}
