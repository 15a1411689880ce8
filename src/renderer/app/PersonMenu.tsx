import { ChevronDown } from 'lucide-react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#core/contract/views.ts'
import { localText, pageLanguage, shortName } from '#renderer/i18n/format.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { go } from './navigation.ts'
import { lockNow, logOut } from './session-store.ts'
import { setTheme, type ThemeChoice, useTheme } from './theme-choice.ts'

const themes = { light: 'menu.themeLight', dark: 'menu.themeDark', system: 'menu.themeSystem' } as const

/** Who, at which desk; language, look, lock, log out. */
export function PersonMenu({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation('common')
  const theme = useTheme((state) => state.choice)
  const { staff, workplace } = session

  return (
    <MenuTrigger>
      <Button className="person" aria-label={t('menu.person', { name: staff.fullName })}>
        <span className="status-words">
          <span>{shortName(staff.fullName)}</span>
          <small>
            {t(`role.${staff.role}`)}, {t('header.desk', { number: workplace.deskNumber })}
          </small>
        </span>
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover placement="bottom end">
        <div className="person-card">
          <strong>{staff.fullName}</strong>
          <span>{t(`role.${staff.role}`)}</span>
          <span className="secondary">{localText(workplace.name)}</span>
          {session.offline && <span className="secondary">{t('header.offlineLogin')}</span>}
        </div>
        <Menu className="menu">
          <MenuSection
            selectionMode="single"
            selectedKeys={[pageLanguage()]}
            onSelectionChange={(keys) => setLanguage([...keys][0] === 'ru' ? 'ru' : 'kk')}
            disallowEmptySelection
          >
            <Header>{t('menu.language')}</Header>
            <MenuItem id="kk" className="menu-item">
              Қазақша
            </MenuItem>
            <MenuItem id="ru" className="menu-item">
              Русский
            </MenuItem>
          </MenuSection>
          <MenuSection
            selectionMode="single"
            selectedKeys={[theme]}
            onSelectionChange={(keys) => setTheme([...keys][0] as ThemeChoice)}
            disallowEmptySelection
          >
            <Header>{t('menu.theme')}</Header>
            {(['light', 'dark', 'system'] as const).map((choice) => (
              <MenuItem key={choice} id={choice} className="menu-item">
                {t(themes[choice])}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection aria-label={t('menu.person', { name: staff.fullName })}>
            <MenuItem className="menu-item" onAction={() => go({ name: 'check' })}>
              {t('menu.check')}
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => lockNow('asked')}>
              {t('menu.lock')}
              <kbd>Ctrl+L</kbd>
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => void logOut()}>
              {t('menu.logout')}
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
