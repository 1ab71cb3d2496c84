/**
 * The 72 points that RFC 3768, 5798, 9568 and 5880 ask of a router are numbered, and a test that shows one has the number
 * in its name ("rfc 17: ..."; a scenario of the simulator in its first lines). Each is shown, or stands here with the reason.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const POINTS = 72
const directory = fileURLToPath(new URL('..', import.meta.url))

const notShown: Readonly<Record<number, string>> = {
  61: 'optional: sending both versions at once is not offered, as the original does not',
  62: 'BFD is not there yet: the original runs it in a process of its own',
  63: 'BFD',
  64: 'BFD',
  65: 'BFD',
  66: 'BFD',
  67: 'BFD',
  68: 'BFD',
  69: 'BFD',
  70: 'BFD',
  71: 'BFD',
  72: 'BFD',
}

test('every point is in the name of a test, or has its reason here', () => {
  const shown = new Set(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|txt)$/.test(file) && !file.startsWith('tidy'))
      .flatMap((file) => numbersIn(readFileSync(join(directory, file), 'utf8'))),
  )
  const all = Array.from({ length: POINTS }, (_, i) => i + 1)
  expect(all.filter((point) => !shown.has(point) && notShown[point] === undefined)).toEqual([])
  expect(all.filter((point) => shown.has(point) && notShown[point] !== undefined)).toEqual([])
})

function numbersIn(text: string): number[] {
  return [...text.matchAll(/\brfc (\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*)/g)].flatMap(([, list = '']) =>
    list.split(', ').flatMap((entry) => {
      const [from = 0, to = from] = entry.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, i) => from + i)
    }),
  )
}
