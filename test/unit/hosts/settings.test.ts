import { describe, expect, it } from 'vitest'
import { dataFolderOf, readSettings } from '#hosts/common/settings.ts'
import { tokenConfigOf } from '#hosts/common/workstation.ts'

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings({ PATH: '/bin' })).toEqual({ TEREZE_TRAINING: true, TEREZE_PORT: 8150, TEREZE_ALLOW_UNPROTECTED_KEY: false })
  })

  it('reads what is set', () => {
    const set = { TEREZE_TRAINING: '0', TEREZE_PORT: '0', TEREZE_PKCS11: '/a.so,,/b.so', TEREZE_TOKEN_STUCK_AFTER: '1500' }
    expect(readSettings(set)).toMatchObject({
      TEREZE_TRAINING: false,
      TEREZE_PORT: 0,
      TEREZE_PKCS11: ['/a.so', '/b.so'],
      TEREZE_TOKEN_STUCK_AFTER: 1_500,
    })
  })

  it.each([
    ['TEREZE_TRAINING', 'yes'],
    ['TEREZE_PORT', '70000'],
    ['TEREZE_GATEWAY', 'not a url'],
    ['TEREZE_TOKEN_STUCK_AFTER', '0'],
  ])('refuses %s=%s, by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name)
  })
})

it('training and work, and the two hosts, never share a folder unless it is named', () => {
  const folders = (['0', '1'] as const).flatMap((training) =>
    (['electron', 'web'] as const).map((host) => dataFolderOf(readSettings({ TEREZE_TRAINING: training }), host)),
  )
  expect(new Set(folders).size).toBe(4)
  expect(dataFolderOf(readSettings({ TEREZE_DATA: '/srv/tereze' }), 'web')).toBe('/srv/tereze')
})

it('the token process gets the folder of key files that is set, else training’s own', () => {
  const folderOf = (set: Record<string, string>, keyFolder?: string) =>
    tokenConfigOf(readSettings(set), '/data', { modules: [], environment: {}, ...(keyFolder === undefined ? {} : { keyFolder }) }).keyFolder
  expect([folderOf({}), folderOf({}, '/training'), folderOf({ TEREZE_KEY_FILES: '/keys' }, '/training')]).toEqual([
    undefined,
    '/training',
    '/keys',
  ])
})
