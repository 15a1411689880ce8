import { ServiceDefinition } from '#core/domain/service.ts'
import { definition } from '#test/fakes/desk.ts'

const text = (kk: string) => ({ kk, ru: kk })

/** A service with everything that the counter must cope with: rows, conditions, a fee, organisations, both desks. */
export const richService = ServiceDefinition.parse({
  ...definition,
  id: 'rich-service',
  version: '1.0.0',
  applicants: ['person', 'organisation'],
  registers: ['persons', 'organisations', 'notaries', 'civilActs', 'payments'],
  fee: { purpose: text('Баж'), tenge: 2000, channels: ['centre', 'provider'] },
  handOut: { centre: ['inPerson'], provider: ['inPerson'] },
  form: [
    {
      id: 'request',
      title: text('Өтініш'),
      fields: [
        {
          id: 'children',
          type: 'repeat',
          label: text('Балалар'),
          itemLabel: text('бала'),
          required: false,
          min: 0,
          max: 3,
          fields: [
            { id: 'fullName', type: 'text', label: text('Т.А.Ә.'), required: true, maxLength: 100 },
            {
              id: 'kin',
              type: 'choice',
              label: text('Туыстығы'),
              required: true,
              options: [
                { value: 'own', label: text('өзінікі') },
                { value: 'ward', label: text('қамқорлықта') },
              ],
            },
            {
              id: 'decision',
              type: 'text',
              label: text('Шешім'),
              required: true,
              maxLength: 50,
              when: [{ field: 'kin', oneOf: ['ward'] }],
            },
          ],
        },
        { id: 'income', type: 'number', label: text('Табыс'), required: false, min: 0, decimals: 2 },
        {
          id: 'area',
          type: 'number',
          label: text('Ауданы'),
          required: true,
          when: [{ field: 'applicant.kind', oneOf: ['organisation'] }],
        },
        { id: 'note', type: 'bilingual', label: text('Ескерту'), required: false, maxLength: 100 },
        { id: 'agreed', type: 'consent', label: text('Келісім'), required: true },
      ],
    },
  ],
  documents: definition.documents.filter(({ id }) => id === 'application' || id === 'authority'),
})
