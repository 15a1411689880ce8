import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, node24 } from './paths.js'
import { run } from './run.js'

const stamp = inRoot('out', 'built')
const sources = ['src', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts']

const newest = (path) => {
  const { mtimeMs } = statSync(path)
  return statSync(path).isDirectory()
    ? readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), mtimeMs)
    : mtimeMs
}

const isBuilt = () => existsSync(stamp) && statSync(stamp).mtimeMs >= Math.max(...sources.map((path) => newest(inRoot(path))))

/** Bundles the program into out/. @returns whether it is there */
export const build = async () => {
  // Taken before, so that a file changed meanwhile is newer than the stamp.
  const began = new Date()
  const { code, output, seconds } = await run(node24, [inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    quiet: true,
  })
  if (code !== 0) {
    console.log(output)
    return false
  }
  writeFileSync(stamp, `${began.toISOString()}\n`)
  utimesSync(stamp, began, began)
  console.log(`build: ${seconds.toFixed(1)} s`)
  return true
}

/** Bundles the program where out/ is missing or older than its sources. @returns whether it is there */
export const buildIfOld = async () => isBuilt() || (await build())
