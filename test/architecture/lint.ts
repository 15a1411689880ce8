import { ESLint } from 'eslint'
import { root } from '#tools/steps/paths.js'

const eslint = new ESLint({ cwd: root })

export interface Finding {
  readonly rule: string | null
  readonly message: string
}

/** What the project's own lint says of a text, were it at this place. */
export async function lint(filePath: string, text: string): Promise<readonly Finding[]> {
  const results = await eslint.lintText(text, { filePath })
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ({ rule: ruleId, message })))
}

export const rulesAgainst = async (filePath: string, text: string): Promise<readonly (string | null)[]> =>
  (await lint(filePath, text)).map(({ rule }) => rule)
