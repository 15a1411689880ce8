import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sources } from './sources.ts'

// Services are data: a line of code that knows one by name would be a rule that the fourteenth does not get.
test('no source knows a service by name', () => {
  const ids = readdirSync(new URL('.', import.meta.resolve('#resources/services/unemployed-cert.json'))).map((name) =>
    name.replace('.json', ''),
  )
  const knowing = sources('src').flatMap(({ path, text }) => ids.filter((id) => text.includes(id)).map((id) => `${path}: ${id}`))
  expect(knowing).toEqual([])
})
