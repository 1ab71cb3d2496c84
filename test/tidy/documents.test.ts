/** The documents that are made from the keyword table are as it would make them now, and readable. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { keywordTable } from '../../src/config/grammar/table.ts'
import { documents } from '../docs/documents.ts'

describe('documents of the keyword table', () => {
  test.each(Object.entries(documents))('%s is up to date: else run `npm run docs`', (path, make) => {
    expect(readFileSync(path, 'utf8') === make()).toBe(true)
  })

  test('the manual page formats without a warning', () => {
    const man = spawnSync('man', ['--warnings', '-l', 'docs/man/keepalived.conf.5'], { encoding: 'utf8' })
    // Where there is no man, the page was at least compared above.
    if (man.error !== undefined) return
    expect(man.stderr.split('\n').filter((line) => line.includes('keepalived.conf'))).toEqual([])
    expect(man.stdout).toContain('virtual_router_id <1..255>')
  })

  test('the data for editors has every keyword, in the described form', () => {
    const data = JSON.parse(readFileSync('docs/keywords.json', 'utf8')) as { keywords: Record<string, unknown>[] }
    expect(data.keywords).toHaveLength(keywordTable().length)
    const described = readFileSync('docs/keywords.md', 'utf8')
    for (const member of new Set(data.keywords.flatMap((keyword) => Object.keys(keyword))))
      expect(described).toContain(`\`${member}\``)
  })
})
