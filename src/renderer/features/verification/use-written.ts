import { useTranslation } from 'react-i18next'
import type { VerificationReport } from '#core/domain/verification.ts'
import { type Translate, type WrittenVerification, writeVerification } from '#core/domain/written-verification.ts'

/** The report in the language of the page. */
export function useWritten(report: VerificationReport): WrittenVerification {
  const { t } = useTranslation()
  return writeVerification(report, t as unknown as Translate)
}
