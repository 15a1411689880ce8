import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { err, ok, type Result } from '#core/base/result.ts'
import { fault, type Fault } from '#core/base/fault.ts'

/** Another program of this user works with the folder and was asked to show its window; `pid` is undefined where it did not say. */
export type DataInUse = Fault<'storage/inUse', { pid?: number }>
/** The folder belongs to another user of this machine. */
export type DataForbidden = Fault<'storage/forbidden'>

export interface Claim {
  readonly release: () => void
}

const answerWithin = 3_000

/**
 * The name that only one process can hold. On Linux and Windows it lives in the kernel and is gone with its holder, however that ended; elsewhere it
 * is a file that a holder who was killed leaves behind.
 */
function nameOf(folder: string): string {
  const id = `tereze-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${id}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : join(folder, 'host.sock')
}

/** Whoever cannot write here, or read the key of a folder that has one, is another user. */
function isForbidden(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const key = join(folder, 'key')
    if (existsSync(key)) accessSync(key, constants.R_OK)
    return false
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined
    if (code === 'EACCES' || code === 'EPERM') return true
    throw failure
  }
}

const listen = (name: string, onSecond: () => void): Promise<Claim | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      onSecond()
      socket.end(`${process.pid}\n`)
    })
    server.once('error', (failure: NodeJS.ErrnoException) => (failure.code === 'EADDRINUSE' ? resolve(undefined) : reject(failure)))
    server.listen(name, () => {
      server.unref()
      resolve({ release: () => void server.close() })
    })
  })

/** @returns the holder's process id; `gone` where nobody holds it any more */
const askHolder = (name: string): Promise<number | 'silent' | 'gone'> =>
  new Promise((resolve) => {
    let heard = ''
    const socket = connect(name)
    socket.setTimeout(answerWithin, () => {
      socket.destroy()
      resolve('silent')
    })
    socket.on('data', (data) => (heard += data.toString('utf8')))
    socket.on('error', () => resolve('gone'))
    socket.on('close', () => resolve(/^\d+\n$/.test(heard) ? Number(heard) : 'silent'))
  })

/**
 * Takes a data folder for this process, before anything in it is touched. Of two programs that start at the same moment one has it; the other is told
 * so, and the first shows its window.
 * @param onSecond someone started the program once more
 */
export async function claimData(folder: string, onSecond: () => void): Promise<Result<Claim, DataInUse | DataForbidden>> {
  if (isForbidden(folder)) return err(fault('storage/forbidden', 'support'))
  const name = nameOf(folder)
  for (let tries = 0; ; tries++) {
    const claim = await listen(name, onSecond)
    if (claim !== undefined) return ok(claim)
    const holder = await askHolder(name)
    if (holder !== 'gone') return err(fault('storage/inUse', 'act', holder === 'silent' ? {} : { pid: holder }))
    // It ended between the two; a name that is a file it left behind.
    if (!name.startsWith('\0') && process.platform !== 'win32') rmSync(name, { force: true })
    if (tries === 5) return err(fault('storage/inUse', 'act', {}))
  }
}

/** What whoever started the program reads: there may be no window to say it in. */
export function claimSentence(refused: DataInUse | DataForbidden): string {
  if (refused.tag === 'storage/forbidden')
    return 'Деректер қалтасы осы компьютердің басқа пайдаланушысынікі: ашылмады. Өз атыңызбен кіріңіз немесе әкімшіге айтыңыз. / Папка с данными принадлежит другому пользователю этого компьютера: она не открыта. Войдите под своим именем или обратитесь к администратору.'
  const by = refused.pid === undefined ? '' : ` (${refused.pid})`
  return `Терезе осы деректермен жұмыс істеп тұр${by}: оның терезесі көрсетілді. / Терезе уже работает с этими данными${by}: показано её окно.`
}
