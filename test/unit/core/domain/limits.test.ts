import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLimits, limitPolicy, type Measured } from '#core/domain/limits.ts'

const gigabyte = 1024 ** 3

describe('what is running out', () => {
  it.each([
    [{}, []],
    [{ oldestItem: 47, items: 2_999, disk: gigabyte + 1, sync: 47, backup: 47 }, []],
    [{ oldestItem: 48 }, [{ kind: 'oldestItem', level: 'warn', value: 48, stopsAt: 336 }]],
    [{ oldestItem: 336 }, [{ kind: 'oldestItem', level: 'stop', value: 336, stopsAt: 336 }]],
    [{ items: 9_999 }, [{ kind: 'items', level: 'warn', value: 9_999, stopsAt: 10_000 }]],
    [{ items: 10_000 }, [{ kind: 'items', level: 'stop', value: 10_000, stopsAt: 10_000 }]],
    [{ disk: gigabyte }, [{ kind: 'disk', level: 'warn', value: gigabyte, stopsAt: 200 * 1024 ** 2 }]],
    [{ disk: 200 * 1024 ** 2 }, [{ kind: 'disk', level: 'stop', value: 200 * 1024 ** 2, stopsAt: 200 * 1024 ** 2 }]],
    [{ disk: 0 }, [{ kind: 'disk', level: 'stop', value: 0, stopsAt: 200 * 1024 ** 2 }]],
    [{ backup: 400 }, [{ kind: 'backup', level: 'stop', value: 400, stopsAt: 336 }]],
  ] satisfies [Measured, unknown][])('%j', (measured, expected) => expect(findLimits(measured)).toEqual(expected))

  it('names the worst first, whatever its unit', () => {
    const found = findLimits({ oldestItem: 60, items: 9_000, sync: 340, disk: 900 * 1024 ** 2 })
    expect(found.map(({ kind, level }) => `${kind} ${level}`)).toEqual(['sync stop', 'items warn', 'disk warn', 'oldestItem warn'])
  })

  it('has every stop beyond its warning, and every stop before every warning in its list', () => {
    for (const { warn, stop, falling = false } of Object.values(limitPolicy)) expect(falling ? stop < warn : stop > warn).toBe(true)
    const measured = fc.record(
      Object.fromEntries(
        Object.entries(limitPolicy).map(([kind, { warn, stop }]) => [kind, fc.integer({ min: 0, max: 2 * Math.max(warn, stop) })]),
      ),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(measured, (values) => {
        const levels = findLimits(values).map(({ level }) => level)
        expect(levels).toEqual(levels.toSorted((one, other) => Number(other === 'stop') - Number(one === 'stop')))
      }),
    )
  })

  it('lets a week without the gateway and two thousand cases through', () => {
    expect(findLimits({ oldestItem: 7 * 24, items: 2_000, sync: 7 * 24 }).every(({ level }) => level === 'warn')).toBe(true)
  })
})
