import { createHash, randomUUID } from 'node:crypto'
import definitionJson from '#resources/services/unemployed-cert.json' with { type: 'json' }
import type { CaseId, ContentHash } from '#core/domain/ids.ts'
import type { Bin, Iin } from '#core/domain/iin.ts'
import type { ResultDocument } from '#core/domain/result-document.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import type { ResultSheet } from '#core/ports/typesetter.ts'

export const unemployedCert = ServiceDefinition.parse(definitionJson)

/** Bytes that do not compress, the same for the same seed: certificates and signatures are like that. */
export function noise(length: number, seed: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(length / 32) }, (_, index) => createHash('sha256').update(`${seed}/${index}`).digest())
  return new Uint8Array(Buffer.concat(parts).subarray(0, length))
}

const document = (): ResultDocument => ({
  schema: 'tereze.result/1',
  caseId: randomUUID() as CaseId,
  number: '123456789012',
  service: { id: unemployedCert.id, version: unemployedCert.version, name: unemployedCert.name },
  applicant: { iin: '000101301805' as Iin, fullName: 'Жүсіпбеков Нұрсұлтан Өміртайұлы' },
  form: 'certificate',
  requestHash: 'a'.repeat(64) as ContentHash,
  requestedOn: '2026-11-20',
  provider: {
    bin: unemployedCert.provider.bin as Bin,
    name: unemployedCert.provider.name,
    department: unemployedCert.provider.department,
    region: unemployedCert.region,
  },
  decision: { outcome: 'positive', form: 'certificate', fields: {} },
  fields: {
    applicantFullName: 'Жүсіпбеков Нұрсұлтан Өміртайұлы',
    registeredInfo: { kk: '2026 жылғы 14 қыркүйектен бастап, № 118 тіркеу', ru: 'с 14 сентября 2026 года, регистрация № 118' },
    publicWorks: { kk: 'қатысқан жоқ', ru: 'не участвовал' },
    training: { kk: '«Электрші» мамандығы бойынша қысқа мерзімді курс', ru: 'краткосрочный курс по специальности «Электрик»' },
    socialAid: { kk: '', ru: '' },
    presentedTo: { kk: 'Өскемен қаласының № 12 мектебіне', ru: 'в школу № 12 города Усть-Каменогорска' },
    headFullName: 'Төлегенов Ерлан Қайратұлы',
    specialistFullName: 'Сәрсенова Гүлнар Бақытқызы',
    applicationDate: '2026-11-20',
  },
  grounds: [],
  signedBy: {
    iin: '000101301805' as Iin,
    fullName: 'Төлегенов Ерлан Қайратұлы',
    position: { kk: 'Бөлім бастығы', ru: 'Начальник отдела' },
  },
  composedAt: '2026-11-24T08:00:00.000Z',
})

export const certificateSheet = (changes: Partial<ResultSheet> = {}): ResultSheet => ({
  definition: unemployedCert,
  document: document(),
  cms: noise(3_100, 1),
  signedAt: '2026-11-24T08:05:00.000Z',
  draft: false,
  training: false,
  ...changes,
})

export function refusalSheet(changes: Partial<ResultSheet> = {}): ResultSheet {
  const grounds = unemployedCert.refusalGrounds.slice(0, 2).map(({ id, text }) => ({ id, text }))
  const explanation = { kk: 'Жеке куәліктің екінші беті ұсынылмады.', ru: 'Не представлена вторая сторона удостоверения личности.' }
  const numbered = (language: 'kk' | 'ru'): string => grounds.map(({ text }, index) => `${index + 1}) ${text[language]}`).join('\n')
  const refused: ResultDocument = {
    ...document(),
    form: 'refusal',
    fields: {
      applicantFullName: 'Жүсіпбеков Нұрсұлтан Өміртайұлы',
      applicantIin: '000101301805',
      requestNumber: '123456789012',
      applicationDate: '2026-11-20',
      serviceName: unemployedCert.name,
      department: unemployedCert.provider.department,
      grounds: { kk: numbered('kk'), ru: numbered('ru') },
      explanation,
      signerFullName: 'Төлегенов Ерлан Қайратұлы',
    },
    grounds,
    decision: { outcome: 'refusal', groundIds: grounds.map(({ id }) => id), explanation },
  }
  return certificateSheet({ document: refused, ...changes })
}
