import { ServiceDefinition } from '#core/domain/service.ts'
import apostille from '#resources/services/archive-apostille.json' with { type: 'json' }
import archiveMangystau from '#resources/services/archive-cert-mangystau.json' with { type: 'json' }
import archiveNational from '#resources/services/archive-cert-national.json' with { type: 'json' }
import disabledChild from '#resources/services/disabled-child-support.json' with { type: 'json' }
import foreignPress from '#resources/services/foreign-press-aktobe.json' with { type: 'json' }
import guardianshipCert from '#resources/services/guardianship-cert.json' with { type: 'json' }
import guardianshipEstablish from '#resources/services/guardianship-establish.json' with { type: 'json' }
import housing from '#resources/services/housing-queue.json' with { type: 'json' }
import kindergarten from '#resources/services/kindergarten-queue.json' with { type: 'json' }
import media from '#resources/services/media-registration.json' with { type: 'json' }
import minorAssets from '#resources/services/minor-assets-cert.json' with { type: 'json' }
import minorProperty from '#resources/services/minor-property-cert.json' with { type: 'json' }
import unemployed from '#resources/services/unemployed-cert.json' with { type: 'json' }
import { longForm } from './long-form.ts'

const main = ServiceDefinition.parse(unemployed)

/** Every service there is; the one that most scenes take in stands first. */
export const definitions: readonly ServiceDefinition[] = [
  main,
  ...[
    guardianshipCert,
    kindergarten,
    housing,
    archiveMangystau,
    minorAssets,
    minorProperty,
    disabledChild,
    apostille,
    archiveNational,
    media,
    foreignPress,
    guardianshipEstablish,
  ].map((json) => ServiceDefinition.parse(json)),
]

export const definitionOf = (id: string): ServiceDefinition =>
  id === 'long-form' ? longForm(main) : (definitions.find((definition) => definition.id === id) ?? main)
