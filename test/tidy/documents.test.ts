/** The documents that are made from tables are as it would make them now, and readable. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { keywordTable } from '../../src/config/grammar/table.ts'
import { documents } from '../docs/documents.ts'
import { licensedPackages } from '../docs/licences.ts'

describe('documents of the keyword table', () => {
  test.each(Object.entries(documents))('%s is up to date: else run `npm run docs`', (path, make) => {
    expect(readFileSync(path, 'utf8') === make()).toBe(true)
  })

  test.each([
    ['keepalived.conf.5', 'virtual_router_id <1..255>'],
    ['tskeepalived.8', '--use-file=FILE'],
    ['genhash.1', '--use-ssl'],
  ])('the manual page %s formats without a warning', (page, words) => {
    const man = spawnSync('man', ['--warnings', '-l', `docs/man/${page}`], { encoding: 'utf8' })
    // Where there is no man, the page was at least compared above.
    if (man.error !== undefined) return
    expect(man.stderr.split('\n').filter((line) => line.includes(page))).toEqual([])
    expect(man.stdout).toContain(words)
  })

  test.each([
    ['tskeepalived --use-f', 1, ['--use-file']],
    ['tskeepalived --signum = ST', 3, ['STOP', 'STATS', 'STATS_CLEAR']],
    ['tskeepalived -S lo', 2, ['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7']],
    ['tskeepalived --format ', 2, ['text', 'json', 'conf']],
  ])('the tab key after "%s" offers', (line, at, expected) => {
    const words = line.split(' ').map((word) => `'${word}'`)
    const script = `. docs/completion/tskeepalived.bash; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${at}; _tskeepalived; echo "\${COMPREPLY[@]}"`
    const bash = spawnSync('bash', ['-c', script], { encoding: 'utf8' })
    expect(bash.stderr).toBe('')
    expect(bash.stdout.trim().split(' ')).toEqual(expected)
  })

  test('what is installed with us may be passed on under the terms of MIT', () => {
    const installed = licensedPackages().filter(({ dev }) => dev !== true)
    expect(installed.length).toBeGreaterThan(10)
    expect(
      installed.filter(({ license }) => !['MIT', 'MIT-0', 'ISC', 'BSD-3-Clause', 'Apache-2.0'].includes(license ?? '')),
    ).toEqual([])
  })

  test('the data for editors has every keyword, in the described form', () => {
    const data = JSON.parse(readFileSync('docs/keywords.json', 'utf8')) as { keywords: Record<string, unknown>[] }
    expect(data.keywords).toHaveLength(keywordTable().length)
    const described = readFileSync('docs/keywords.md', 'utf8')
    for (const member of new Set(data.keywords.flatMap((keyword) => Object.keys(keyword))))
      expect(described).toContain(`\`${member}\``)
  })
})
