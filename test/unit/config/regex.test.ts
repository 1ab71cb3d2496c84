/** The pattern of a url: what becomes of its words, and what is said of those that are wrong. */
import { describe, expect, test } from 'vitest'
import { makeConfigEnvironment } from '../../../src/linux/config-environment.ts'
import type { HttpUrlConfig } from '../../../src/config/config.ts'
import type { LoadResult } from '../../../src/config/load.ts'
import { loadText, messagesOf, virtualServer } from './load-text.ts'

const { regexProblem } = makeConfigEnvironment({ testing: true })
const load = (...lines: readonly string[]): LoadResult =>
  loadText(virtualServer('', `HTTP_GET {\n url {\n path /\n ${lines.join('\n ')}\n }\n}`), {
    regexProblem: regexProblem!,
  })
const urls = ({ config }: LoadResult): readonly HttpUrlConfig[] =>
  config!.lvs.virtualServers[0]!.realServers[0]!.checkers.flatMap((each) => (each.kind === 'http' ? each.urls : []))

describe('the pattern of a url', () => {
  test('every word', () => {
    const lines = ['regex "a b"', 'regex_no_match', 'regex_options caseless', 'regex_options utf', 'regex_min_offset 3']
    const result = load(...lines, 'regex_max_offset 9', 'regex_stack 1000 2000')
    expect(messagesOf(result)).toEqual([])
    expect(urls(result)[0]?.regex).toEqual({
      pattern: 'a b',
      options: ['caseless', 'utf'],
      noMatch: true,
      minOffset: 3,
      maxOffset: 9,
      stack: { startOctets: 1000, maxOctets: 2000 },
    })
  })

  test('the last pattern counts; the largest stack is for all', () => {
    const other = ' regex x\n regex_stack 50 5000\n }\n url {\n path /2'
    const result = load('regex a', 'regex b', 'regex_stack 100 200', '}\n url {\n path /1', other)
    expect(urls(result).map(({ regex }) => regex?.pattern)).toEqual(['b', 'x', undefined])
    expect(urls(result).map(({ regex }) => regex?.stack ?? null)).toEqual([
      { startOctets: 100, maxOctets: 5000 },
      { startOctets: 100, maxOctets: 5000 },
      null,
    ])
  })

  // Each was given to the original, whose -t says nothing and ends with 0; its checker process logs these words.
  test.each([
    [['regex'], 'regex missing or too many fields'],
    [['regex abc def'], 'regex missing or too many fields'],
    [['regex_no_match'], 'regex parameters specified without regex'],
    [['regex_stack 1 2'], 'regex parameters specified without regex'],
    [['regex a', 'regex_min_offset x'], 'Invalid regex_min_offset x specified'],
    [['regex a', 'regex_min_offset 1x'], 'Invalid regex_min_offset 1x specified'],
    [['regex a', 'regex_min_offset'], 'Missing or too may options for regex_min_offset'],
    [['regex a', 'regex_max_offset 1 2'], 'Missing or too may options for regex_max_offset'],
    [['regex a', 'regex_min_offset 10', 'regex_max_offset 5'], 'regex min offset 10 > regex_max_offset 5 - ignoring'],
    [['regex a', 'regex_stack 5'], 'regex_stack requires start and max values'],
    [['regex a', 'regex_stack 5 6 7'], 'regex_stack requires start and max values'],
    [['regex a', 'regex_stack 5 3'], 'regex stack start cannot exceed max value'],
    [['regex a', 'regex_stack x 3'], 'regex_stack invalid start value'],
    [['regex a', 'regex_stack 3 x'], 'regex_stack invalid max value'],
  ])('%j', (lines, message) => {
    const result = load(...lines)
    expect(messagesOf(result)).toEqual([message])
    expect(result.exitStatus).toBe(0)
    const good = { pattern: 'a', options: [], noMatch: false, minOffset: 0, maxOffset: null, stack: null }
    expect(urls(result)[0]?.regex).toEqual(lines[0] === 'regex a' ? good : null)
  })

  test('a number below 0 and an unknown option, which the original takes silently', () => {
    expect(messagesOf(load('regex a', 'regex_min_offset -1'))).toEqual(['Invalid regex_min_offset -1 specified'])
    expect(messagesOf(load('regex a', 'regex_options foo utf'))).toEqual(['Unknown regex option foo'])
  })

  test('a pattern that is none is an error: the original dies of the first answer', () => {
    const result = load('regex "a(b"')
    expect(messagesOf(result)).toEqual(["Invalid regex: 'a(b' at offset 3: missing closing parenthesis"])
    expect(result.exitStatus).toBe(5)
    expect(urls(result)[0]).toMatchObject({ path: '/', regex: null })
  })

  test('without the library the package is named', () => {
    const message = "Regex 'a' cannot be used: there is no libpcre2-8.so.0"
    const hint = 'install the package libpcre2-8-0'
    const text = virtualServer('', 'HTTP_GET {\n url {\n path /\n regex a\n }\n}')
    const { diagnostics } = loadText(text, { regexProblem: () => ({ message, hint }) })
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'bad-regex', message, hint }))
  })

  test('sni_name and tls_compliant', () => {
    const of = (lines: string): object =>
      loadText(virtualServer('', `SSL_GET {\n ${lines}\n url {\n path /\n }\n}`)).config!.lvs.virtualServers[0]!
        .realServers[0]!.checkers[0]!
    expect(of('sni_name a.example')).toMatchObject({ enableSni: true, sniName: 'a.example' })
    expect(of('sni_name')).toMatchObject({ enableSni: true, sniName: null })
    expect(of('')).toMatchObject({ enableSni: false, sniName: null, urls: [{ tlsCompliant: false }] })
    expect(of('tls_compliant')).toMatchObject({ urls: [{ tlsCompliant: true }] })
    expect(of('tls_compliant\n url {\n path /1\n tls_compliant off\n }')).toMatchObject({
      urls: [{ tlsCompliant: false }, { tlsCompliant: true }],
    })
  })
})
