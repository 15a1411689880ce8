// Writes the table of layers into docs/architecture.md. A test checks that it is current.
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './steps/paths.js'
import { withLayerTable } from './steps/layer-table.js'

const file = inRoot('docs', 'architecture.md')
writeFileSync(file, withLayerTable(readFileSync(file, 'utf8')))
