import { ok } from '#core/base/result.ts'
import { verifyBrought, verifyOfCase } from '#core/services/verify-file.ts'
import type { SeatedHandler } from '#api/context.ts'

export const check: SeatedHandler<'verification/check'> = ({ desk }, { file, content }) => verifyBrought(desk, file, content)

export const ofCase: SeatedHandler<'verification/ofCase'> = ({ desk }, { caseId, paper }) => verifyOfCase(desk, caseId, paper)

export const pdf: SeatedHandler<'verification/pdf'> = async ({ desk }, { report, language }) =>
  ok({ pdf: await desk.typesetter.verification(report, language) })
