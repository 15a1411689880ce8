import type { ServiceDefinition } from '#core/domain/service.ts'
import type { AnswerRow, Answers, FormField, SimpleField } from '#core/domain/service-form.ts'

const label = (kk: string, ru: string) => ({ kk, ru })

const kinds: readonly ((id: string, number: number) => SimpleField)[] = [
  (id, number) => ({ id, type: 'text', label: label(`Мәтін ${number}`, `Текст ${number}`), required: number % 3 === 0, maxLength: 200 }),
  (id, number) => ({ id, type: 'date', label: label(`Күн ${number}`, `Дата ${number}`), required: false, notAfterToday: true }),
  (id, number) => ({ id, type: 'number', label: label(`Сан ${number}`, `Число ${number}`), required: false, min: 1, max: 500 }),
  (id, number) => ({ id, type: 'phone', label: label(`Телефон ${number}`, `Телефон ${number}`), required: false }),
  (id, number) => ({
    id,
    type: 'choice',
    label: label(`Таңдау ${number}`, `Выбор ${number}`),
    required: false,
    options: ['a', 'b', 'c'].map((value) => ({ value, label: label(`Нұсқа ${value}`, `Вариант ${value}`) })),
  }),
]

const simple = (count: number): readonly FormField[] =>
  Array.from({ length: count }, (_, index) => {
    const make = kinds[index % kinds.length]
    if (make === undefined) throw new Error('There are kinds of fields')
    return make(`field${index + 1}`, index + 1)
  })

const rows = 20

/** A hundred controls: forty fields, and a list of twenty rows of three. As long as a form may become, and longer than any service has. */
export const longForm = (definition: ServiceDefinition): ServiceDefinition => ({
  ...definition,
  form: [
    { id: 'facts', title: label('Мәліметтер', 'Сведения'), fields: [...simple(40)] },
    {
      id: 'family',
      title: label('Отбасы мүшелері', 'Члены семьи'),
      fields: [
        {
          id: 'members',
          type: 'repeat',
          label: label('Отбасы мүшелері', 'Члены семьи'),
          itemLabel: label('адам', 'человек'),
          required: true,
          min: 1,
          max: 30,
          fields: [
            { id: 'iin', type: 'iin', label: label('ЖСН', 'ИИН'), required: true, fills: { fullName: 'fullName', birthDate: 'birthDate' } },
            { id: 'fullName', type: 'text', label: label('Тегі, аты', 'Фамилия, имя'), required: true, maxLength: 200 },
            { id: 'birthDate', type: 'date', label: label('Туған күні', 'Дата рождения'), required: true },
          ],
        },
      ],
    },
  ],
})

/** Its list as it is filled when the bench begins to type. */
export const longAnswers: Answers = {
  members: Array.from({ length: rows }, (_, index): AnswerRow => ({ fullName: `Адам ${index + 1}`, birthDate: '1990-02-03' })),
}
