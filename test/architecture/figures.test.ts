import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { layers } from '#layers'
import { sources } from './sources.ts'

const isCode = ({ path }: { readonly path: string }) => /\.tsx?$/.test(path)
const code = sources('src', 'test', 'tools').filter(isCode)
const program = code.filter(({ path }) => path.startsWith('src/'))

/** Places where a node of the syntax tree is of a kind, as `path:line`. */
const places = (files: typeof code, is: (node: ts.Node) => boolean): readonly string[] =>
  files.flatMap(({ path, text }) => {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      if (is(node)) found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
      ts.forEachChild(node, visit)
    }
    visit(file)
    return found
  })

const isDefaultExport = (node: ts.Node): boolean =>
  ts.isExportAssignment(node) ||
  (ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword))

describe('the figures of the sources', () => {
  const lengths = program.map(({ text }) => text.trimEnd().split('\n').length).sort((a, b) => a - b)
  const quantile = (part: number): number => lengths[Math.floor((lengths.length - 1) * part)] ?? 0

  it('half of the files have at most 90 lines, nine in ten at most 250, none more than 400', () => {
    const figures = { median: quantile(0.5), nineInTen: quantile(0.9), longest: quantile(1) }
    expect({ figures, median: figures.median <= 90, nineInTen: figures.nineInTen <= 250, longest: figures.longest <= 400 }).toEqual({
      figures,
      median: true,
      nineInTen: true,
      longest: true,
    })
  })

  it('any: none', () => expect(places(code, ({ kind }) => kind === ts.SyntaxKind.AnyKeyword)).toEqual([]))
  it('enums: none', () => expect(places(code, ts.isEnumDeclaration)).toEqual([]))
  it('default exports: none', () => expect(places(code, isDefaultExport)).toEqual([]))

  it('lint and types are not told to look away, unless for one line, one rule and a reason', () => {
    const silenced = /eslint-disable(?!-next-line [\w@/-]+ -- \S)|@ts-(ignore|nocheck|expect-error)/
    const found = code
      .filter(({ path }) => path !== 'test/architecture/figures.test.ts')
      .flatMap(({ path, text }) => text.split('\n').flatMap((line, at) => (silenced.test(line) ? [`${path}:${at + 1}`] : [])))
    expect(found).toEqual([])
  })

  it('every file of src belongs to one layer', () => {
    const lost = program.filter(({ path }) => layers.filter(({ dir }) => path.startsWith(`${dir}/`)).length !== 1)
    expect(lost.map(({ path }) => path)).toEqual([])
  })

  it('a parent folder is never imported', () => {
    expect(code.filter(({ text }) => /from '\.\.\//.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('no file is called utils or helpers', () => {
    expect(code.filter(({ path }) => /(^|\/)(utils?|helpers?)\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([])
  })
})
