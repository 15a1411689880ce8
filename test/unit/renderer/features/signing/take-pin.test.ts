import { expect, it } from 'vitest'
import { takePin } from '#renderer/features/signing/take-pin.ts'

it('takes the PIN out as UTF-8 and leaves the field empty', () => {
  const field = { value: '12ә4' }
  expect([...(takePin(field) ?? [])]).toEqual([0x31, 0x32, 0xd3, 0x99, 0x34])
  expect(field.value).toBe('')
})

it('takes nothing out of an empty field', () => {
  expect(takePin({ value: '' })).toBeUndefined()
})
