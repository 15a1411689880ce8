import { adviceOnProblem, adviceOnUnknown } from '#core/domain/signature-advice.ts'
import { expectSentences, expectTexts } from '#test/harness/fault-sentences.ts'
import type { ShownFault } from '#renderer/i18n/fault-text.ts'
import type { Said } from './situation.ts'

export interface Sentences {
  readonly kk: string
  readonly ru: string
}

const remedies: Readonly<Record<ShownFault['remedy'], Sentences>> = {
  retry: { kk: 'қайталау', ru: 'повторить' },
  act: { kk: 'сөйлемде айтылғанды істеу', ru: 'сделать то, что сказано' },
  support: { kk: 'қолдау қызметі', ru: 'поддержка' },
}

/** What stands on the screen, and what helps. A missing sentence, or one language for both, is a failure. */
export async function sentencesOf(said: Said): Promise<{ readonly said: Sentences; readonly helps: Sentences }> {
  if ('fault' in said) return { said: await expectSentences(said.fault), helps: remedies[said.fault.remedy] }
  if ('unfit' in said)
    return { said: await expectSentences({ tag: 'signing/certificateUnfit', remedy: 'act', reason: said.unfit }), helps: remedies.act }
  const [words, advice] =
    'problem' in said
      ? [`signing:report.problem.${said.problem}`, adviceOnProblem(said.problem)]
      : [`signing:report.why.${said.unknown}`, adviceOnUnknown(said.unknown)]
  return { said: await expectTexts(words), helps: await expectTexts(`signing:report.advice.${advice}`) }
}
