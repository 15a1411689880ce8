import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#core/contract/client.ts'
import { useOperation } from '#renderer/bridge/use-operation.ts'
import { Button } from '#renderer/components/Button.tsx'
import { FaultLine } from '#renderer/components/FaultLine.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { Panel } from '#renderer/components/Panel.tsx'

/** The gateway's answer to a carrier, brought back: closes what it settles. */
export function CarrierProof() {
  const { t } = useTranslation('outbox')
  const [take, taking] = useOperation('carrier/takeProof')
  const [taken, setTaken] = useState<OutputOf<'carrier/takeProof'>>()
  const input = useRef<HTMLInputElement>(null)

  const read = async (file: File): Promise<void> => {
    setTaken(undefined)
    const answer = await take({ proof: new Uint8Array(await file.arrayBuffer()) })
    if (answer.ok) setTaken(answer.value)
  }

  return (
    <Panel title={t('carrier.proofTitle')}>
      <p className="secondary">{t('carrier.proofIntro')}</p>
      {taking.fault !== undefined && <FaultLine fault={taking.fault} />}
      {taken !== undefined && <Notice tone={taken.refused > 0 ? 'warning' : 'good'}>{t('carrier.proofTaken', { ...taken })}</Notice>}
      <input
        ref={input}
        type="file"
        hidden
        accept=".proof"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) void read(file)
        }}
      />
      <Button onPress={() => input.current?.click()} busy={taking.busy}>
        {t('carrier.proofPick')}
      </Button>
    </Panel>
  )
}
