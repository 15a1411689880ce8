import { describe, expect, it } from 'vitest'
import { readOptions } from '#gateway/options.ts'

describe('the gateway options', () => {
  it('come from the command line first, then from the environment', () => {
    const options = readOptions(['--data', '/a', '--port', '8100', '--training'], {
      TEREZE_GATEWAY_DATA: '/b',
      TEREZE_GATEWAY_LOG_LEVEL: 'warn',
    })
    expect(options).toEqual({
      data: '/a',
      port: 8100,
      host: '127.0.0.1',
      training: true,
      authority: 'RSA',
      mailFrom: 'tereze@gateway.invalid',
      logLevel: 'warn',
    })
  })

  it('say which keys the authority has', () => {
    expect(readOptions(['--data', '/a'], { TEREZE_GATEWAY_AUTHORITY: 'GOST' }).authority).toBe('GOST')
  })

  it('name the mail server and the sender of results by e-mail', () => {
    const { smtp, mailFrom } = readOptions(['--data', '/a', '--smtp', 'smtp://127.0.0.1:2525'], { TEREZE_GATEWAY_MAIL_FROM: 'orda@gov.kz' })
    expect({ smtp, mailFrom }).toEqual({ smtp: 'smtp://127.0.0.1:2525', mailFrom: 'orda@gov.kz' })
  })

  it.each([
    ['a host that others can reach', ['--data', '/a', '--host', '0.0.0.0']],
    ['no data folder', ['--training']],
    ['a port that is none', ['--data', '/a', '--port', '70000']],
    ['a mail server over HTTP', ['--data', '/a', '--smtp', 'http://127.0.0.1']],
    ['a sender that is no address', ['--data', '/a', '--mail-from', 'tereze']],
    ['keys that no authority has', ['--data', '/a', '--authority', 'EC']],
    ['an unknown option', ['--data', '/a', '--trainnig']],
  ])('refuse %s', (_what, args) => {
    expect(() => readOptions(args, {})).toThrow()
  })
})
