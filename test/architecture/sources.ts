import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from '#tools/steps/paths.js'

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
}

const made = new Set(['node_modules', '.git', '.cache', 'out', 'dist', 'test-results', 'playwright-report'])
const readable = /\.(ts|tsx|js|json|md|css|html|c|svg|yaml|rules)$|(^|\/)(\.npmrc|\.gitignore|\.prettierignore|\.prettierrc|run)$/

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (made.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [path]
  })

/** The readable files of the working copy under these folders, or all; what tools make is left out. */
export const sources = (...folders: readonly string[]): readonly SourceFile[] =>
  walk(root)
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((path) => readable.test(path) && (folders.length === 0 || folders.some((folder) => path.startsWith(`${folder}/`))))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
