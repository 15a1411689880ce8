import type { ProviderDeed } from '#core/domain/provider-procedure.ts'
import type { Shown } from './RequestFacts.tsx'

/** The request's facts fold by themselves where form and paper need the room. */
export const factsFold = (shown: Shown, deeds: readonly ProviderDeed[]): boolean =>
  shown === 'decision' && (deeds.includes('decide') || deeds.includes('sign'))
