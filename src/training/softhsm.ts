import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { fault, type Fault } from '#core/base/fault.ts'
import { err, ok, type Result } from '#core/base/result.ts'

const run = promisify(execFile)

/** SoftHSMv2 as installed: its PKCS#11 module and its tool. */
export interface Softhsm {
  readonly module: string
  readonly util: string
}

const usualModules = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  'C:\\SoftHSM2\\lib\\softhsm2-x64.dll',
  'C:\\Program Files\\SoftHSM2\\lib\\softhsm2-x64.dll',
]

function findUtil(module: string): string | undefined {
  const name = process.platform === 'win32' ? 'softhsm2-util.exe' : 'softhsm2-util'
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), join(dirname(dirname(module)), 'bin'), '/usr/bin', '/usr/local/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** @param module where the installation is an unusual one */
export function findSofthsm(module?: string): Softhsm | undefined {
  const found = (module === undefined ? usualModules : [module]).find((path) => existsSync(path))
  const util = found === undefined ? undefined : findUtil(found)
  return found === undefined || util === undefined ? undefined : { module: found, util }
}

/** Where the configuration lies that SOFTHSM2_CONF must name in every process that uses the tokens. */
export const softhsmConfOf = (folder: string): string => join(folder, 'softhsm2.conf')

/** Configuration and token folder, for this user alone (mode 0700). @returns path of the configuration */
export async function configureSofthsm(folder: string): Promise<string> {
  const tokens = resolve(folder, 'tokens')
  await mkdir(tokens, { recursive: true, mode: 0o700 })
  const conf = resolve(softhsmConfOf(folder))
  const lines = [`directories.tokendir = ${tokens}`, 'objectstore.backend = file', 'log.level = ERROR', 'slots.removable = false', '']
  await writeFile(`${conf}.new`, lines.join('\n'), { mode: 0o600 })
  await rename(`${conf}.new`, conf)
  return conf
}

const runUtil = async (
  { util }: Softhsm,
  conf: string,
  args: readonly string[],
): Promise<Result<void, Fault<'training/tokenFailed', { code: string }>>> => {
  try {
    await run(util, [...args], { env: { ...process.env, SOFTHSM2_CONF: conf }, timeout: 30_000 })
    return ok()
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'UNKNOWN'
    return err(fault('training/tokenFailed', 'support', { code: `softhsm2-util ${args[0] ?? ''} ${code}` }))
  }
}

/**
 * A new token with this label. The PINs are on the command line, where other processes of this machine can read them: training PINs
 * are printed on the wall. Nobody needs the security officer's PIN again, since a broken token is deleted and made anew.
 */
export const initialiseToken = (softhsm: Softhsm, conf: string, label: string, pin: string) =>
  runUtil(softhsm, conf, ['--init-token', '--free', '--label', label, '--so-pin', randomBytes(12).toString('hex'), '--pin', pin])

export const deleteToken = (softhsm: Softhsm, conf: string, serial: string) =>
  runUtil(softhsm, conf, ['--delete-token', '--serial', serial])
