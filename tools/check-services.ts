// Checks every file of resources/services as the gateway and the tests do: shape, references, letters. `npm run services [name…]`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitionProblems } from '#core/domain/definition-problems.ts'
import { ServiceDefinition } from '#core/domain/service.ts'
import { mixedWords } from './mixed-words.ts'

const folder = join(import.meta.dirname, '..', 'resources', 'services')
const only = process.argv.slice(2)
let faulty = 0
for (const file of readdirSync(folder).filter((name) => only.length === 0 || only.some((part) => name.includes(part)))) {
  const text = readFileSync(join(folder, file), 'utf8')
  const parsed = ServiceDefinition.safeParse(JSON.parse(text))
  const problems = [
    ...(parsed.success ? definitionProblems(parsed.data) : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
    ...(parsed.success && `${parsed.data.id}.json` !== file ? [`id: ${parsed.data.id} is not the file's name`] : []),
    ...mixedWords(text).map((word) => `letters: «${word}» mixes Latin and Cyrillic`),
  ]
  if (problems.length > 0) faulty += 1
  console.log(problems.length === 0 ? `${file}: sound` : `${file}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
}
process.exitCode = faulty === 0 ? 0 : 1
