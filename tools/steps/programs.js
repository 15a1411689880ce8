import { existsSync } from 'node:fs'
import { findProgram } from './paths.js'
import { run } from './run.js'

const gostEngine = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/engines-3/gost.so`

// Debian's package, and what it is asked for: a program's name, or a file by its path.
const wanted = [
  ['g++', 'g++'],
  ['make', 'make'],
  ['python3', 'python3'],
  ['softhsm2', 'softhsm2-util'],
  ['opensc', 'pkcs11-tool'],
  ['pcscd', '/usr/sbin/pcscd'],
  ['vsmartcard-vpcd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'],
  ['sane-utils', 'scanimage'],
  ['cups', 'cupsd'],
  ['printer-driver-cups-pdf', '/usr/lib/cups/backend/cups-pdf'],
  ['chromium', 'chromium'],
  ['xvfb', 'xvfb-run'],
  ['xauth', 'xauth'],
  ['poppler-utils', 'pdftotext'],
  ['zbar-tools', 'zbarimg'],
  ['qpdf', 'qpdf'],
  ['openssl', 'openssl'],
  ['libengine-gost-openssl', gostEngine],
  ['faketime', 'faketime'],
  ['age', 'age'],
]
const missing = () => wanted.filter(([, asked]) => (asked.startsWith('/') ? !existsSync(asked) : findProgram(asked) === undefined))

const aptGet = async () => {
  if (findProgram('apt-get') === undefined) return undefined
  if (process.getuid?.() === 0) return ['apt-get']
  if (findProgram('sudo') !== undefined && (await run('sudo', ['-n', 'true'], { quiet: true })).code === 0) return ['sudo', '-n', 'apt-get']
  return undefined
}

/** Installs the programs that the tests judge by, where that is allowed. @returns those still missing */
export const installPrograms = async () => {
  const packages = missing().map(([name]) => name)
  if (packages.length === 0) return []
  const apt = await aptGet()
  if (apt !== undefined) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    console.log(`apt-get install ${packages.join(' ')} …`)
    await run(apt[0], [...apt.slice(1), 'update'], { quiet: true, env })
    const { code, output } = await run(apt[0], [...apt.slice(1), 'install', '-y', '--no-install-recommends', ...packages], {
      quiet: true,
      env,
    })
    if (code !== 0) console.log(output)
  }
  return missing().map(([, asked]) => asked)
}
