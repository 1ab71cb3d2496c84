import { defineConfig } from 'vitest/config'

/**
 * One project per kind of test, one after the other; docs/TESTING.md says what each needs. Comparisons and mixed pairs mostly
 * wait, and a guest keeps one core busy, so two files run at once.
 */
const project = (groupOrder: number, name: string, include: string[], testTimeout: number) => ({
  test: {
    name,
    include,
    testTimeout,
    hookTimeout: testTimeout,
    pool: 'forks' as const,
    maxConcurrency: 8,
    maxWorkers: 2,
    sequence: { groupOrder },
  },
})

export default defineConfig({
  test: {
    projects: [
      project(0, 'pure', ['test/{unit,property,sim,tidy}/**/*.test.ts'], 60_000),
      project(1, 'differential', ['test/differential/**/*.test.ts'], 180_000),
      project(2, 'netns', ['test/netns/**/*.test.ts'], 180_000),
      project(3, 'uml', ['test/uml/**/*.test.ts'], 900_000),
    ],
  },
})
