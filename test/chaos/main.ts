// The chaos suite at full size: `npm run chaos`, and with `-- --minutes 120` the kills again with new seeds until the time is over.
// `--seed 5` repeats a round, `--quick` is for a look and not for the record, `--only kills` runs a part. The record is docs/chaos.md.
import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setup } from '#test/harness/prepared-data.ts'
import { markdown, printed } from './report.ts'
import { hasty, kills, largeTests, offline, type Part, whole } from './round.ts'

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean', default: false } },
})
const minutes = values.minutes === undefined ? 0 : Number(values.minutes)
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed)
if (!(minutes >= 0) || !Number.isInteger(seed)) {
  console.error('--minutes takes a number, --seed a whole number.')
  process.exit(2)
}
const size = values.quick ? hasty : whole
const round: Readonly<Record<string, () => Promise<Part> | Part>> = {
  kills: () => kills(seed, size),
  offline: () => offline(seed, size),
  disk: () =>
    largeTests('Power cuts, and every write of a submission refused', ['test/chaos/power-cuts.test.ts', 'test/chaos/disk-full.test.ts'], {
      TEREZE_POWER_CUTS: String(size.powerCuts),
      TEREZE_DISK_POINTS: String(size.diskPoints),
    }),
  engine: () =>
    largeTests('The job engine against its model', ['test/unit/core/jobs/engine.property.test.ts'], {
      TEREZE_HISTORIES: String(size.histories),
    }),
}
const only = values.only?.split(',').map((name) => name.trim())
const unknown = only?.filter((name) => !Object.hasOwn(round, name)) ?? []
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(round).join(', ')}.`)
  process.exit(2)
}

const removePrepared = setup()
const end = performance.now() + minutes * 60_000
const parts: Part[] = []
const did = async (work: () => Promise<Part> | Part): Promise<void> => {
  const part = await work()
  parts.push(part)
  console.log(printed(part))
}
for (const [name, work] of Object.entries(round)) if (only?.includes(name) ?? true) await did(work)
for (let next = seed + 1; performance.now() < end; next++) await did(() => kills(next, size))
removePrepared()

const defects = parts.flatMap((part) => part.defects)
console.log(`${parts.length} parts, ${defects.length} defects (seed ${seed})`)
if (only === undefined && !values.quick) {
  const file = join(import.meta.dirname, '../../docs/chaos.md')
  writeFileSync(file, markdown(parts, new Date()))
  console.log(`Written: ${file}`)
}
process.exit(defects.length === 0 ? 0 : 1)
