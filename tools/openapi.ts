// Writes resources/gateway/openapi.yaml from the gateway's table of routes. A test checks that it is current.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiText } from './steps/openapi-text.ts'

const folder = join(import.meta.dirname, '..', 'resources', 'gateway')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'openapi.yaml'), openApiText())
