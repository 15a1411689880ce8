const nameAt = /node_modules\/((?:@[^/]+\/)?[^/]+)$/

/** Where Node would find a package from another package's folder, among the lock's. */
const resolve = (packages, from, name) => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path] !== undefined) return path
    if (folder === '') return undefined
  }
}

/**
 * Optional packages (binaries of other systems) that a lock file names but does not hold: where the registry in use lacks them npm leaves
 * them out, and then refuses the file in `npm ci`.
 * @param {Record<string, { optionalDependencies?: Record<string, string> }>} packages of the lock file
 * @returns {{ name: string, version: string }[]}
 */
export const lockGaps = (packages) =>
  Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => resolve(packages, from, name) === undefined)
      .map(([name, version]) => ({ name, version })),
  )

/** What some packages call systems and processors, and what npm does. */
const npmName = { macos: 'darwin', windows: 'win32', x86_64: 'x64', aarch64: 'arm64', x86: 'ia32' }
const systems = 'android|darwin|freebsd|linux|macos|openharmony|win32|windows'
const platformAt = new RegExp(`(${systems})-([a-z0-9_]+)(?:-([a-z]+))?$`)

/** The systems a binary's package says it is for, by the habit of naming them at its end: `-linux-x64-musl`. */
const platformOf = (name) => {
  const [, system, cpu, abi = ''] = platformAt.exec(name) ?? []
  if (system === undefined) throw new Error(`${name} does not say its system`)
  const libc = system !== 'linux' ? {} : abi.startsWith('musl') ? { libc: ['musl'] } : { libc: ['glibc'] }
  return { cpu: [npmName[cpu] ?? cpu], os: [npmName[system] ?? system], ...libc }
}

/** The packages of a lock file with its gaps filled, in npm's order. */
export const withoutGaps = (packages) => {
  const gaps = lockGaps(packages)
  const loose = gaps.find(({ version }) => !/^\d+\.\d+\.\d+$/.test(version))
  if (loose !== undefined) throw new Error(`${loose.name} is not named by an exact version`)
  const added = gaps.map(({ name, version }) => [`node_modules/${name}`, { version, ...platformOf(name), optional: true }])
  const dev = (path) => {
    const parent = Object.entries(packages).find(([, { optionalDependencies = {} }]) => nameAt.exec(path)?.[1] in optionalDependencies)
    return parent?.[1].dev === true ? { dev: true } : {}
  }
  const all = [...Object.entries(packages), ...added.map(([path, entry]) => [path, { ...entry, ...dev(path) }])]
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)))
}
