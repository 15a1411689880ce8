import { beforeEach, describe, expect, it } from 'vitest'
import type { CaseId } from '#core/domain/ids.ts'
import { rightsOf } from '#core/domain/staff.ts'
import { back, go, useNavigation } from '#renderer/app/navigation.ts'
import { firstScreen, mayShow, placesFor } from '#renderer/app/places.ts'

const caseId = '11111111-1111-4111-8111-111111111111' as CaseId

describe('navigation', () => {
  beforeEach(() => useNavigation.getState().start({ name: 'services' }))

  it('goes back the way it came', () => {
    go({ name: 'search' })
    go({ name: 'case', caseId })
    back()
    expect(useNavigation.getState().screen).toEqual({ name: 'search' })
    back()
    back()
    expect(useNavigation.getState().screen).toEqual({ name: 'services' })
  })

  it('does not remember the same screen twice', () => {
    go({ name: 'case', caseId })
    go({ name: 'case', caseId })
    back()
    expect(useNavigation.getState().screen).toEqual({ name: 'services' })
  })
})

describe('places', () => {
  it('are those of the role', () => {
    const names = (role: Parameters<typeof rightsOf>[0]) => placesFor(rightsOf(role)).map((place) => place.name)
    expect(names('operator')).toEqual(['services', 'search', 'outbox', 'handOut', 'verification'])
    expect(names('head')).toEqual(['provider', 'services', 'search', 'outbox', 'handOut', 'verification'])
    expect(names('courier')).toEqual(['search', 'verification'])
  })

  it('begin with the first one, and show nothing without the right', () => {
    expect(firstScreen(rightsOf('executor'))).toEqual({ name: 'provider' })
    expect(mayShow({ name: 'intake', caseId }, rightsOf('courier'))).toBe(false)
    expect(mayShow({ name: 'intake', caseId }, rightsOf('executor'))).toBe(true)
    expect(mayShow({ name: 'providerCase', caseId }, rightsOf('executor'))).toBe(true)
  })
})
