import { describe, expect, it } from 'vitest'
import { readOptions } from '#gateway/options.ts'

describe('the gateway options', () => {
  it('come from the command line first, then from the environment', () => {
    const options = readOptions(['--data', '/a', '--port', '8100', '--training'], {
      TEREZE_GATEWAY_DATA: '/b',
      TEREZE_GATEWAY_LOG_LEVEL: 'warn',
    })
    expect(options).toEqual({ data: '/a', port: 8100, host: '127.0.0.1', training: true, logLevel: 'warn' })
  })

  it.each([
    ['a host that others can reach', ['--data', '/a', '--host', '0.0.0.0']],
    ['no data folder', ['--training']],
    ['a port that is none', ['--data', '/a', '--port', '70000']],
    ['an unknown option', ['--data', '/a', '--trainnig']],
  ])('refuse %s', (_what, args) => {
    expect(() => readOptions(args, {})).toThrow()
  })
})
