import { defineConfig } from 'vitest/config'

/** They bring a machine to its limits, where what runs beside them would be to blame for a takeover. */
const alone = ['test/netns/{flood,scripts,chaos}.test.ts']

/**
 * One project per kind of test, one after the other; docs/TESTING.md says what each needs. Comparisons and hosts wait for
 * half of their time, so that three of them run at once on two cores; a third guest would starve the others.
 */
const project = (
  groupOrder: number,
  name: string,
  maxWorkers: number,
  include: string[],
  testTimeout: number,
  exclude: string[] = [],
) => ({
  test: {
    name,
    include,
    exclude,
    testTimeout,
    hookTimeout: testTimeout,
    pool: 'forks' as const,
    maxConcurrency: 8,
    maxWorkers,
    sequence: { groupOrder },
  },
})

export default defineConfig({
  test: {
    projects: [
      project(0, 'pure', 2, ['test/{unit,property,sim,tidy}/**/*.test.ts'], 60_000),
      project(1, 'differential', 3, ['test/differential/**/*.test.ts'], 180_000),
      project(2, 'netns', 3, ['test/netns/**/*.test.ts'], 180_000, alone),
      project(3, 'alone', 1, alone, 180_000),
      project(4, 'uml', 2, ['test/uml/**/*.test.ts'], 900_000),
    ],
  },
})
