import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

const prefix = 'tereze-scan-'

/** Runs with a folder that only this user may enter, and wipes it whatever happens. */
export async function withPrivateFolder<T>(parent: string, use: (folder: string) => Promise<T>): Promise<T> {
  // mkdtemp makes it with mode 0700. The process id tells the next start whether its owner still lives.
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Wipes what a killed process left: scanned pages are personal data. */
export async function removeAbandonedFolders(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  const abandoned = names.filter((name) => {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    return owner > 0 && !isAlive(owner)
  })
  await Promise.all(abandoned.map((name) => rm(join(parent, name), { recursive: true, force: true }).catch(() => {})))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM'
  }
}

/**
 * A SANE configuration that loads only the given back ends, with their own settings still taken from the system.
 * @returns the value of SANE_CONFIG_DIR: a trailing separator appends the system's folders (sane-dll(5))
 */
export async function writeBackendList(folder: string, backends: readonly string[]): Promise<string> {
  const config = join(folder, 'sane.d')
  // The first dll.d found is the only one read: an empty one hides the system's.
  await mkdir(join(config, 'dll.d'), { recursive: true })
  await writeFile(join(config, 'dll.conf'), `${backends.join('\n')}\n`)
  return config + delimiter
}
