/** The search of a page: the same verdict however the page arrives, and an end to every search. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makePageSearch } from '../../../src/checkers/page-search.ts'
import type { PageVerdict } from '../../../src/checkers/page-search.ts'
import type { RegexConfig } from '../../../src/config/config.ts'
import { REGEX_OPTIONS } from '../../../src/config/checker-config.ts'
import { regexProblem } from '../../../src/linux/pcre2.ts'

const plain = { options: [], noMatch: false, minOffset: 0, maxOffset: null, stack: null } as const
const regex = (pattern: string, more: Partial<RegexConfig> = {}): RegexConfig => ({ ...plain, pattern, ...more })

function search(config: RegexConfig, ...parts: readonly (string | Uint8Array)[]): PageVerdict {
  const found = makePageSearch(config)
  for (const part of parts) found.push(typeof part === 'string' ? Buffer.from(part, 'utf8') : part)
  return found.end()
}
const kindOf = (config: RegexConfig, ...parts: readonly (string | Uint8Array)[]): string =>
  search(config, ...parts).kind

const DIGITS = '0123456789'

describe('what is found', () => {
  // Those with offsets and over several arrivals were seen with the original, page and head in packets of their own.
  test.each<[string, Partial<RegexConfig>, readonly string[], boolean]>([
    ['wor', {}, ['hello world'], true],
    ['xyz', {}, ['hello world'], false],
    ['wor', {}, ['hello', ' world'], true],
    ['world', {}, ['hello wo', 'rld'], true],
    ['wor', { options: ['caseless', 'dotall'] }, ['hello WORLD'], true],
    ['5', { minOffset: 5 }, [DIGITS], true],
    ['5', { minOffset: 6 }, [DIGITS], false],
    ['5', { maxOffset: 4 }, [DIGITS], false],
    ['5', { maxOffset: 5 }, [DIGITS], true],
    ['5', { maxOffset: 6 }, [DIGITS], true],
    ['5', { maxOffset: 0 }, [DIGITS], false],
    ['5', { minOffset: 4, maxOffset: 4 }, [DIGITS], false],
    ['4', { minOffset: 4 }, ['012', '345', '6789'], true],
    ['4', { minOffset: 5 }, ['012', '345', '6789'], false],
    ['56', { maxOffset: 5 }, ['012', '345', '6789'], true],
    ['56', { maxOffset: 4 }, ['012', '345', '6789'], false],
    ['(?<=2)3', {}, ['012', '345', '6789'], true],
    ['5$', {}, ['012', '345', '6789'], false],
    ['', {}, [DIGITS], true],
    ['', { minOffset: 10 }, [DIGITS], true],
    ['9', { minOffset: 20 }, [DIGITS], false],
    ['a', {}, [], false],
    ['c', { options: ['utf'] }, ['aÿc'], true],
    ['aab', {}, [`${'a'.repeat(9000)}b`], true],
    ['a+b', {}, ['a'.repeat(3000), `${'a'.repeat(3000)}b`], true],
    ['^a+b', {}, [`${'a'.repeat(9000)}b`], true],
    ['a+c', {}, [`${'a'.repeat(9000)}b`], false],
    ['b', { minOffset: 9000 }, [`${'a'.repeat(9000)}b`], true],
    ['b', { minOffset: 9001 }, [`${'a'.repeat(9000)}b`], false],
    ['b', { maxOffset: 8999 }, [`${'a'.repeat(9000)}b`], false],
    ['b', { maxOffset: 9000 }, [`${'a'.repeat(9000)}b`], true],
    // Here the original finds what is not there, or not what is: see docs/COMPATIBILITY.md.
    ['^3', {}, ['012', '345', '6789'], false],
    ['9$', {}, ['012', '345', '6789'], true],
    ['a+', {}, ['aaa'], true],
    ['', {}, [], true],
    ['\\A3', {}, ['012', '345'], false],
    ['^$', { options: ['multiline'] }, ['abc\n', 'def'], false],
    ['\\bdef', {}, ['abc', 'def'], false],
    ['b', { options: ['firstline'] }, ['a\n', 'b'], false],
    ['b', { options: ['firstline'] }, ['a', 'b\n'], true],
  ])('%s %o in %j: %o', (pattern, more, parts, found) => {
    expect(kindOf(regex(pattern, more), ...parts)).toBe(found ? 'found' : 'not-found')
  })

  test('each option is one that the library takes, and acts', () => {
    for (const option of REGEX_OPTIONS) expect(regexProblem(regex('a', { options: [option] })), option).toBeNull()
    const found = (pattern: string, page: string, ...options: RegexConfig['options']): boolean =>
      kindOf(regex(pattern, { options }), page) === 'found'
    const acts = (pattern: string, page: string, ...options: RegexConfig['options']): [boolean, boolean] => [
      found(pattern, page),
      found(pattern, page, ...options),
    ]
    expect(acts('A', 'a', 'caseless')).toEqual([false, true])
    expect(acts('a.b', 'a\nb', 'dotall')).toEqual([false, true])
    expect(acts('^b', 'a\nb', 'multiline')).toEqual([false, true])
    expect(acts('a $', 'a', 'extended')).toEqual([false, true])
    expect(acts('a$', 'a\n', 'dollar_endonly')).toEqual([true, false])
    expect(acts('^.$', 'é', 'utf')).toEqual([false, true])
    expect(acts('^\\w$', 'é', 'utf', 'ucp')).toEqual([false, true])
    expect(acts('(a)?\\1b', 'b', 'match_unset_backref')).toEqual([false, true])
    expect(regexProblem(regex('(?<n>a)(?<n>b)'))?.message).toContain('two named subpatterns')
    expect(regexProblem(regex('(?<n>a)(?<n>b)', { options: ['dupnames'] }))).toBeNull()
    expect(regexProblem(regex('(*UTF)a', { options: ['never_utf'] }))?.message).toContain('Invalid regex')
    expect(regexProblem(regex('a\\Cb', { options: ['never_backslash_c'] }))?.message).toContain('Invalid regex')
  })

  test("what is no pattern is told in the library's words", () => {
    expect(regexProblem(regex('a(b'))?.message).toBe("Invalid regex: 'a(b' at offset 3: missing closing parenthesis")
  })

  test('regex_stack gives the memory that a nested pattern needs', () => {
    const page = `${'ab'.repeat(1500)}c`
    expect(search(regex('(a|b)+[cd]'), page)).toEqual({ kind: 'failed', reason: 'JIT stack limit reached' })
    expect(kindOf(regex('(a|b)+[cd]', { stack: { startOctets: 32768, maxOctets: 1048576 } }), page)).toBe('found')
  })
})

describe('however it arrives', () => {
  const PATTERNS = [
    ...[
      'b+c',
      '(?<=ab)c',
      '^a',
      'c$',
      '\\bb',
      '(a|b)*c\\b',
      'a.c',
      'aé',
      '[^b]\\z',
      '(?<!b)c',
      'b\\Bc',
      'a(?=b)',
      '(b)\\1',
    ],
  ]
  test('the verdict is the same', () => {
    const piece = fc.constantFrom('a', 'b', 'c', ' ', '\n', 'é', '€')
    const page = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join(''), 'utf8'))
    fc.assert(
      fc.property(
        page,
        fc.constantFrom(...PATTERNS),
        fc.subarray(['utf', 'multiline', 'caseless', 'dotall'] as const),
        fc.array(fc.nat(30), { maxLength: 5 }),
        fc.nat(6),
        fc.option(fc.nat(12), { nil: null }),
        (octets, pattern, options, cuts, minOffset, maxOffset) => {
          const config = regex(pattern, { options, minOffset, maxOffset })
          const places = [0, ...cuts.filter((cut) => cut < octets.length).toSorted((a, b) => a - b), octets.length]
          const parts = places.slice(1).map((end, i) => octets.subarray(places[i], end))
          expect(kindOf(config, ...parts)).toBe(kindOf(config, octets))
        },
      ),
      { numRuns: 2000, seed: 5 },
    )
  })

  test('octets that are no UTF-8 harm nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 6 }), (parts) => {
        expect(kindOf(regex('(?<=.)\\w.$', { options: ['utf', 'ucp'] }), ...parts)).not.toBe('failed')
        expect(kindOf(regex('.', { options: ['utf'] }), ...parts, 'a')).toBe('found')
      }),
      { numRuns: 500, seed: 6 },
    )
  })
})

describe('an end', () => {
  const hostile = 'a'.repeat(65_536)
  test.each([
    ['(a+)+[cd]', {}],
    ['(a|aa)+[cd]', { stack: { startOctets: 32_768, maxOctets: 1_048_576 } }],
    ['((a*)*)*[cd]', {}],
    ['a+a+a+[cd]', {}],
    ['(.+)\\1[cd]', {}],
    ['(?:a.*+x|a)+', {}],
    ['(?R)?a+[cd]', {}],
  ])('comes to %s', (pattern, more) => {
    expect(kindOf(regex(pattern, more), hostile, 'b')).toBe('failed')
  })

  test('a wanted pattern and an unwanted one both fail then', async () => {
    const { runHttpCheck } = await import('../../../src/checkers/http-check.ts')
    const { httpCheck, startPeer } = await import('./peers.ts')
    const peer = await startPeer({ onRequest: (socket) => socket.end(`HTTP/1.0 200 OK\r\n\r\n${hostile}b`) })
    for (const noMatch of [false, true]) {
      const checker = httpCheck(peer.port, [{ path: '/x', regex: regex('(a+)+[cd]', { noMatch }) }])
      const patient = { ...checker, connection: { ...checker.connection, connectTimeoutUs: 5_000_000 } }
      expect(await runHttpCheck(patient, null, new AbortController().signal)).toEqual({
        up: false,
        words: 'Regex match failed server {server}.',
        remarks: ['Regex of url /x for {server} gives up: match limit exceeded'],
      })
    }
    await peer.close()
  })

  test('a page of 200 megabytes is searched to its end in little memory', () => {
    const found = makePageSearch(regex('needle-\\d+'))
    const chunk = Buffer.alloc(65_536, 'hay and more hay, ')
    const before = process.memoryUsage.rss()
    for (let i = 0; i < 3200; i++) found.push(chunk)
    found.push(Buffer.from('needle-'))
    found.push(Buffer.from('7'))
    expect(found.end()).toEqual({ kind: 'found' })
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000)
  })
})
