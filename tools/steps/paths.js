import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The folder of the working copy. */
export const root = join(import.meta.dirname, '..', '..')

/** A path within the working copy. */
export const inRoot = (...parts) => join(root, ...parts)

/** Node 24 of the development dependency `node`: the tools and the web host run on it, whatever Node started them. */
export const node24 = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

const extensions = process.platform === 'win32' ? (process.env.PATHEXT ?? '.EXE').split(';') : ['']
const folders = () => [...(process.env.PATH ?? '').split(delimiter), ...(process.platform === 'win32' ? [] : ['/usr/sbin', '/sbin'])]

/** Where a program is, or undefined. Administrators' folders count, since a user's PATH often lacks them. */
export const findProgram = (name) =>
  folders()
    .filter((folder) => folder !== '')
    .flatMap((folder) => extensions.map((extension) => join(folder, name + extension)))
    .find((file) => existsSync(file))
