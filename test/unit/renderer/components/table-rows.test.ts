import { describe, expect, it } from 'vitest'
import { movedRow, sortedRows } from '#renderer/components/table-rows.ts'

describe('rows', () => {
  it('are moved between and not left', () => {
    expect([
      movedRow(0, 10, 'up', 5),
      movedRow(0, 10, 'pageDown', 5),
      movedRow(8, 10, 'pageDown', 5),
      movedRow(3, 10, 'last', 5),
      movedRow(3, 10, 'first', 5),
    ]).toEqual([0, 5, 9, 9, 0])
  })

  it('are sorted as Kazakh is', () => {
    const names = ['Қанат', 'Болат', 'Әсем', 'Зере', 'Азат', 'Кәмила']
    expect(sortedRows(names, (name) => name, { columnId: 'name', descending: false })).toEqual([
      'Азат',
      'Әсем',
      'Болат',
      'Зере',
      'Кәмила',
      'Қанат',
    ])
  })

  it('are turned round, and left alone without a column', () => {
    expect(sortedRows([2, 10, 1], (row) => row, { columnId: 'n', descending: true })).toEqual([10, 2, 1])
    expect(sortedRows([2, 10, 1], undefined, undefined)).toEqual([2, 10, 1])
  })
})
