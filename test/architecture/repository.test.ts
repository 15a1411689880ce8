import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withLayerTable } from '#tools/steps/layer-table.js'
import { lockGaps } from '#tools/steps/lock-gaps.js'
import { inRoot } from '#tools/steps/paths.js'
import { withStaffTable } from '#tools/steps/staff-table.ts'
import { sources } from './sources.ts'

// In pieces, so that this file does not hold them itself.
const workplace = ['/wo' + 'rk/', '../sha' + 'red', '/ro' + 'ot/', '/ho' + 'me/']
/** The one place that may look beside the working copy for a tool. */
const exempt = '.ci/run'

describe('the repository', () => {
  const files = sources()

  it('names no place of a machine it was made on', () => {
    const found = files
      .filter(({ path }) => path !== exempt)
      .flatMap(({ path, text }) => workplace.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`))
    expect(found).toEqual([])
  })

  it('names no package registry', () => {
    expect(readFileSync(inRoot('package-lock.json'), 'utf8')).not.toContain('"resolved"')
    expect(readFileSync(inRoot('.npmrc'), 'utf8')).not.toMatch(/registry\s*=/)
    expect(files.filter(({ text }) => /https?:\/\/[\w.-]*(registry|npmjs|npmmirror)[\w.-]*/.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('locks the binaries of every system, or `npm ci` refuses the file: run `npm run lock`', () => {
    const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as {
      readonly packages: Parameters<typeof lockGaps>[0]
    }
    expect(lockGaps(packages)).toEqual([])
    expect(lockGaps({ '': {}, 'node_modules/planted': { optionalDependencies: { 'planted-linux-x64-gnu': '1.0.0' } } })).toEqual([
      { name: 'planted-linux-x64-gnu', version: '1.0.0' },
    ])
  })

  it('pins every package exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Readonly<
      Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
    >
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('shows the current table of layers in docs/architecture.md', () => {
    const text = readFileSync(inRoot('docs', 'architecture.md'), 'utf8')
    expect(text).toBe(withLayerTable(text))
  })

  it('shows the current training staff in README.md', () => {
    const text = readFileSync(inRoot('README.md'), 'utf8')
    expect(text).toBe(withStaffTable(text))
  })

  it('has no dead link in its documents', () => {
    const links = files
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, text }) => [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => ({ path, target })))
    expect(links.filter(({ path, target }) => !existsSync(inRoot(dirname(path), target)))).toEqual([])
  })

  it('has a README in every main folder', () => {
    const folders = ['base', 'domain', 'contract', 'protocol', 'wire', 'ports', 'services', 'jobs'].map((name) => `src/core/${name}`)
    const main = [
      'src/pki',
      'src/gateway',
      'src/training',
      'src/preload',
      'src/renderer',
      'src/main/adapters',
      'src/main/api',
      'src/main/app',
      'src/main/hosts',
      'test',
    ]
    const present = new Set(files.map(({ path }) => path))
    expect([...folders, ...main].filter((folder) => !present.has(`${folder}/README.md`))).toEqual([])
  })
})
