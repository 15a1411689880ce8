// After `npm install` with a registry that lacks other systems' binaries: completes package-lock.json, so that `npm ci` takes it everywhere.
import { readFileSync, writeFileSync } from 'node:fs'
import { withoutGaps } from './steps/lock-gaps.js'
import { inRoot } from './steps/paths.js'

const file = inRoot('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: withoutGaps(lock.packages) }, null, 2)}\n`)
