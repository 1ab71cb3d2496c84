/** conf/ shows every block of the language, and its index names every file. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rootContext } from '../../src/config/grammar/root.ts'
import { keywordTable, pathOf } from '../../src/config/grammar/table.ts'
import { Lexer } from '../../src/config/lexer/lexer.ts'
import { Sources } from '../../src/config/lexer/sources.ts'
import { Reporter } from '../../src/config/reporter.ts'
import { TreeBuilder } from '../../src/config/tree.ts'
import type { Statement } from '../../src/config/tree.ts'
import { makeConfigEnvironment } from '../../src/linux/config-environment.ts'

const files = readdirSync('conf').filter((file) => file.endsWith('.conf'))

describe('the examples in conf/', () => {
  test('every keyword with a block, except old spellings, is in one of them', () => {
    const shown = new Set(files.flatMap((file) => [...blocksOf(join('conf', file))]))
    const blocks = keywordTable().filter((keyword) => keyword.takesBlock && keyword.oldNameOf === null)
    expect(blocks.map(pathOf).filter((path) => !shown.has(path))).toEqual([])
  })

  test('the index has a line for each', () => {
    const index = readFileSync('conf/README.md', 'utf8')
    const listed = [...index.matchAll(/^\| \[([\w-]+\.conf)\]/gm)].map((match) => match[1] ?? '')
    expect(listed.toSorted()).toEqual(files.toSorted())
  })

  test('each says in its first line what it is for', () => {
    for (const file of files) expect(readFileSync(join('conf', file), 'utf8'), file).toMatch(/^# [A-Z].{20,}/)
  })
})

/** The keywords whose block stands in this file or in one that it includes, with the keywords that lead to them. */
function blocksOf(path: string): Set<string> {
  const sources = new Sources()
  const reporter = new Reporter(sources)
  const found = new Set<string>()
  const walk = (statement: Statement, above: string): void => {
    if (statement.row === null || statement.block === null) return
    const here = above + statement.row.name
    found.add(here)
    for (const inner of statement.block) walk(inner, `${here}/`)
  }
  const tree = new TreeBuilder(rootContext, reporter, (statement) => walk(statement, ''))
  const lexer = new Lexer(makeConfigEnvironment({ testing: true }), reporter, tree)
  lexer.read(sources.add({ path, text: readFileSync(path, 'utf8'), latin1: false }))
  tree.end()
  return found
}
