import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { TrainingWorkplaces } from '#core/wire/messages.ts'
import type { TokenPlace } from './training.ts'

const KeptTraining = z.object({
  workplaces: TrainingWorkplaces,
  tokens: z.object({ modules: z.array(z.string()), environment: z.record(z.string(), z.string()), keyFolder: z.string().exactOptional() }),
})
interface KeptTraining {
  readonly workplaces: z.infer<typeof TrainingWorkplaces>
  readonly tokens: TokenPlace
}

const fileIn = (dataFolder: string): string => join(dataFolder, 'training.json')

/** What a training gateway elsewhere last told, so that the workstation also starts while that one is away. It holds workplace tokens: mode 0600. */
export const keepTraining = (dataFolder: string, kept: KeptTraining): void =>
  writeFileSync(fileIn(dataFolder), JSON.stringify(kept), { mode: 0o600 })

export function findKeptTraining(dataFolder: string): KeptTraining | undefined {
  try {
    return KeptTraining.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')))
  } catch {
    return undefined
  }
}
