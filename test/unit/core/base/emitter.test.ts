import { describe, expect, it } from 'vitest'
import { Emitter } from '#core/base/emitter.ts'

describe('Emitter', () => {
  it('tells everybody who listens then, until they stop', () => {
    const emitter = new Emitter<number>()
    const heard: string[] = []
    const stop = emitter.on((value) => {
      heard.push(`a${value}`)
      if (value === 1) emitter.on((later) => heard.push(`late${later}`))
    })
    emitter.on((value) => heard.push(`b${value}`))
    emitter.emit(1)
    stop()
    stop()
    emitter.emit(2)
    expect(heard).toEqual(['a1', 'b1', 'b2', 'late2'])
  })

  it('lets the others hear when a listener throws, and then says so', () => {
    const emitter = new Emitter<string>()
    const heard: string[] = []
    const trouble = new Error('first')
    emitter.on(() => {
      throw trouble
    })
    emitter.on((value) => heard.push(value))
    expect(() => emitter.emit('x')).toThrow(new AggregateError([trouble], 'A listener failed'))
    expect(heard).toEqual(['x'])
  })

  it('a listener that stops another while being told does not break the round', () => {
    const emitter = new Emitter<void>()
    const heard: string[] = []
    emitter.on(() => {
      heard.push('first')
      stopSecond()
    })
    const stopSecond = emitter.on(() => heard.push('second'))
    emitter.emit()
    emitter.emit()
    expect(heard).toEqual(['first', 'second', 'first'])
  })
})
