// Type-checks every layer by itself, with only that layer's globals: what a layer must not see is not there to be used.
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { layers } from '../layers.js'

const root = join(import.meta.dirname, '..')
const folder = join(root, '.cache', 'tsconfig')
mkdirSync(folder, { recursive: true })
const modern = ['ES2024', 'ESNext.Array', 'ESNext.Iterator', 'ESNext.Collection']

const projects = [
  ...layers.map((layer) => ({ name: layer.dir.replaceAll('/', '-'), include: [layer.dir], node: layer.node ?? false, dom: layer.dom ?? false })),
  { name: 'test', include: ['test', 'tools', '*.config.ts'], node: true, dom: true },
].filter((project) => process.argv.length < 3 || process.argv.slice(2).some((wanted) => project.name.includes(wanted.replaceAll('/', '-'))))

const run = promisify(execFile)
let failed = false
const check = async (project) => {
  const file = join(folder, `${project.name}.json`)
  const types = [...(project.node ? ['node'] : []), ...(project.dom && !project.node ? ['vite/client'] : [])]
  const lib = [...modern, ...(project.dom ? ['DOM', 'DOM.Iterable'] : [])]
  const config = { extends: '../../tsconfig.base.json', compilerOptions: { types, lib, typeRoots: ['../../node_modules/@types', '../../node_modules'] }, include: project.include.map((path) => `../../${path}`) }
  writeFileSync(file, JSON.stringify(config, null, 2))
  try {
    await run(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-p', file, '--pretty', 'false'], { cwd: root, maxBuffer: 1 << 26 })
  } catch (failure) {
    const lines = String(failure.stdout ?? failure)
    if (lines.includes('TS18003')) return
    failed = true
    console.log(`${project.name}:\n${lines}`)
  }
}
for (const project of projects) await check(project)
console.log(failed ? 'types: failed' : `types: ${projects.length} projects, no errors`)
process.exitCode = failed ? 1 : 0
