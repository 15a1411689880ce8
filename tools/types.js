// Type-checks every layer by itself, with only that layer's globals: what a layer must not see is not there to be used.
// `node tools/types.js src/pki` checks the layers whose name contains that.
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inRoot, root } from './steps/paths.js'
import { compiler, typeConfigOf, typeProjects } from './steps/type-projects.js'

const folder = inRoot('.cache', 'tsconfig')
mkdirSync(folder, { recursive: true })
const wanted = process.argv.slice(2).map((argument) => argument.replaceAll('/', '-'))
const projects = typeProjects.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))

const run = promisify(execFile)
let failed = false
const check = async (project) => {
  const file = join(folder, `${project.name}.json`)
  const config = typeConfigOf(project)
  // What has not changed since the last run is not checked again.
  const kept = { incremental: true, tsBuildInfoFile: join(folder, `${project.name}.tsbuildinfo`) }
  writeFileSync(file, JSON.stringify({ ...config, compilerOptions: { ...config.compilerOptions, ...kept } }, null, 2))
  try {
    await run(process.execPath, [compiler, '-p', file, '--pretty', 'false'], { cwd: root, maxBuffer: 1 << 26 })
  } catch (failure) {
    const lines = String(failure.stdout ?? failure)
    // No files yet.
    if (lines.includes('TS18003')) return
    failed = true
    console.log(`${project.name}:\n${lines}`)
  }
}
for (const project of projects) await check(project)
console.log(failed ? 'types: failed' : `types: ${projects.length} projects, no errors`)
process.exitCode = failed ? 1 : 0
