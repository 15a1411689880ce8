import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createTrainingKeeper } from '#hosts/common/kept-training.ts'
import { temporaryFolder } from '#test/builders/temporary-folder.ts'

const key = new Uint8Array(32).fill(1)
const tokens = { modules: ['/usr/lib/softhsm/libsofthsm2.so'], environment: { SOFTHSM2_CONF: 'secret-place' } }

it('keeps what the gateway told for whoever has the key, and for nobody else', () => {
  const folder = temporaryFolder()
  const keeper = createTrainingKeeper(folder, key)
  const before = keeper.find()
  keeper.keep({ workplaces: [], tokens })
  const file = join(folder, 'training.bin')
  const sealed = readFileSync(file)
  const found = keeper.find()
  const byAnother = createTrainingKeeper(folder, new Uint8Array(32).fill(2)).find()
  sealed[20] = (sealed[20] ?? 0) ^ 1
  writeFileSync(file, sealed)
  expect({ before, found, byAnother, altered: keeper.find(), readable: sealed.includes('secret-place') }).toEqual({
    before: undefined,
    found: { workplaces: [], tokens },
    byAnother: undefined,
    altered: undefined,
    readable: false,
  })
})
