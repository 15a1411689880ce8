import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SigningPreview } from '#core/contract/views.ts'
import { canonicalBytes, hashOf } from '#core/domain/canonical.ts'
import type { ContentHash } from '#core/domain/ids.ts'
import { ServiceRequest } from '#core/domain/request.ts'
import type { Decision } from '#core/domain/result-document.ts'
import { groupedDigest } from '#renderer/features/signing/grouped-digest.ts'
import { isShownExactly, WhatYouSign } from '#renderer/features/signing/WhatYouSign.tsx'
import { formatCount } from '#renderer/i18n/format.ts'
import { iinNumber, newCaseId, requestOf } from '#test/builders/case-log.ts'
import { declaredPaper, declaredPerson } from '#test/builders/declared.ts'
import { caseIdOf } from '#test/fakes/page/cases.ts'
import { preparedRequest, preparedResult } from '#test/fakes/page/prepared.ts'
import { makeProviderCases } from '#test/fakes/page/provider-cases.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const textOf = (preview: SigningPreview): string =>
  renderToStaticMarkup(<WhatYouSign preview={preview} />)
    .replace(/<pre.*<\/pre>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
    .replaceAll('\u00a0', ' ')

const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' as ContentHash
const asked = ServiceRequest.parse({
  ...requestOf({ caseId: newCaseId() }),
  applicant: { ...requestOf({ caseId: newCaseId() }).applicant, evidence: declaredPerson },
  representative: {
    iin: iinNumber(4),
    name: { surname: 'Сәтбаева', givenName: 'Ләззат' },
    authority: { number: '118-Ө', notary: 'Нотариус Б. Оспанов', issuedAt: '2026-01-10', expiresAt: '2027-01-10', evidence: declaredPaper },
  },
  payment: { reference: '7788', tenge: 3932, evidence: { ...declaredPaper, register: 'ЭҮТШ' } },
  documents: [
    { slotId: 'identity', title: { kk: 'Жеке куәлік', ru: 'Удостоверение' }, sha256, bytes: 214_000, pages: 2, originalSeen: true },
    { slotId: 'address', title: { kk: 'Мекенжай анықтамасы', ru: 'Адресная справка' }, sha256, bytes: 1000, pages: 3, originalSeen: false },
  ],
})

const refusal = (): SigningPreview => {
  const one = makeProviderCases('2026-11-20T05:00:00.000Z').get(caseIdOf(110))
  const event = one?.log.findLast(({ event: each }) => each.kind === 'decisionDrafted')?.event
  if (one === undefined || event?.kind !== 'decisionDrafted') throw new Error('A draft is wanted')
  const prepared = preparedResult(caseIdOf(110), one, event.decision as Decision, 'head')
  if (!prepared.ok) throw new Error('A whole decision is wanted')
  return prepared.value
}

beforeAll(() => {
  i18next.use(initReactI18next)
})
beforeEach(() => useTexts('ru'))

describe('what is signed, in words', () => {
  it('a request says who asks, by whom and by what paper, which documents with their digests, the fee, and what no register confirmed', () => {
    const text = textOf(preparedRequest(asked))
    for (const part of [
      'Запрос на услугу «текст»: Әбілқасымов Қайрат. Документов: 2, всего 5 стр.',
      'Представитель: Сәтбаева Ләззат',
      'доверенность № 118-Ө, Нотариус Б. Оспанов, до 10.01.2027',
      '3 932 ₸, квитанция № 7788',
      'Введено вручную, реестр не подтвердил: данные услугополучателя; доверенность; оплата.',
      'Удостоверение 2 стр., 209 КБ, оригинал осмотрен',
      'Адресная справка 3 стр.',
      groupedDigest(sha256),
      '9001 0000 0000 01',
    ])
      expect(text).toContain(part)
  })

  it('a result says what is decided, to whom, with what number, and the ground in both languages', async () => {
    const preview = refusal()
    if (preview.purpose !== 'result') throw new Error('A result is wanted')
    const [ground] = preview.content.grounds
    const text = textOf(preview)
    for (const part of [
      'Мотивированный отказ',
      preview.content.applicant.fullName,
      'Нет акта обследования жилья.',
      ground?.text.kk,
      ground?.text.ru,
    ])
      expect(text).toContain(part)
    await i18next.changeLanguage('kk')
    expect(textOf(preview)).toContain('Дәлелді бас тарту')
  })

  it('the digest shown is of the very bytes shown', () => {
    const preview = preparedRequest(asked)
    const markup = renderToStaticMarkup(<WhatYouSign preview={preview} />)
    const shown = /<pre[^>]*>(.*)<\/pre>/s.exec(markup)?.[1]?.replaceAll('&quot;', '"') ?? ''
    expect(hashOf(new TextEncoder().encode(shown))).toBe(preview.digest)
    expect(markup).toContain(groupedDigest(preview.digest))
    expect(textOf(preview)).toContain(`(${formatCount(canonicalBytes(asked).length)} байт)`.replaceAll('\u00a0', ' '))
  })

  it('a content that is not what would be signed is not shown as if it were', () => {
    const preview = { ...preparedRequest(asked), digest: sha256 }
    expect([isShownExactly(preview), isShownExactly(preparedRequest(asked))]).toEqual([false, true])
    expect(textOf(preview)).toContain('Не подписывайте')
    expect(textOf(preview)).not.toContain('Әбілқасымов')
  })
})
