import type { RefusalReceipt } from '#core/domain/refusal-receipt.ts'

const name = 'Әбілқасымов Қайрат Нұрланұлы'

export const refusalReceiptOf = (over: Partial<RefusalReceipt> = {}): RefusalReceipt => ({
  asker: { name: { kk: name, ru: name }, address: 'Өскемен қаласы, Қазақстан көшесі, 1 үй', receiver: name },
  refusedAt: '2026-11-20T20:30:00.000Z',
  office: {
    kind: 'centre',
    name: { kk: 'Өскемен қаласының № 1 ХҚКО', ru: 'ЦОН № 1 города Усть-Каменогорска' },
    address: { kk: 'Белинский көшесі, 37а', ru: 'улица Белинского, 37а' },
    deskNumber: 7,
  },
  service: { kk: 'Жұмыссыз азаматтарға анықтама беру', ru: 'Выдача справки безработным гражданам' },
  missing: [
    { kk: 'Өтініш', ru: 'Заявление' },
    { kk: 'Жеке басын куәландыратын құжат', ru: 'Документ, удостоверяющий личность' },
  ],
  reason: 'Құжаттар топтамасы толық ұсынылмады.',
  operator: 'Серікова Айгүл Маратқызы',
  phone: '+77232000000',
  copy: 1,
  training: false,
  language: 'kk',
  ...over,
})
