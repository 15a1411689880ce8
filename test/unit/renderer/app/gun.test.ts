import { describe, expect, it } from 'vitest'
import { gunPace, makeGun } from '#renderer/app/gun.ts'

/** What a gun reads from keys pressed at this pace, on a layout that writes letters where digits are. */
const read = (keys: readonly string[], pace: number): string | undefined => {
  const gun = makeGun()
  return keys.reduce<string | undefined>((_, code, index) => gun.press({ code, key: 'ғ', at: 1000 + index * pace }), undefined)
}
const digits = (number: string): readonly string[] =>
  [...number].map((digit, index) => (index % 2 === 0 ? `Digit${digit}` : `Numpad${digit}`))

describe('the gun', () => {
  it('reads a quick burst of digits that ends with Enter, in any layout', () => {
    expect(read([...digits('100245000123'), 'Enter'], 8)).toBe('100245000123')
    expect(read([...digits('10024500012345'), 'NumpadEnter'], gunPace)).toBe('10024500012345')
  })

  it('leaves a person’s typing alone', () => {
    expect(read([...digits('100245000123'), 'Enter'], gunPace + 1)).toBeUndefined()
  })

  it('leaves short numbers and other keys alone', () => {
    expect(read([...digits('10024500012'), 'Enter'], 8)).toBeUndefined()
    expect(read([...digits('100245000123'), 'KeyA', 'Enter'], 8)).toBeUndefined()
  })

  it('begins anew after a pause and after each number', () => {
    const gun = makeGun()
    for (const [index, code] of digits('555').entries()) gun.press({ code, key: '', at: index * 200 })
    const burst = [...digits('100245000123'), 'Enter']
    const press = (at: number) => burst.map((code, index) => gun.press({ code, key: '', at: at + index * 8 })).at(-1)
    expect(press(2000)).toBe('100245000123')
    expect(press(3000)).toBe('100245000123')
  })
})
