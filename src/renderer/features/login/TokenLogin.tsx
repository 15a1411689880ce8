import { fault } from '#core/base/fault.ts'
import { err } from '#core/base/result.ts'
import { enter } from '#renderer/app/session-store.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { SigningPanel } from '#renderer/features/signing/SigningPanel.tsx'

export const TokenLogin = () => (
  <SigningPanel
    purpose="login"
    onSign={async (certificateId, ticket, offerCancel) =>
      ticket === undefined
        ? err(fault('token/noPin', 'retry'))
        : getBridge().api['session/loginWithToken']({ certificateId, ticket }, offerCancel)
    }
    onDone={enter}
  />
)
