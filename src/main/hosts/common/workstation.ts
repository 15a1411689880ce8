import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openRemote, type Remote } from '#core/base/remote.ts'
import type { CoreConfig, TokenConfig } from '#core/protocol/host.ts'
import { WorkplaceEnrolment } from '#core/wire/messages.ts'
import type { HostedProcess, ProcessStarter } from './hosted-process.ts'
import type { KeyStore } from './key-store.ts'
import type { Settings } from './settings.ts'
import { supervise, type Supervised } from './supervise.ts'
import { createTrainingKeeper } from './kept-training.ts'
import { setUpTraining, type TokenPlace, type Training } from './training.ts'

export interface WorkstationOptions {
  readonly starter: ProcessStarter
  readonly settings: Settings
  readonly dataFolder: string
  readonly keyStore: KeyStore
  readonly version: string
  /** A line for whoever started the program. */
  readonly say: (line: string) => void
}

export interface Workstation {
  readonly core: Supervised
  readonly token: Supervised
  /** The system woke from sleep: the core need not find out by itself. */
  readonly woke: () => void
  readonly stop: () => Promise<void>
}

const Enrolments = z.array(WorkplaceEnrolment).min(1)
const noCalls = () => Promise.reject(new Error('Children do not call their host'))

const remotes = new WeakMap<HostedProcess, Remote>()

/** Hands a child its configuration; one that does not take it is ended. */
async function configured(process: HostedProcess, config: CoreConfig | TokenConfig): Promise<HostedProcess> {
  try {
    const remote = openRemote(process.connect('host'), noCalls)
    await remote.call('start', config)
    remotes.set(process, remote)
    return process
  } catch (failure) {
    await process.stop()
    throw failure
  }
}

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function scannerOf(
  { TEREZE_SANE_BACKENDS: backends, TEREZE_SCAN_ARGUMENTS: extraArguments, TEREZE_TRAINING: training }: Settings,
  dataFolder: string,
  say: (line: string) => void,
): CoreConfig['scanner'] {
  if (hasProgram('scanimage')) {
    const chosen = backends ?? (training ? ['test'] : undefined)
    // SANE's scanner without a device gives black sheets unless it is told to draw something.
    const special = extraArguments ?? (chosen?.includes('test') === true ? ['--test-picture', 'Grid'] : undefined)
    return {
      kind: 'sane',
      ...(chosen === undefined ? {} : { backends: chosen }),
      ...(special === undefined ? {} : { extraArguments: special }),
    }
  }
  const folder = join(dataFolder, 'papers')
  mkdirSync(folder, { recursive: true })
  say(
    `scanimage табылмады: сканер орнына ${folder} қалтасындағы файлдар. Орнату: apt install sane-utils / scanimage не найден: вместо сканера файлы из папки. Установить: apt install sane-utils`,
  )
  return { kind: 'folder', folder }
}

function readEnrolments(dataFolder: string): readonly WorkplaceEnrolment[] {
  const file = join(dataFolder, 'enrolments.json')
  if (!existsSync(file)) throw new Error(`No enrolment: ${file} is missing`)
  return Enrolments.parse(JSON.parse(readFileSync(file, 'utf8')))
}

export const tokenConfigOf = (settings: Settings, dataFolder: string, { modules, keyFolder }: TokenPlace): TokenConfig => ({
  modules: [...(settings.TEREZE_PKCS11 ?? modules)],
  // Training has tokens of its own: real ones stay out of it.
  discover: !settings.TEREZE_TRAINING && settings.TEREZE_PKCS11 === undefined,
  moduleTable: settings.TEREZE_TOKENS ?? join(dataFolder, 'tokens.json'),
  logFile: join(dataFolder, 'logs', 'token.log'),
  keyFolder: settings.TEREZE_KEY_FILES ?? keyFolder,
  ...(settings.TEREZE_TOKEN_STUCK_AFTER === undefined ? {} : { stuckAfter: settings.TEREZE_TOKEN_STUCK_AFTER }),
})

/** Starts everything behind the page, in order: training's gateway and tokens, the token process, the core; keeps them alive; ends them in reverse. */
export async function startWorkstation({
  starter,
  settings,
  dataFolder,
  keyStore,
  version,
  say,
}: WorkstationOptions): Promise<Workstation> {
  mkdirSync(join(dataFolder, 'logs'), { recursive: true, mode: 0o700 })
  const masterKey = await keyStore.masterKey()
  const training: Training | undefined = settings.TEREZE_TRAINING
    ? await setUpTraining(starter, dataFolder, settings.TEREZE_GATEWAY, createTrainingKeeper(dataFolder, masterKey), say)
    : undefined
  const enrolments = training?.enrolments ?? readEnrolments(dataFolder)
  const coreConfig: CoreConfig = {
    version,
    dataFolder,
    masterKey,
    training: settings.TEREZE_TRAINING,
    ...(settings.TEREZE_BACKUP_FOLDER === undefined ? {} : { backupFolder: settings.TEREZE_BACKUP_FOLDER }),
    enrolments: [...enrolments],
    ...(settings.TEREZE_CARRIER_FOLDERS === undefined ? {} : { carrierFolders: settings.TEREZE_CARRIER_FOLDERS }),
    scanner: scannerOf(settings, dataFolder, say),
    printer: settings.TEREZE_TRAINING ? { kind: 'pdf', folder: join(dataFolder, 'prints') } : { kind: 'cups' },
    proxy: { url: settings.TEREZE_PROXY, exceptions: settings.TEREZE_NO_PROXY },
    logFile: join(dataFolder, 'logs', 'core.log'),
  }
  const token = supervise(async () => {
    const place = await (training?.tokens ?? { modules: [], environment: {} })
    return configured(starter.start('token', { environment: place.environment }), tokenConfigOf(settings, dataFolder, place))
  })
  const core = supervise(() => configured(starter.start('core'), coreConfig))
  // Whichever of the two comes up, it is joined to the other if that is there.
  const joined = (): void => {
    const [a, b] = [core.current(), token.current()]
    if (a !== undefined && b !== undefined) starter.join(a, 'token', b, 'core')
  }
  core.onUp(joined)
  token.onUp(joined)
  // The counter opens with the core; the token process comes when its keys are there.
  void token.start()
  await core.start()
  return {
    core,
    token,
    woke: () => {
      const child = core.current()
      const remote = child === undefined ? undefined : remotes.get(child)
      // A core that dies meanwhile asks anew when it starts.
      remote?.call('woke', undefined).catch(() => {})
    },
    stop: async () => {
      await core.stop()
      await token.stop()
      await training?.gateway?.stop()
    },
  }
}
