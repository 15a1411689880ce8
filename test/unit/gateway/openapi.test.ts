import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Route, routes } from '#core/wire/routes.ts'
import { openApi } from '#gateway/openapi.ts'
import { openApiText } from '#tools/steps/openapi-text.ts'

describe('resources/gateway/openapi.yaml', () => {
  it('is what the table of routes says now (else: node tools/openapi.ts)', () => {
    const file = join(import.meta.dirname, '../../../resources/gateway/openapi.yaml')
    expect(readFileSync(file, 'utf8') === openApiText()).toBe(true)
  })

  it('has every route, with its body and with an idempotency key where one is needed', () => {
    const { paths } = openApi() as { paths: Record<string, Record<string, { requestBody?: object; parameters: object[] }>> }
    for (const route of Object.values(routes) as Route[]) {
      const operation = paths[route.path]?.[route.method.toLowerCase()]
      expect(operation?.requestBody !== undefined).toBe(route.body !== undefined)
      expect(JSON.stringify(operation?.parameters).includes('IdempotencyKey')).toBe(route.idempotent === true)
    }
  })
})
