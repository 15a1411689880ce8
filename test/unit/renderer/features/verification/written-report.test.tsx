import i18next from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { VerificationReport } from '#core/domain/verification.ts'
import { translateIn } from '#adapters/typesetter/verification-texts.ts'
import { writeVerification } from '#core/domain/written-verification.ts'
import { useWritten } from '#renderer/features/verification/use-written.ts'
import { WrittenReport } from '#renderer/features/verification/WrittenReport.tsx'
import { signerReportOf, verificationOf } from '#test/fakes/page/verification.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const now = '2026-11-20T07:30:00.000Z'
const Shown = ({ report }: { readonly report: VerificationReport }) => <WrittenReport written={useWritten(report)} />
const htmlOf = (report: VerificationReport): string => renderToStaticMarkup(<Shown report={report} />)
const textOf = (report: VerificationReport): string =>
  htmlOf(report)
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&quot;', '"')

beforeAll(() => {
  i18next.use(initReactI18next)
})
beforeEach(() => useTexts('ru'))

describe('a verification on the screen', () => {
  it('says the same words as the paper and the command line', () => {
    const report = verificationOf(now, true)
    const { headline, facts, signers } = writeVerification(report, translateIn('ru'))
    const lines = textOf(report).split('\n')
    for (const words of [headline, ...facts.map(({ value }) => value), ...signers.flatMap((one) => one.facts.map(({ value }) => value))])
      expect(lines).toContain(words)
  })

  it('has the tone of its verdict: only what is wholly proved is good', () => {
    expect(htmlOf(verificationOf(now, true))).toMatch(/^<div class="verification"><div class="notice notice-good"/)
    expect(htmlOf(verificationOf(now, false))).toMatch(/^<div class="verification"><div class="notice notice-warning"/)
    const revoked = {
      ...verificationOf(now, true),
      verdict: 'notAccepted' as const,
      signers: [signerReportOf(now, { accepted: false, problems: ['revoked'] })],
    }
    expect(htmlOf(revoked)).toMatch(/^<div class="verification"><div class="notice notice-bad" role="alert"/)
    expect(textOf(revoked)).toContain('Сертификат отозван.')
  })
})
