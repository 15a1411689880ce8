import { z } from 'zod'
import { CaseId } from '#core/domain/ids.ts'
import { caseErrors, Nothing, operation } from './operation.ts'

const ncalayerErrors = [
  'ncalayer/notRunning',
  'ncalayer/notNcalayer',
  'ncalayer/cancelled',
  'ncalayer/timeout',
  'ncalayer/gone',
  'ncalayer/refused',
  'ncalayer/badAnswer',
] as const

/** The second way to a signature: NCALayer, which shows its own window and asks for the PIN there. */
export const ncalayerOperations = {
  /** Whether it answers on this machine now. */
  'signing/ncalayer': operation(Nothing, z.object({ answers: z.boolean() }), []),
  /** As `signing/sign`, by whatever key the person chooses in its window. @param language of that window */
  'signing/signWithNcalayer': operation(
    z.object({ preparationId: z.uuid(), language: z.enum(['kk', 'ru']) }),
    z.object({ caseId: CaseId, provisionalNumber: z.string().optional(), revocation: z.enum(['good', 'unknown']) }),
    ['signing/preparationGone', 'signing/certificateUnfit', 'signing/notVerified', ...ncalayerErrors, ...caseErrors],
  ),
} as const
