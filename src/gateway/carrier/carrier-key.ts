import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Settings } from '#gateway/database/settings.ts'

const settingName = 'carrierIdentity'

/** The key pair that carriers are encrypted to: X25519, in age's own notation. */
export interface CarrierKey {
  /** `AGE-SECRET-KEY-1…` */
  readonly identity: string
  /** `age1…`; the signed catalogue names it. */
  readonly recipient: string
}

/** Made at the first start, kept for good: a carrier may be weeks on its way. */
export async function openCarrierKey(settings: Settings): Promise<CarrierKey> {
  const identity = settings.find(settingName) ?? (await generateX25519Identity())
  settings.put(settingName, identity)
  return { identity, recipient: await identityToRecipient(identity) }
}
