// Process entry: makes the training staff's tokens and ends. `--folder F --gateway URL [--softhsm MODULE]`.
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openTrainingGateway } from './training-gateway.ts'
import { provisionKeyFiles } from './provision-key-files.ts'
import { provisionTrainingTokens } from './provision-tokens.ts'

const Arguments = z.object({ folder: z.string().min(1), gateway: z.url(), softhsm: z.string().min(1).exactOptional() })
type Arguments = z.infer<typeof Arguments>

async function provision({ folder, gateway: gatewayUrl, softhsm }: Arguments) {
  const staff = await openTrainingGateway(gatewayUrl).staff()
  if (!staff.ok) return staff
  const request = { folder, gatewayUrl, staff: staff.value }
  const tokens = await provisionTrainingTokens({ ...request, ...(softhsm === undefined ? {} : { softhsmModule: softhsm }) })
  if (tokens.ok) return { ok: true, value: { kind: 'softhsm', ...tokens.value } }
  if (tokens.error.tag !== 'training/softhsmMissing') return tokens
  const files = await provisionKeyFiles(request)
  return files.ok ? { ok: true, value: { kind: 'keyFiles', ...files.value } } : files
}

const options = { folder: { type: 'string' }, gateway: { type: 'string' }, softhsm: { type: 'string' } } as const
const outcome = await provision(Arguments.parse({ ...parseArgs({ options, strict: true }).values }))
process.stdout.write(`${JSON.stringify(outcome)}\n`)
process.exitCode = outcome.ok ? 0 : 1
