import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot, node24 } from './paths.js'
import { run } from './run.js'

const day = 24 * 60 * 60 * 1000
const failedMark = inRoot('.cache', 'electron-download-failed')
/** The native modules want Node-API 10: Node 22.14 or later. */
const oldestNode = [22, 14]

const packageFolder = inRoot('node_modules', 'electron')
const executableName = () => {
  const pathFile = join(packageFolder, 'path.txt')
  if (existsSync(pathFile)) return readFileSync(pathFile, 'utf8')
  return process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}
const inFolder = (folder) => {
  const file = join(folder, executableName())
  return existsSync(file) ? file : undefined
}

/** The electron package carries no binary: its own installer downloads it. A failure is remembered for a day. */
const download = async () => {
  if (existsSync(failedMark) && Date.now() - statSync(failedMark).mtimeMs < day) return
  const { code } = await run(node24, [join(packageFolder, 'install.js')], { quiet: true, minutes: 5 })
  if (code === 0) return rmSync(failedMark, { force: true })
  mkdirSync(dirname(failedMark), { recursive: true })
  writeFileSync(failedMark, '')
}

/** Whether Electron's own Node is too old for the native modules. One that does not answer is taken for old. */
const needsOtherNode = async (file) => {
  const { code, output } = await run(file, ['-p', 'process.versions.node'], {
    quiet: true,
    minutes: 0.25,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  })
  const version = /^(\d+)\.(\d+)\.\d+$/m.exec(output)
  if (code !== 0 || version === null) return true
  const [major, minor] = [Number(version[1]), Number(version[2])]
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])
}

/** Whether a window can be shown. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * The Electron at hand: ELECTRON_OVERRIDE_DIST_PATH, else the electron package's, downloaded where that can be done.
 * @returns {Promise<{ file: string, env: Record<string, string> } | undefined>} env: what a program started with it needs
 */
export const findElectron = async () => {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const own = join(packageFolder, 'dist')
  if (!override && inFolder(own) === undefined) await download()
  const folder = override || own
  const file = inFolder(folder)
  if (file === undefined) return undefined
  const coreNode = process.env.TEREZE_CORE_NODE ?? ((await needsOtherNode(file)) ? node24 : undefined)
  return { file, env: { ELECTRON_OVERRIDE_DIST_PATH: folder, ...(coreNode === undefined ? {} : { TEREZE_CORE_NODE: coreNode }) } }
}
