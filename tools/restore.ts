// Puts a copy of a workplace's database in its place, with the program stopped: `npm run restore -- --data FOLDER` lists the copies,
// with `--workplace ID --from NAME` one is restored, and what is newer in the present file is taken over unless `--bare` says otherwise.
// The key is the web host's key file in the data folder.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listBackups } from '#adapters/sqlite/backup-files.ts'
import { backupFoldersOf } from '#adapters/sqlite/backups.ts'
import { connect } from '#adapters/sqlite/connect.ts'
import { recoverDatabase } from '#adapters/sqlite/recover-database.ts'
import { deriveKey } from '#app/derive-key.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, workplace: { type: 'string' }, from: { type: 'string' }, bare: { type: 'boolean', default: false } },
  strict: true,
})
const { data = '', workplace, from, bare } = values

const copiesOf = (id: string) => listBackups(join(data, id, 'backups'))

function list(): void {
  for (const { name: id } of readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory()))
    for (const { name, takenAt } of copiesOf(id)) console.log(`${id}  ${name}  ${new Date(takenAt).toISOString()}`)
}

/** @returns why not, or nothing */
function restore(id: string, name: string): string | undefined {
  const backup = copiesOf(id).find((copy) => copy.name === name)
  if (backup === undefined) return `No copy ${name} of ${id}`
  const file = join(data, id, 'tereze.db')
  const key = deriveKey(new Uint8Array(readFileSync(join(data, 'key'))), id, 'database')
  const present = connect({ file, key, waitMilliseconds: 0 })
  if (present.ok) present.value.close()
  else if (present.error.tag !== 'storage/damaged') return `${present.error.tag}: is the program still running?`
  const report = recoverDatabase({ file, key, folders: backupFoldersOf(file), now: Date.now(), from: backup, bare })
  if (report === undefined) return 'The copy does not open with this key'
  console.log(JSON.stringify(report, null, 2))
  return undefined
}

if (data === '') {
  console.error('--data FOLDER is missing')
  process.exitCode = 1
} else if (workplace === undefined || from === undefined) list()
else {
  const why = restore(workplace, from)
  if (why !== undefined) {
    console.error(why)
    process.exitCode = 1
  }
}
