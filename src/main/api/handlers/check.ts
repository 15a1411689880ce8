import { ok } from '#core/base/result.ts'
import { checkReport } from '#core/services/check-report.ts'
import { checkWorkplace } from '#core/services/self-check.ts'
import type { SeatedHandler } from '#api/context.ts'

export const run: SeatedHandler<'check/run'> = async ({ context, desk, session, signal }) => {
  const checked = await checkWorkplace(
    desk,
    session,
    (step) => desk.checkProgress(typeof step === 'string' ? { id: step } : { id: step.id, step }),
    signal,
  )
  const at = desk.clock.instant()
  const { version, platform, training } = context
  return ok({ at, steps: [...checked.steps], report: checkReport(checked, desk.workplace, { version, platform, at, training }) })
}
