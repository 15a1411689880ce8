import { Bin } from '#core/domain/iin.ts'
import type { ServiceDefinition } from '#core/domain/service.ts'
import type { Workplace } from '#core/domain/staff.ts'
import { centreStaff, trainingCentre } from './centre-staff.ts'
import { type Colleague, colleagueOf, headNameOf } from './colleague.ts'
import { type ProviderSketch, providerSketches } from './provider-staff.ts'

export interface TrainingProvider {
  readonly workplace: Workplace
  readonly sketch: ProviderSketch
}

/**
 * The training providers of a catalogue: of each organisation that has a service there, as its first service's definition describes it.
 * An organisation that nobody was drawn up for has no desk: requests to it wait.
 */
export const trainingProviders = (services: readonly ServiceDefinition[]): readonly TrainingProvider[] =>
  providerSketches.flatMap((sketch): TrainingProvider[] => {
    const service = services.find(({ provider }) => provider.bin === sketch.bin)
    if (service === undefined) return []
    const { name, address } = service.provider
    return [
      {
        sketch,
        workplace: {
          id: sketch.id,
          kind: 'provider',
          bin: Bin.parse(sketch.bin),
          name,
          address,
          region: service.region,
          deskNumber: 1,
          headName: headNameOf(sketch.staff, 'head'),
        },
      },
    ]
  })

const centreBase = 9100

/** Everybody who works at the training centre and at the providers with these BINs, in the order of the lists. */
export const trainingColleagues = (providerBins: readonly string[]): readonly Colleague[] => [
  ...centreStaff.map(colleagueOf(trainingCentre.bin, centreBase)),
  ...providerSketches
    .filter(({ bin }) => providerBins.includes(bin))
    .flatMap(({ bin, base, staff }) => staff.map(colleagueOf(Bin.parse(bin), base))),
]
