import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type TrainingFaults, TrainingStaff, TrainingWorkplaces, type WorkplaceEnrolment } from '#core/wire/messages.ts'

export interface StartGateway {
  readonly training?: boolean
  /** Keys of the authority; default RSA. */
  readonly authority?: 'RSA' | 'GOST'
  /** An existing folder is kept by `stop`; one made here is removed. */
  readonly dataFolder?: string
  readonly port?: number
  readonly resources?: string
  /** A mail server; without it letters are written into the data folder. */
  readonly smtp?: string
  /** The process's entry; default the source. */
  readonly entry?: string
}

export interface StartedGateway {
  readonly url: string
  readonly dataFolder: string
  /** Empty unless training. */
  readonly workplaces: readonly WorkplaceEnrolment[]
  readonly staff: z.infer<typeof TrainingStaff>
  readonly centre: WorkplaceEnrolment
  /** The employment department, whose service is the unemployed's certificate. */
  readonly provider: WorkplaceEnrolment
  /** @param id as `training-education` */
  readonly workplace: (id: string) => WorkplaceEnrolment
  /** Everything the process wrote to stderr. */
  readonly log: () => string
  readonly misbehave: (faults: z.input<typeof TrainingFaults>) => Promise<void>
  /** SIGTERM, and waits for the end. @returns its exit code */
  readonly stop: () => Promise<number | null>
  /** SIGKILL, as a power cut would, and waits for the end. The data folder stays. */
  readonly kill: () => Promise<void>
}

const Ready = z.object({ ready: z.literal(true), url: z.url() })
const main = join(import.meta.dirname, '..', '..', 'src', 'gateway', 'main.ts')

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve))

/**
 * A free port below the range that the system hands out by itself: nobody takes it while a gateway is dead and to come back on it.
 */
async function keptPort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    await new Promise((resolve) => server.close(resolve))
    if (isFree) return port
  }
}

/** Starts the real gateway as a process of its own, on a free port, and waits until it listens. */
export async function startGateway(options: StartGateway = {}): Promise<StartedGateway> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'tereze-gateway-')))
  const training = options.training ?? true
  const args = [
    options.entry ?? main,
    '--data',
    dataFolder,
    '--port',
    String(options.port ?? (await keptPort())),
    ...(training ? ['--training'] : []),
    ...(options.authority === undefined ? [] : ['--authority', options.authority]),
    ...(options.smtp === undefined ? [] : ['--smtp', options.smtp]),
    ...(options.resources === undefined ? [] : ['--resources', options.resources]),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  // A test run that ends takes its gateways along.
  const killAtExit = (): void => void child.kill('SIGKILL')
  process.once('exit', killAtExit)
  child.once('exit', () => process.removeListener('exit', killAtExit))
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))

  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(Ready.parse(JSON.parse(line)).url))
    child.once('exit', (code) => reject(new Error(`The gateway ended with ${String(code)}: ${errors}`)))
    child.once('error', reject)
  })
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => schema.parse(await (await fetch(url + path)).json())
  const workplaces = training ? await read('/training/workplaces', TrainingWorkplaces) : []
  const staff = training ? await read('/training/staff', TrainingStaff) : []
  const workplaceOf = (id: string): WorkplaceEnrolment => {
    const found = workplaces.find(({ workplace }) => workplace.id === id)
    if (found === undefined) throw new Error(`No workplace ${id}: is this a training gateway?`)
    return found
  }
  return {
    url,
    dataFolder,
    workplaces,
    staff,
    get centre() {
      return workplaceOf('training-centre')
    },
    get provider() {
      return workplaceOf('training-provider')
    },
    workplace: workplaceOf,
    log: () => errors,
    misbehave: async (faults) => {
      const answer = await fetch(`${url}/training/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      })
      if (!answer.ok) throw new Error(`Faults not set: ${answer.status}`)
    },
    stop: async () => {
      child.kill('SIGTERM')
      const code = await ended(child)
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
      return code
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}
