import { describe, expect, it } from 'vitest'
import { translateIn } from '#adapters/typesetter/verification-texts.ts'
import { type Revocation, SignatureLevel, SignatureProblem } from '#core/domain/signature.ts'
import { FileKind, type SignerReport, StampProblem, type VerificationReport, verdictOf, verdictOfAll } from '#core/domain/verification.ts'
import { writeVerification } from '#core/domain/written-verification.ts'
import { signerReportOf } from '#test/fakes/page/verification.ts'

const now = '2026-11-20T07:30:00.000Z'
const fileOf = (signers: readonly SignerReport[], over: Partial<VerificationReport> = {}): VerificationReport => ({
  verdict: verdictOfAll(signers),
  detached: false,
  signers: [...signers],
  checkedAt: now,
  ...over,
})
const russian = (report: VerificationReport) => writeVerification(report, translateIn('ru'))
const everything = (report: VerificationReport): string => JSON.stringify([russian(report), writeVerification(report, translateIn('kk'))])

describe('a verification in words', () => {
  it('names who, in what role, when by own claim and when proved, and by what the certificate was good', () => {
    const [signer] = russian(fileOf([signerReportOf(now)])).signers
    expect(signer).toMatchObject({ verdict: 'accepted', headline: 'ҚАСЫМОВА ГҮЛНАР: подпись верна', notes: [] })
    expect(Object.fromEntries(signer!.facts.map(({ label, value }) => [label, value]))).toEqual({
      'Кто подписал': 'первый руководитель',
      ИИН: '850505400028',
      Организация: 'Ақтөбе облысының мемлекеттік архиві',
      БИН: '050540004455',
      'Время со слов подписавшего': '20.11.2026, 09:59',
      'Доказанное время': '20.11.2026, 10:00, УАҚЫТ БЕЛГІСІ ҚЫЗМЕТІ',
      Сертификат: 'Не отозван: ответ OCSP внутри подписи, по состоянию на 20.11.2026, 10:00 (2 ч назад)',
      'Срок сертификата': '01.01.2026, 05:00 – 01.01.2027, 05:00',
      'Кто выдал': 'ҚАСЫМОВА ГҮЛНАР → ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ → НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ',
      Уровень: 'CAdES-B-LT: время доказано, ответы НУЦ внутри подписи',
    })
  })

  const unknowns = ['noAnswer', 'stale', 'notAsked', 'badAnswer'] as const
  it.each(unknowns)('revocation that is unknown (%s) never looks good, of the signer, of an authority or of the stamp', (why) => {
    const unknown: Revocation = { state: 'unknown', why }
    const good = signerReportOf(now)
    const [leaf, authority, root] = good.chain
    const places: readonly Partial<SignerReport>[] = [
      { revocation: unknown, chain: [{ ...leaf!, revocation: unknown }, authority!, root!] },
      { chain: [leaf!, { ...authority!, revocation: unknown }, root!] },
      { stamp: { ...good.stamp!, chain: [{ ...good.stamp!.chain[0]!, revocation: unknown }] } },
    ]
    for (const place of places) {
      const written = russian(fileOf([signerReportOf(now, place)]))
      expect(written).toMatchObject({ verdict: 'uncertain', headline: 'Проверить удалось не всё', signers: [{ verdict: 'uncertain' }] })
      expect(written.signers[0]?.notes.join(' ')).toContain('Не проверено, отозван ли сертификат')
      expect(JSON.stringify(written)).not.toContain('подпись верна')
    }
  })

  it('a time that only the signer claims is called that', () => {
    const { timeStamp: _time, stamp: _stamp, ...claimed } = signerReportOf(now, { level: 'CAdES-B-B' })
    const [signer] = russian(fileOf([claimed])).signers
    expect(signer?.notes).toEqual(['Время подписи не доказано: его назвал сам подписавший.'])
    expect(signer?.facts).toContainEqual({ label: 'Доказанное время', value: 'не доказано' })
  })

  it('one bad signature among good ones decides for the file', () => {
    const bad = signerReportOf(now, { accepted: false, problems: ['revoked'] })
    const written = russian(fileOf([signerReportOf(now), bad]))
    expect(written).toMatchObject({
      verdict: 'notAccepted',
      signers: [
        { verdict: 'accepted' },
        {
          verdict: 'notAccepted',
          notes: ['Сертификат отозван.', 'Не принимайте документ: нужна новая подпись действующим сертификатом.'],
        },
      ],
    })
  })

  it('without the document of a detached signature nothing is certain', () => {
    expect(verdictOf(signerReportOf(now, { accepted: false, problems: ['contentMissing'] }))).toBe('uncertain')
    expect(verdictOf(signerReportOf(now, { accepted: false, problems: ['contentMissing', 'expired'] }))).toBe('notAccepted')
    expect(verdictOfAll([])).toBe('notAccepted')
  })

  it('every finding has its sentence in both languages, and no hole is left', () => {
    const revoked: Revocation = { state: 'revoked', source: 'crl', producedAt: now, revokedAt: now }
    const reports = [
      fileOf([], { notSignature: 'other' }),
      ...FileKind.options.map((kind) => fileOf([], { notSignature: kind })),
      ...SignatureProblem.options.map((problem) => fileOf([signerReportOf(now, { accepted: false, problems: [problem] })])),
      ...StampProblem.options.map((problem) => fileOf([signerReportOf(now, { stampProblems: [problem] })])),
      ...SignatureLevel.options.map((level) => fileOf([signerReportOf(now, { level })])),
      ...[revoked, { ...revoked, source: 'ocsp', embedded: true } as const].map((revocation) =>
        fileOf([signerReportOf(now, { revocation })]),
      ),
      ...['2026-11-20T07:29:50.000Z', '2026-11-20T07:00:00.000Z', '2026-11-10T07:00:00.000Z'].map((producedAt) =>
        fileOf([signerReportOf(now, { revocation: { state: 'good', source: 'crl', producedAt } })], { detached: true }),
      ),
    ]
    for (const report of reports) expect(everything(report)).not.toMatch(/\{\{|undefined|verification:|signing:/)
  })
})
