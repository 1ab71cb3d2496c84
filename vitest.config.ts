import { defineConfig } from 'vitest/config'

/** They bring a machine to its limits, where what runs beside them would be to blame for a takeover. */
const alone = ['test/netns/{flood,scripts,chaos}.test.ts']

/**
 * One project per kind of test, one after the other; docs/TESTING.md says what each needs. Comparisons and mixed pairs mostly
 * wait, and a guest keeps one core busy, so two files run at once, but for those that want to be alone.
 */
const project = (groupOrder: number, name: string, include: string[], testTimeout: number, exclude: string[] = []) => ({
  test: {
    name,
    include,
    exclude,
    testTimeout,
    hookTimeout: testTimeout,
    pool: 'forks' as const,
    maxConcurrency: 8,
    maxWorkers: include === alone ? 1 : 2,
    sequence: { groupOrder },
  },
})

export default defineConfig({
  test: {
    projects: [
      project(0, 'pure', ['test/{unit,property,sim,tidy}/**/*.test.ts'], 60_000),
      project(1, 'differential', ['test/differential/**/*.test.ts'], 180_000),
      project(2, 'netns', ['test/netns/**/*.test.ts'], 180_000, alone),
      project(3, 'alone', alone, 180_000),
      project(4, 'uml', ['test/uml/**/*.test.ts'], 900_000),
    ],
  },
})
