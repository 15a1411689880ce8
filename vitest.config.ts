import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take the longest, the longest before: begun last, one of them would keep a single worker busy while the other has nothing to do. */
const longest = [
  'mutants',
  'kills',
  'disk-full',
  'workstation/disk',
  'workstation/services',
  'blanks',
  'offline-week',
  'workstation/gateway',
  'offline-day',
]
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
  return place < 0 ? longest.length : place
}
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // One unit test failed twice in some twenty runs and could not be caught (docs/known-gaps.md); the reporter names what was run again.
    retry: 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{unit,architecture,migrations}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        // Real adapters: processes, devices, disks.
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          globalSetup: ['test/harness/prepared-data.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        // Kills, torn networks, a week offline: nothing is run again that failed.
        test: {
          name: 'chaos',
          include: ['test/chaos/**/*.test.ts'],
          globalSetup: ['test/harness/prepared-data.ts'],
          retry: 0,
          testTimeout: 600_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
