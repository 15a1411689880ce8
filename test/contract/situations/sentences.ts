import { expectSentences, expectTexts } from '#test/harness/fault-sentences.ts'
import type { Said } from './situation.ts'

export interface Sentences {
  readonly kk: string
  readonly ru: string
}

/** What stands on the screen. A missing sentence, or one language for both, is a failure. */
export function sentencesOf(said: Said): Promise<Sentences> {
  if ('fault' in said) return expectSentences(said.fault)
  if ('unfit' in said) return expectSentences({ tag: 'signing/certificateUnfit', remedy: 'act', reason: said.unfit })
  if ('problem' in said) return expectTexts(`signing:report.problem.${said.problem}`)
  return expectTexts(`signing:report.why.${said.unknown}`)
}
