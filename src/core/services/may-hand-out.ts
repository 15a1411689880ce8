import type { CaseState } from '#core/domain/case-state.ts'
import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import type { Workplace } from '#core/domain/staff.ts'
import type { WhichResult } from './read-result.ts'

const channelOf = { centre: 'centre', provider: 'provider' } as const satisfies Record<Workplace['kind'], Channel>

/**
 * Whether a paper of this case may be given out here now: where the request was taken in; at the provider's own desk not before the chancellery has
 * sent the result out, where the regulation has it do so.
 */
export function mayHandOut(
  { procedure }: Pick<ServiceDefinition, 'procedure'>,
  state: Pick<CaseState, 'channel' | 'side' | 'stage' | 'dispatched'>,
  { kind }: Pick<Workplace, 'kind'>,
  which: WhichResult,
): boolean {
  if (state.channel !== channelOf[kind]) return false
  if (which === 'intermediate') return true
  if (state.stage === 'inWork') return false
  return procedure === 'direct' || state.side === 'centre' || state.dispatched
}
