import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'
import { compiler, typeConfigOf, typeProjects } from '#tools/steps/type-projects.js'

const run = promisify(execFile)
const planted = {
  process: 'process.exit()',
  Buffer: "Buffer.from('')",
  document: 'document.title',
  window: 'window.name',
  'node:fs': "import('node:fs')",
}
type Planted = keyof typeof planted
const names = Object.keys(planted) as readonly Planted[]
const ofNode: readonly Planted[] = ['process', 'Buffer', 'node:fs']
const ofPage: readonly Planted[] = ['document', 'window']

/** The planted names that the layer's type check does not know: one file for each, in the layer's own project. */
async function unknownTo(name: string): Promise<readonly string[]> {
  const project = typeProjects.find((candidate) => candidate.name === name)
  if (project === undefined) throw new Error(`No project ${name}`)
  const folder = temporaryFolder()
  const files = names.map((of, index) => ({ of, path: join(folder, `planted${index}.ts`) }))
  for (const { of, path } of files) writeFileSync(path, `export const seen: unknown = ${planted[of]}\n`)
  const config = join(folder, 'tsconfig.json')
  writeFileSync(
    config,
    JSON.stringify(
      typeConfigOf(
        project,
        files.map(({ path }) => path),
      ),
    ),
  )
  const output = await run(process.execPath, [compiler, '-p', config, '--pretty', 'false'], { cwd: folder }).then(
    () => '',
    (failure: { readonly stdout?: string }) => failure.stdout ?? String(failure),
  )
  const failing = files.filter(({ path }) => output.includes(path.slice(path.lastIndexOf('planted'))))
  if (output !== '' && failing.length === 0) throw new Error(output)
  return failing.map(({ of }) => of)
}

describe('the type check of a layer', () => {
  const layers = typeProjects.filter(({ name }) => name !== 'test')

  it.each(layers)('$name knows only its own globals', async ({ name, node, dom }) => {
    expect(await unknownTo(name)).toEqual(names.filter((of) => (!node && ofNode.includes(of)) || (!dom && ofPage.includes(of))))
  })
})
