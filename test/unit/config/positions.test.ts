/** A diagnostic points at the right characters, however the text came there. */
import { describe, expect, test } from 'vitest'
import { writeDiagnostic } from '../../../src/config/diagnostic.ts'
import type { Diagnostic, Position } from '../../../src/config/diagnostic.ts'
import type { LoadResult } from '../../../src/config/load.ts'
import { instance, loadText, MAIN, only } from './load-text.ts'

const at = (position: Position | null | undefined): string =>
  position == null ? '' : `${position.file.replace('/etc/k/', '')}:${position.line}:${position.column}`

const relatedOf = (one: Diagnostic): string[] =>
  (one.related ?? []).map(({ position, message }) => `${at(position)} ${message}`)

const unknown = (result: LoadResult): Diagnostic => only(result, 'unknown-keyword')

describe('of text as it stands', () => {
  test.each([
    ['spaces and tabs', 'global_defs {\n \t foo\n}', 2, 4],
    ['CRLF', 'global_defs {\r\n  foo\r\n}\r\n', 2, 3],
    ['a byte order mark', '\ufefffoo', 1, 1],
    ['a byte order mark and CRLF', '\ufeff\r\n foo\r\n', 2, 2],
    ['blocks on one line', 'global_defs { router_id x } foo', 1, 29],
    ['an accepted condition', '@node foo', 1, 7],
    ['after a comment with other letters', '# äöü €\nfoo', 2, 1],
    ['no newline at the end', 'global_defs {\n}\nfoo', 3, 1],
  ])('%s', (_name, text, line, column) => {
    expect(unknown(loadText(text)).position).toEqual({ file: MAIN, line, column })
  })

  test('a column counts characters: letters beyond 16 bits are one, and the caret stands below', () => {
    const text = instance(' notify_master "/opt/\u{1d11e}\u{1d11e}" keepalive\u00e9 x')
    const result = loadText(text.replace('notify_master', 'prioritty'))
    expect(unknown(result).position?.column).toBe(2)
    const bad = loadText(`vrrp_instance "\u{1d11e}\u{1d11e}" { foo }`)
    expect(unknown(bad)).toMatchObject({ position: { line: 1, column: 22 }, width: 3 })
    const [, source = '', carets = ''] = writeDiagnostic(unknown(bad), bad.sourceLine).split('\n')
    expect([...source].slice(0, carets.indexOf('^')).join('').endsWith('{ ')).toBe(true)
  })

  test('the bad word of a line, not the line', () => {
    const result = loadText(instance('\tpriority  999 # 999'))
    expect(only(result, 'bad-value')).toMatchObject({ position: { line: 7, column: 12 }, width: 3 })
  })

  test('what stands behind an include stands below it', () => {
    const files = { '/etc/k/a.conf': ' nopreempt\n', '/etc/k/b.conf': 'vrrp_script c {\n script /bin/true\n}\n' }
    const preempts = (lines: string): boolean | undefined =>
      loadText(instance(lines), { files }).config?.vrrp.instances[0]?.preempt
    expect(preempts(' preempt\n include a.conf')).toBe(false)
    expect(preempts(' include a.conf\n preempt')).toBe(true)
    expect(preempts(' include a.conf\n preempt\n include a.conf')).toBe(false)
    const { diagnostics } = loadText('foo\ninclude a.conf\nbar\ninclude a.conf\nbaz\n', { files })
    expect(diagnostics.map(({ position }) => at(position))).toEqual([
      ...['keepalived.conf:1:1', 'a.conf:1:2', 'keepalived.conf:3:1', 'a.conf:1:2', 'keepalived.conf:5:1'],
    ])
    const tracked = loadText(`${instance(' track_script {\n c\n }')}include b.conf\n`, { files })
    expect(only(tracked, 'not-found').hint).toBe('it is defined on line 1 of /etc/k/b.conf; move that above this')
  })

  test('in included files, however deep', () => {
    const files = {
      '/etc/k/a.conf': '\ninclude sub/b.conf\n  foo\n',
      '/etc/k/sub/b.conf': '\n\n   bar\n',
    }
    const result = loadText('global_defs {\n include a.conf\n baz\n}', { files })
    expect(result.diagnostics.map((one) => at(one.position)).toSorted()).toEqual([
      'a.conf:3:3',
      'keepalived.conf:3:2',
      'sub/b.conf:3:4',
    ])
  })
})

describe('of text out of definitions', () => {
  test('names the use and the definition, in another file', () => {
    const files = { '/etc/k/defs.conf': '# ours\n  $PRIO=banana\n' }
    const result = loadText(`include defs.conf\n${instance('  priority $PRIO')}`, { files })
    const found = only(result, 'bad-value')
    expect(at(found.position)).toBe('keepalived.conf:8:12')
    expect(found.width).toBe(5)
    expect(relatedOf(found)).toEqual(['defs.conf:2:9 $PRIO is defined here'])
    expect(found.expansion).toBe('priority banana')
    expect(writeDiagnostic(found, result.sourceLine)).toBe(
      [
        `${MAIN}:8:12: error: ${found.message} [bad-value]`,
        '    8 |   priority $PRIO',
        '      |            ^^^^^',
        '      = read as: priority banana',
        `      = ${found.hint ?? ''}`,
        '/etc/k/defs.conf:2:9: $PRIO is defined here',
        '    2 |   $PRIO=banana',
        '      |         ^^^^^^',
      ].join('\n'),
    )
  })

  test('a line of a definition of several lines, through another definition', () => {
    const text = `$DEV=nodev0x\n$VIPS= \\\n 10.0.0.8/24 \\\n 10.0.0.9/24 dev \${DEV} \\\n 10.0.0.10/24\n`
    const used = instance('', 'a').replace('  10.0.0.1\n', '  $VIPS\n')
    const found = loadText(text + used).diagnostics.find((one) => one.message.includes('10.0.0.9'))
    expect(at(found?.position)).toBe('keepalived.conf:10:3')
    expect(found && relatedOf(found)).toEqual([
      'keepalived.conf:4:2 $VIPS is defined here',
      'keepalived.conf:1:6 $DEV is defined here',
    ])
    expect(found?.expansion).toBe('10.0.0.9/24 dev nodev0x')
  })

  test('a block that a definition makes', () => {
    const found = unknown(loadText('$B= \\\n global_defs { \\\n  foo \\\n }\n\n  ${B}'))
    expect(at(found.position)).toBe('keepalived.conf:6:3')
    expect(relatedOf(found)).toEqual(['keepalived.conf:3:3 $B is defined here'])
  })

  test('a repetition says which round', () => {
    const result = loadText('global_defs {\n ~SEQ(i, 1, 3) foo$i\n ~LST({a, b}, {x, 1}, {y, 2}) bar ${a}${b}\n}')
    expect(result.diagnostics.map((one) => [at(one.position), one.expansion, relatedOf(one)])).toEqual([
      ['keepalived.conf:2:19', 'foo1', []],
      ['keepalived.conf:2:19', 'foo2', []],
      ['keepalived.conf:2:19', 'foo3', []],
      ['keepalived.conf:3:31', 'bar x1', []],
      ['keepalived.conf:3:31', 'bar y2', []],
    ])
  })

  test('a condition out of a definition', () => {
    const found = unknown(loadText('$HERE=@node\n${HERE} foo'))
    expect(at(found.position)).toBe('keepalived.conf:2:9')
    expect(relatedOf(found)).toEqual(['keepalived.conf:1:1 $HERE is defined here'])
  })

  test('a include by way of a definition points into the file', () => {
    const files = { '/etc/k/a.conf': 'foo' }
    expect(at(unknown(loadText('$F=a.conf\ninclude $F', { files })).position)).toBe('a.conf:1:1')
  })

  test('words keep their order: a flag from a definition that follows its scheduler', () => {
    const text = (flag: string) =>
      `$S=lb_algo sh\nvirtual_server 10.0.0.1 80 {\n \${S}\n ${flag}\n lb_kind NAT\n protocol TCP\n real_server 10.0.0.2 80 {\n }\n}`
    expect(loadText(text('sh-port')).diagnostics).toEqual([])
  })

  test('more of them than anybody keeps cost nothing but the definition', () => {
    const result = loadText(`global_defs {\n~SEQ(i, 30000) router_id x$i\n~SEQ(i, 1) foo$i\n}`)
    expect(at(unknown(result).position)).toBe('keepalived.conf:3:15')
  })
})
