import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
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

/** What a training gateway elsewhere last told, so that the workstation also starts while that one is away. */
export interface TrainingKeeper {
  readonly keep: (kept: KeptTraining) => void
  /** Nothing where it was never kept, or not under this key. */
  readonly find: () => KeptTraining | undefined
}

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** It holds workplace tokens: AES-256-GCM (NIST SP 800-38D) under a key derived from the master key, as nonce, ciphertext, tag. */
export function createTrainingKeeper(dataFolder: string, masterKey: Uint8Array): TrainingKeeper {
  const file = join(dataFolder, 'training.bin')
  const key = new Uint8Array(hkdfSync('sha256', masterKey, 'tereze', 'training', 32))
  return {
    keep: (kept) => {
      const nonce = randomBytes(nonceBytes)
      const sealing = createCipheriv(cipher, key, nonce)
      writeFileSync(file, Buffer.concat([nonce, sealing.update(JSON.stringify(kept), 'utf8'), sealing.final(), sealing.getAuthTag()]), {
        mode: 0o600,
      })
    },
    find: () => {
      try {
        const sealed = readFileSync(file)
        const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes))
        opening.setAuthTag(sealed.subarray(-tagBytes))
        const text = Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8')
        return KeptTraining.parse(JSON.parse(text))
      } catch {
        return undefined
      }
    },
  }
}
