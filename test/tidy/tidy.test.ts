/** What neither the compiler nor the layer rules see: impure calls in pure folders, shape of files, leftovers. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pureFolders = ['lib', 'wire', 'config', 'vrrp', 'lvs', 'lifecycle']
const sources = walk(join(root, 'src')).filter((file) => file.endsWith('.ts'))
const tests = walk(join(root, 'test')).filter((file) => file.endsWith('.ts') && !file.endsWith('tidy.test.ts'))

const impure =
  /\b(Date\.now|new Date\(|Math\.random|performance\.now|setTimeout|setImmediate|setInterval|queueMicrotask|console\.|await\b|async\b|Buffer\b|process\.|globalThis)/

describe('pure folders', () => {
  for (const folder of pureFolders) {
    test(`${folder} has no clock, chance, timer, log or waiting`, () => {
      const found = sources
        .filter((file) => file.startsWith(join(root, 'src', folder)))
        .flatMap((file) => matchingLines(file, impure))
      expect(found).toEqual([])
    })
  }
})

describe('every source file', () => {
  test('has a kebab-case name', () => {
    expect(
      sources.map((file) => relative(root, file)).filter((file) => !/^src(\/[a-z0-9-]+)+(\.d)?\.ts$/.test(file)),
    ).toEqual([])
  })

  test('opens with a comment that says what it is', () => {
    const silent = sources.filter((file) => !/^(#!.*\n)?\/\*\*|^(#!.*\n)?\/\//.test(readFileSync(file, 'utf8')))
    expect(silent.map((file) => relative(root, file))).toEqual([])
  })

  test('keeps lines to 120 characters, strings of words aside', () => {
    const long = [...sources].flatMap((file) => matchingLines(file, /^.{141,}$/))
    expect(long).toEqual([])
  })

  test('has no default export, enum, namespace or loosened type', () => {
    const found = [...sources, ...tests].flatMap((file) =>
      matchingLines(
        file,
        /^export default |^\s*(export )?(const )?enum |^\s*(export )?namespace |\bas any\b|@ts-ignore|@ts-nocheck/,
      ),
    )
    expect(found.filter((line) => !line.includes('.d.ts'))).toEqual([])
  })

  test('has no unfinished mark', () => {
    expect(
      [...sources, ...tests].flatMap((file) => matchingLines(file, /\b(TODO|FIXME|XXX)\b|not implemented|\.only\(/)),
    ).toEqual([])
  })
})

test('the repository has no C and names no path of a build machine', () => {
  const files = walk(root).filter((file) => !/\/(node_modules|dist|\.git)\//.test(file))
  expect(files.filter((file) => /\.(c|cc|cpp|h|hpp)$/.test(file))).toEqual([])
  const named = files
    .filter((file) => /\.(ts|md|json|sh|mjs|cjs|service|conf|txt)$/.test(file) && !file.endsWith('tidy.test.ts'))
    .flatMap((file) => matchingLines(file, /\/work\/(main|shared)|\/root\//))
  expect(named).toEqual([])
})

function walk(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === '.git') return []
    const path = join(directory, entry.name)
    return entry.isDirectory() ? walk(path) : [path]
  })
}

function matchingLines(file: string, pattern: RegExp): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line, i) => ({ line, at: `${relative(root, file)}:${i + 1}` }))
    .filter(({ line }) =>
      pattern.test(
        line.replace(/^\s*(\/\/|\*|\/\*).*$/, (comment) => (pattern.source.includes('TODO') ? comment : '')),
      ),
    )
    .map(({ line, at }) => `${at}: ${line.trim()}`)
}
