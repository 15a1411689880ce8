import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { foldCase } from '#core/domain/case-fold.ts'
import type { ServiceRequest } from '#core/domain/request.ts'
import { isWrong, toggleWrong, type WrongGroup, wrongGroups, wrongLabels } from '#renderer/features/provider/decision/wrong-fields.ts'
import { representative } from '#test/builders/desk-case.ts'
import { caseIdOf } from '#test/fakes/page/cases.ts'
import { makeProviderCases } from '#test/fakes/page/provider-cases.ts'
import { useTexts } from '#test/unit/renderer/texts.ts'

const cases = makeProviderCases('2026-11-20T05:00:00.000Z')

function groupsAt(index: number, over: Partial<ServiceRequest> = {}): readonly WrongGroup[] {
  const one = cases.get(caseIdOf(index))
  const request = one === undefined ? undefined : foldCase(one.log).request
  if (one === undefined || request === undefined) throw new Error('No such case')
  return wrongGroups(i18next.getFixedT('kk', 'provider') as never, i18next.getFixedT('kk', 'form') as never, one.definition, {
    ...request,
    ...over,
  })
}

beforeAll(() => useTexts('kk'))

describe('what of a request can be called wrong', () => {
  it('is everything that stands in it, by the page’s own paths', () => {
    const groups = groupsAt(105)
    expect(groups.map(({ id }) => id)).toEqual(['applicant', 'answers', 'documents'])
    const paths = groups.flatMap(({ items }) => items.flatMap((item) => item.paths))
    expect(paths).toEqual([...new Set(paths)])
    expect(paths).toEqual(
      expect.arrayContaining(['applicant.address', 'answers.child', 'answers.child.0.iin', 'answers.language', 'slots.identity']),
    )
    // Fields that are hidden by their conditions are not there, nor are documents of another case.
    expect(paths.filter((path) => path === 'answers.preferred' || path === 'slots.adoption')).toEqual([])
  })

  it('names what a missing document is', () => {
    const missing = groupsAt(105)
      .find(({ id }) => id === 'documents')
      ?.items.find(({ paths }) => paths[0] === 'slots.birthCertificate')
    expect(missing?.value).toBe('қоса берілмеген')
  })

  it('has no data of a power of attorney whose data were not entered', () => {
    const { iin, name } = representative
    const pathsOf = (more: object): readonly string[] =>
      groupsAt(105, { representative: { iin, name, ...more } })
        .filter(({ id }) => id === 'representative')
        .flatMap(({ items }) => items.flatMap(({ paths }) => paths))
    expect([pathsOf({}), pathsOf({ authority: representative.authority })]).toEqual([
      ['representative.iin'],
      ['representative.iin', 'representative.authorityNumber', 'representative.issuedAt', 'representative.expiresAt'],
    ])
  })

  it('has the organisation where one asks', () => {
    expect(groupsAt(106).map(({ id }) => id)).toEqual(['applicant', 'organisation', 'answers', 'documents'])
  })
})

describe('marking', () => {
  it('keeps the order of the request, whatever order it was ticked in, and takes a name as one', () => {
    const groups = groupsAt(105)
    const items = groups.flatMap((group) => group.items)
    const itemAt = (path: string) => {
      const found = items.find(({ paths }) => paths.includes(path))
      if (found === undefined) throw new Error(path)
      return found
    }
    const once = toggleWrong(groups, [], itemAt('slots.identity'), true)
    const twice = toggleWrong(groups, once, itemAt('applicant.surname'), true)
    expect(twice).toEqual(['applicant.surname', 'applicant.givenName', 'applicant.patronymic', 'slots.identity'])
    expect(isWrong(twice, itemAt('applicant.surname'))).toBe(true)
    expect(isWrong(['applicant.surname'], itemAt('applicant.surname'))).toBe(false)
    expect(wrongLabels(groups, twice)).toEqual(['Тегі, аты, әкесінің аты', 'Жеке басын куәландыратын құжат'])
    expect(toggleWrong(groups, twice, itemAt('applicant.givenName'), false)).toEqual(['slots.identity'])
  })
})
