import { useTranslation } from 'react-i18next'
import type { HeaderStatus } from '#core/contract/views.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatDateTime } from '#renderer/i18n/format.ts'
import { askHeader } from './header-store.ts'

async function dismiss(): Promise<void> {
  await getBridge().api['header/dismissRecovery']({})
  await askHeader()
}

/** The data were damaged and mended: what is back, what is not, until somebody has read it. */
export function RecoveryNotice({ recovery }: { readonly recovery: NonNullable<HeaderStatus['recovery']> }) {
  const { t } = useTranslation('common')
  const { backupAt, cases, brokenOff, lost } = recovery
  const isWhole = brokenOff === 0 && lost === 0
  return (
    <Notice tone={isWhole ? 'info' : 'warning'}>
      <p>
        {t('recovery.mended')} {backupAt !== undefined && t('recovery.fromCopy', { time: formatDateTime(backupAt) })}{' '}
        {isWhole ? t('recovery.whole', { cases }) : t('recovery.missing', { cases, brokenOff, lost })}
      </p>
      <Button onPress={() => void dismiss()}>{t('recovery.read')}</Button>
    </Notice>
  )
}
