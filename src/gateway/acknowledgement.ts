import type { Acknowledgement } from '#core/domain/acknowledgement.ts'
import { canonicalBytes } from '#core/domain/canonical.ts'
import { signInSoftware } from './ca/software-key.ts'
import type { SystemCertificate } from './ca/system-certificate.ts'

/** Signs that the gateway took a message: CAdES by its information system, DER in base64. */
export type Acknowledge = (taken: Acknowledgement) => string

/**
 * The issuing authority's certificate is left out: every workplace is enrolled with it, and an acknowledgement is kept with each case for ever.
 * @param system known once the gateway listens
 */
export const createAcknowledge =
  (system: () => SystemCertificate): Acknowledge =>
  (taken) => {
    const signature = signInSoftware({ ...system(), content: canonicalBytes(taken), chain: [], now: new Date(taken.at) })
    return Buffer.from(signature).toString('base64')
  }
