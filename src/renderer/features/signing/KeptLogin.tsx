import { useTranslation } from 'react-i18next'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { Button } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'

/** In the place of the PIN: the token is still logged in, and can be told to forget it. */
export function KeptLogin({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation('signing')
  return (
    <div className="pin row">
      <Notice tone="info">{t('kept.text')}</Notice>
      <Button isDisabled={isDisabled} onPress={() => void getBridge().api['signing/endLogins']({})}>
        {t('kept.end')}
      </Button>
    </div>
  )
}
