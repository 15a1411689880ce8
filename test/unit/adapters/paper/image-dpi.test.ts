import { expect, test } from 'vitest'
import { findImageDpi } from '#adapters/paper/image-dpi.ts'

test.each([
  ['a scanned A4', { width: 2480, height: 3508, density: 300 }, 300],
  ['a scanned A3', { width: 4961, height: 3508, density: 300 }, 300],
  ['a photo without density', { width: 3000, height: 4000 }, 363],
  ['a photo that claims 72', { width: 4000, height: 3000, density: 72 }, 363],
  ['a picture that claims to be a metre wide', { width: 5906, height: 4000, density: 150 }, 506],
  ['a small picture is not blown up to a page', { width: 200, height: 100 }, 100],
])('%s', (_name, picture, dpi) => {
  expect(findImageDpi(picture)).toBe(dpi)
})
