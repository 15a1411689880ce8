import { enter } from '#renderer/app/session-store.ts'
import { getBridge } from '#renderer/bridge/bridge.ts'
import { SigningPanel } from '#renderer/features/signing/SigningPanel.tsx'

export const TokenLogin = () => (
  <SigningPanel
    purpose="login"
    onSign={(certificateId, ticket, offerCancel) => getBridge().api['session/loginWithToken']({ certificateId, ticket }, offerCancel)}
    onDone={enter}
  />
)
