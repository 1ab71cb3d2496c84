import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runScenario } from './scenario.ts'

const folder = new URL('./scenarios/', import.meta.url)
const names = readdirSync(folder)
  .filter((entry) => entry.endsWith('.txt'))
  .sort()

test('there are scenarios', () => expect(names.length).toBeGreaterThan(10))

test.each(names)('%s', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  expect(runScenario(text)).toBe(text)
})
