import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** One exchange of source text; `from` stands in the file exactly once. */
export interface Mutation {
  readonly file: string
  readonly from: string
  readonly to: string
}

const root = join(import.meta.dirname, '../..')
const entries = { core: 'main/hosts/core', token: 'main/hosts/token', gateway: 'gateway', training: 'training' } as const

/** A copy of the program, broken on purpose, run from its sources. @returns the folder of its entries */
export function makeMutant(mutations: readonly Mutation[]): { readonly entries: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tereze-mutant-'))
  const isPage = (path: string): boolean => path.startsWith(join(root, 'src/renderer'))
  for (const part of ['src', 'resources', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !isPage(path) })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, from, to } of mutations) {
    const path = join(folder, file)
    const source = readFileSync(path, 'utf8')
    if (source.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`)
    writeFileSync(
      path,
      source.replace(from, () => to),
    )
  }
  const place = join(folder, 'entries')
  mkdirSync(place)
  for (const [name, path] of Object.entries(entries))
    writeFileSync(join(place, `${name}.js`), `import ${JSON.stringify(pathToFileURL(join(folder, 'src', path, 'main.ts')).href)}\n`)
  return { entries: place, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
