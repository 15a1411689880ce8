import type { Channel, ServiceDefinition } from '#core/domain/service.ts'
import type { Workplace } from '#core/domain/staff.ts'

/**
 * The channel by which a workplace takes requests for a service in: a centre where the regulation has the centre, the provider's own desk where it has
 * that and the provider is this one.
 * @returns undefined where the service cannot be received here
 */
export function receptionChannel(
  { channels, provider }: Pick<ServiceDefinition, 'channels' | 'provider'>,
  { kind, bin }: Pick<Workplace, 'kind' | 'bin'>,
): Channel | undefined {
  if (kind === 'centre') return channels.centre === undefined ? undefined : 'centre'
  return channels.provider === undefined || provider.bin !== bin ? undefined : 'provider'
}
