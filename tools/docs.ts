// Writes the generated tables: layers into docs/architecture.md, the training staff into README.md. A test checks that they are current.
import { readFileSync, writeFileSync } from 'node:fs'
import { withLayerTable } from '#tools/steps/layer-table.js'
import { inRoot } from '#tools/steps/paths.js'
import { withStaffTable } from '#tools/steps/staff-table.ts'

const rewrite = (file: string, change: (text: string) => string): void => writeFileSync(file, change(readFileSync(file, 'utf8')))

rewrite(inRoot('docs', 'architecture.md'), withLayerTable)
rewrite(inRoot('README.md'), withStaffTable)
