import { defineConfig } from 'vitest/config'

/** One project per kind of test; docs/TESTING.md says what each needs. */
const project = (name: string, include: string[], testTimeout: number, parallel: boolean) => ({
  test: { name, include, testTimeout, hookTimeout: testTimeout, fileParallelism: parallel, pool: 'forks' as const, maxConcurrency: 8 },
})

export default defineConfig({
  test: {
    projects: [
      project('pure', ['test/{unit,property,sim,tidy}/**/*.test.ts'], 60_000, true),
      project('differential', ['test/differential/**/*.test.ts'], 180_000, false),
      project('netns', ['test/netns/**/*.test.ts'], 180_000, false),
      project('uml', ['test/uml/**/*.test.ts'], 900_000, false),
    ],
  },
})
