import { defineConfig } from 'vitest/config'

/**
 * One project per kind of test, one after the other; docs/TESTING.md says what each needs. Mixed pairs and what is timed by
 * their clocks run one file at a time; comparisons mostly wait, and a guest keeps one core busy, so two of these run at once.
 */
const project = (groupOrder: number, name: string, include: string[], testTimeout: number, maxWorkers: number) => ({
  test: {
    name,
    include,
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
      project(0, 'pure', ['test/{unit,property,sim,tidy}/**/*.test.ts'], 60_000, 2),
      project(1, 'differential', ['test/differential/**/*.test.ts'], 180_000, 2),
      project(2, 'netns', ['test/netns/**/*.test.ts'], 180_000, 1),
      project(3, 'uml', ['test/uml/**/*.test.ts'], 900_000, 2),
    ],
  },
})
