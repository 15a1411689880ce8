import { expect, it } from 'vitest'
import { createRandom } from '#gateway/population/random.ts'
import { textOfPattern } from '#gateway/portal/text-of-pattern.ts'

it.each([
  '^(19|20)\\d{2}$',
  '^KZ[0-9]{2}[A-Z0-9]{16}$',
  '^[a-z0-9][a-z0-9\\-]*(\\.[a-z0-9\\-]+)+$',
  '^[0-9]{2}$',
  '^№ ?\\d{1,4}/(?:а|б|вг)$',
  '^[ӘҒҚа-я]+\\.$',
])('%s takes the texts made for it', (pattern) => {
  const texts = Array.from({ length: 60 }, (_, seed) => textOfPattern(pattern, createRandom(seed)))
  expect(texts.filter((text) => !new RegExp(pattern, 'u').test(text))).toEqual([])
  expect(new Set(texts).size).toBeGreaterThan(10)
})
