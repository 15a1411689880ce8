import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { useQuery } from '#renderer/bridge/use-query.ts'
import { Select } from '#renderer/components/Select.tsx'
import { TextField } from '#renderer/components/TextField.tsx'
import { SigningPanel } from '#renderer/features/signing/SigningPanel.tsx'
import { formatBytes } from '#renderer/i18n/format.ts'
import { CarrierProgress } from './CarrierProgress.tsx'
import { useCarrierProgress } from './use-carrier-progress.ts'

interface CarrierWriteProps {
  readonly preparationId: string
  /** What was prepared has grown old. */
  readonly onGone: () => void
  readonly onDone: (written: OutputOf<'carrier/write'>) => void
}

/** Where to, certificate, PIN; then how far it is. Called off or failed, another place may be chosen and the PIN given again. */
export function CarrierWrite({ preparationId, onGone, onDone }: CarrierWriteProps) {
  const { t } = useTranslation('outbox')
  const query = useQuery('carrier/places', {})
  const [typed, setTyped] = useState<string>()
  const [writing, setWriting] = useState(false)
  const progress = useCarrierProgress(writing)
  const places = query.value?.places ?? []
  const folder = typed ?? places[0]?.folder ?? ''

  return (
    <>
      {places.length > 0 && (
        <Select
          name="carrierPlace"
          label={t('carrier.place')}
          value={places.some((place) => place.folder === folder) ? folder : ''}
          onChange={setTyped}
          options={places.map((place) => ({
            value: place.folder,
            label: t('carrier.placeOption', { folder: place.folder, free: formatBytes(place.freeBytes) }),
          }))}
        />
      )}
      <TextField name="carrierFolder" label={t('carrier.folder')} help={t('carrier.folderHelp')} value={folder} onChange={setTyped} mono />
      {progress !== undefined && (
        <CarrierProgress
          {...progress}
          text={t('carrier.writing', { done: formatBytes(progress.done), total: formatBytes(progress.total) })}
        />
      )}
      <SigningPanel
        purpose="request"
        isDisabled={folder.trim() === ''}
        onSign={async (certificateId, ticket, offerCancel) => {
          setWriting(true)
          const input = { preparationId, certificateId, ticket, folder: folder.trim() }
          const answer = await getBridge().api['carrier/write'](input, offerCancel)
          setWriting(false)
          if (!answer.ok && answer.error.tag === 'signing/preparationGone') onGone()
          return answer
        }}
        onDone={onDone}
      />
    </>
  )
}
