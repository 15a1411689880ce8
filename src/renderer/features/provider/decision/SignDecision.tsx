import type { OutputOf } from '#core/contract/client.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { Button } from '#renderer/components/Button.tsx'
import { useKeys } from '#renderer/components/keys.ts'
import { NcalayerWay } from '#renderer/features/signing/NcalayerWay.tsx'
import { SigningPanel } from '#renderer/features/signing/SigningPanel.tsx'
import { isShownExactly, WhatYouSign } from '#renderer/features/signing/WhatYouSign.tsx'

interface SignDecisionProps {
  readonly prepared: OutputOf<'signing/prepareResult'>
  /** What going back leads to. */
  readonly back: string
  /** The signer's own wish, or what was prepared has grown old. */
  readonly onBack: () => void
  readonly onDone: () => void
}

/** The very content that is signed, certificate, PIN. */
export function SignDecision({ prepared, back, onBack, onDone }: SignDecisionProps) {
  useKeys([{ keys: 'Esc', label: back, run: onBack }])
  return (
    <>
      <div className="row">
        <Button keys="Esc" onPress={onBack}>
          {back}
        </Button>
      </div>
      <WhatYouSign preview={prepared} />
      <SigningPanel
        purpose="result"
        isDisabled={!isShownExactly(prepared)}
        onSign={async (certificateId, ticket, offerCancel) => {
          const answer = await getBridge().api['signing/sign'](
            { preparationId: prepared.preparationId, certificateId, ticket },
            offerCancel,
          )
          if (!answer.ok && answer.error.tag === 'signing/preparationGone') onBack()
          return answer
        }}
        onDone={onDone}
      />
      <NcalayerWay preparationId={prepared.preparationId} isDisabled={!isShownExactly(prepared)} onGone={onBack} onDone={onDone} />
    </>
  )
}
