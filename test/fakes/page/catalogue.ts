import { ServiceDefinition } from '#core/domain/service.ts'
import unemployed from '#resources/services/unemployed-cert.json' with { type: 'json' }

const main = ServiceDefinition.parse(unemployed)

const others = [
  [
    'guardianship-cert',
    'Қорғаншылық және қамқоршылық жөнінде анықтама беру',
    'Выдача справок по опеке и попечительству',
    'Отбасы және балалар',
    'Семья и дети',
    true,
  ],
  [
    'social-aid',
    'Жергілікті өкілді органдардың шешімдері бойынша мұқтаж азаматтардың жекелеген санаттарына әлеуметтік көмек тағайындау',
    'Назначение социальной помощи отдельным категориям нуждающихся граждан по решениям местных представительных органов',
    'Жұмыспен қамту және әлеуметтік қорғау',
    'Занятость и социальная защита',
    true,
  ],
  [
    'kindergarten-queue',
    'Мектепке дейінгі балалар ұйымдарына жіберу үшін мектепке дейінгі жастағы балаларды кезекке қою',
    'Постановка на очередь детей дошкольного возраста для направления в детские дошкольные организации',
    'Білім беру',
    'Образование',
    true,
  ],
  ['archive-cert', 'Мұрағаттық анықтама беру', 'Выдача архивных справок', 'Мәдениет және мұрағат', 'Культура и архивы', true],
  ['veterinary-cert', 'Ветеринариялық анықтама беру', 'Выдача ветеринарной справки', 'Ауыл шаруашылығы', 'Сельское хозяйство', false],
  [
    'land-plot',
    'Жер учаскесіне жеке меншік құқығына акт беру',
    'Выдача акта на право частной собственности на земельный участок',
    'Жер қатынастары',
    'Земельные отношения',
    false,
  ],
] as const

export const definitions: readonly ServiceDefinition[] = [
  main,
  ...others.map(([id, kk, ru, categoryKk, categoryRu, receivable]) =>
    ServiceDefinition.parse({
      ...unemployed,
      id,
      name: { kk, ru },
      synonyms: { kk: [], ru: [] },
      category: { kk: categoryKk, ru: categoryRu },
      channels: receivable ? unemployed.channels : { provider: unemployed.channels.centre, portal: unemployed.channels.centre },
    }),
  ),
]

export const definitionOf = (id: string): ServiceDefinition => definitions.find((definition) => definition.id === id) ?? main
