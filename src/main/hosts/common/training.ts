import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { TrainingWorkplaces, type WorkplaceEnrolment } from '#core/wire/messages.ts'
import type { HostedProcess, ProcessStarter } from './hosted-process.ts'
import type { TrainingKeeper } from './kept-training.ts'
import { supervise, type Supervised } from './supervise.ts'

/** Where the token process finds its keys. */
export interface TokenPlace {
  /** PKCS#11 modules and their environment, or a folder of key files where SoftHSM2 is missing. */
  readonly modules: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly keyFolder?: string
}

/** What the training mode sets up around the workstation. */
export interface Training {
  readonly gateway: Supervised | undefined
  readonly enrolments: readonly WorkplaceEnrolment[]
  /** The tokens take a moment, the first time some seconds: nothing but signing waits for them. */
  readonly tokens: Promise<TokenPlace>
}

const Ready = z.object({ ready: z.literal(true), url: z.url() })
const Provisioned = z.object({
  ok: z.literal(true),
  value: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('softhsm'), softhsmConf: z.string(), module: z.string() }),
    z.object({ kind: z.literal('keyFiles'), keyFolder: z.string() }),
  ]),
})

/** A part of the training set-up did not come up. */
export class TrainingFailed extends Error {
  override readonly name = 'TrainingFailed'
}

const startWithin = 90_000

/** The first line of a process's output that fits; the process's end or silence is a failure. */
function firstLine<T>(process: HostedProcess, schema: z.ZodType<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TrainingFailed(`${what} did not answer in time`)), startWithin)
    let last = ''
    process.onLine((line) => {
      last = line
      const parsed = schema.safeParse(parseJson(line))
      if (!parsed.success) return
      clearTimeout(timer)
      resolve(parsed.data)
    })
    process.onExit((code) => {
      clearTimeout(timer)
      reject(new TrainingFailed(`${what} ended with ${code}: ${last}`))
    })
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The gateway, kept alive: it comes back on the port it had, where the workplaces look for it. */
async function startGateway(starter: ProcessStarter, folder: string): Promise<{ readonly supervised: Supervised; readonly url: string }> {
  let url: string | undefined
  const supervised = supervise(async () => {
    const port = url === undefined ? '0' : new URL(url).port
    const process = starter.start('gateway', {
      arguments: ['--data', join(folder, 'gateway'), '--port', port, '--training', '--log-level', 'warn'],
    })
    try {
      url = (await firstLine(process, Ready, 'The gateway')).url
      return process
    } catch (failure) {
      await process.stop()
      throw failure
    }
  })
  await supervised.start()
  if (url === undefined) throw new TrainingFailed('The gateway has no address')
  return { supervised, url }
}

/** The body of a GET, without the weight of `fetch`: it would be loaded for this one call. */
const getText = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, (answer) => {
      if (answer.statusCode !== 200) return reject(new TrainingFailed(`The gateway answered ${answer.statusCode}`))
      text(answer).then(resolve, reject)
    }).on('error', reject)
  })

const readWorkplaces = async (url: string) => TrainingWorkplaces.parse(parseJson(await getText(`${url}/training/workplaces`)))

/** Gives every fictitious member of staff a token with a key of their own; what is there already is kept. */
async function provisionTokens(starter: ProcessStarter, folder: string, url: string, say: (line: string) => void): Promise<TokenPlace> {
  if (!existsSync(folder)) say('Оқу токендері дайындалуда… / Готовим учебные токены…')
  const process = starter.start('training', { arguments: ['--folder', folder, '--gateway', url] })
  const { value } = await firstLine(process, Provisioned, 'The set-up of the training tokens')
  if (value.kind === 'softhsm') return { modules: [value.module], environment: { SOFTHSM2_CONF: value.softhsmConf } }
  say(
    'SoftHSM2 табылмады: кілт ретінде PKCS#12 файлдары алынды. Орнату: apt install softhsm2 / SoftHSM2 не найден, ключи в файлах PKCS#12. Установить: apt install softhsm2',
  )
  return { modules: [], environment: {}, keyFolder: value.keyFolder }
}

/**
 * Starts the embedded gateway and prepares the tokens of the fictitious staff.
 * @param running address of a gateway that is there already; while it is away, what it said the last time serves
 */
export async function setUpTraining(
  starter: ProcessStarter,
  dataFolder: string,
  running: string | undefined,
  keeper: TrainingKeeper,
  say: (line: string) => void,
): Promise<Training> {
  const gateway = running === undefined ? await startGateway(starter, dataFolder) : undefined
  const url = running ?? gateway?.url ?? ''
  const kept = running === undefined ? undefined : keeper.find()
  const workplaces = await readWorkplaces(url).catch((failure: unknown) => {
    if (kept === undefined) throw failure
    return kept.workplaces
  })
  const provisioned = provisionTokens(starter, join(dataFolder, 'tokens'), url, say)
  const tokens = provisioned.catch((failure: unknown): TokenPlace => {
    if (kept !== undefined) return kept.tokens
    // Without tokens everything but signing works, and the page says that there are none.
    say(`Оқу токендері дайындалмады. / Учебные токены не подготовлены. (${failure instanceof Error ? failure.message : 'unknown'})`)
    return { modules: [], environment: {} }
  })
  if (running !== undefined)
    void provisioned.then(
      (place) => keeper.keep({ workplaces, tokens: place }),
      () => {},
    )
  // The port may be another at the program's next start: the address is the one of now.
  return { gateway: gateway?.supervised, enrolments: workplaces.map((enrolment) => ({ ...enrolment, gatewayUrl: url })), tokens }
}
