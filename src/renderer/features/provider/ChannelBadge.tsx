import { Building2, Globe, Landmark, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '#core/domain/service.ts'

const icons: Readonly<Record<Channel, LucideIcon>> = { centre: Building2, provider: Landmark, portal: Globe }

/** Which way the request came: what came past the counter of a centre stands out. */
export function ChannelBadge({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation('provider')
  const Icon = icons[channel]
  return (
    <span className={`badge${channel === 'centre' ? '' : ' badge-info'}`} title={t(`channel.${channel}Text`)}>
      <Icon aria-hidden />
      {t(`channel.${channel}`)}
    </span>
  )
}
