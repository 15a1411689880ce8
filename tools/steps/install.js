import { existsSync, readFileSync } from 'node:fs'
import { inRoot, node24 } from './paths.js'
import { run } from './run.js'

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** Whether node_modules is what package-lock.json asks for. Compared by content: times say little after a checkout. */
export const isInstalled = () => {
  const record = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(record) || !existsSync(node24)) return false
  const present = packagesOf(record)
  return Object.entries(packagesOf(inRoot('package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true
    const found = present[path]
    // Another system's optional packages are rightly absent.
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

/** Runs `npm ci` where needed. @returns whether the packages are there */
export const installPackages = async () => {
  if (isInstalled()) return true
  console.log('npm ci …')
  const npm = process.env.npm_execpath
  const { code } =
    npm === undefined
      ? await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci'])
      : await run(process.execPath === node24 ? 'node' : process.execPath, [npm, 'ci'])
  return code === 0 && existsSync(node24)
}
