import { describe, expect, test } from 'vitest'
import { splitQuoted, splitWords } from '../../../src/config/lexer/words.ts'
import { stripComment } from '../../../src/config/lexer/comments.ts'
import { expandBraces } from '../../../src/config/lexer/include.ts'
import { Lexer } from '../../../src/config/lexer/lexer.ts'
import { Sources } from '../../../src/config/lexer/sources.ts'
import { Reporter } from '../../../src/config/reporter.ts'
import { environmentOf, MAIN } from './load-text.ts'
import type { World } from './load-text.ts'

/** The logical lines that a text becomes; braces are lines of their own. */
function lex(
  text: string,
  world: World = {},
): { readonly lines: string[]; readonly where: string[]; readonly messages: string[] } {
  const sources = new Sources()
  const reporter = new Reporter(sources)
  const lines: string[] = []
  const where: string[] = []
  const put = (line: string, mark: number): void => {
    const { line: number, column } = sources.position(mark)
    lines.push(line)
    where.push(`${number}:${column}`)
  }
  const lexer = new Lexer(environmentOf(text, world), reporter, {
    line: put,
    open: (mark) => put('{', mark),
    close: (mark) => put('}', mark),
  })
  lexer.read(sources.add({ path: MAIN, text, latin1: false }))
  return { lines, where, messages: reporter.finish().map((one) => one.message) }
}

describe('comments', () => {
  test.each([
    ['router_id a # x', 'router_id a '],
    ['router_id a#b', 'router_id a'],
    ['! all of it', ''],
    ['router_id "a#b!c"', 'router_id "a#b!c"'],
    ['router_id a\\#b\\!c', 'router_id a#b!c'],
    ["router_id 'a#b c'", "router_id 'a"],
    ['x "a\\#b" # c', 'x "a\\#b" '],
  ])('%s', (line, expected) => {
    expect(stripComment(line)).toBe(expected)
  })
})

describe('words', () => {
  test.each([
    ['a  b\tc', ['a', 'b', 'c']],
    ['a "b c" d', ['a', 'b c', 'd']],
    ['a b"c d"e', ['a', 'b', 'c d', 'e']],
    ['a ""', ['a', '']],
    ["a 'b c'", ['a', "'b", "c'"]],
    ['a "b c', ['a']],
  ])('plain: %s', (text, expected) => {
    expect(splitWords(text)).toEqual(expected)
  })

  test.each([
    ["/bin/x 'a b' \"c 'd'\"", ['/bin/x', 'a b', "c 'd'"]],
    ['a\\ b \\x41\\102 \\cA \\n', ['a b', 'AB', '\x01', '\n']],
    ['"a\\"b"', ['a"b']],
    ['a""', ['a']],
    ['""', ['']],
  ])('quoted: %s', (text, expected) => {
    expect(splitQuoted(text)).toEqual(expected)
  })
})

describe('lines and braces', () => {
  test('braces end words and stand anywhere, but not in quotes', () => {
    expect(lex('global_defs{router_id x}').lines).toEqual(['global_defs', '{', 'router_id x', '}'])
    expect(lex('a\n{\n\n b "{c}" }').lines).toEqual(['a', '{', 'b "{c}"', '}'])
  })

  test('carriage returns, a byte order mark and a missing last newline do no harm', () => {
    expect(lex('\ufeffa b\r\n  c\r\n\r\nd').lines).toEqual(['a b', 'c', 'd'])
    expect(lex('\ufeffa b\r\n  c').where).toEqual(['1:1', '2:3'])
  })

  test('positions count lines and columns from 1', () => {
    expect(lex('\n\t a # x\nb {\n}').where).toEqual(['2:3', '3:1', '3:1', '4:1'])
  })

  test('a backslash takes the meaning of what follows it, and at the end belongs to its word', () => {
    expect(lex('a\\\\#b\nc\\\\\\#d\n"e\\"#f"g').lines).toEqual(['a\\\\', 'c\\\\#d', '"e\\"#f"g'])
    expect(lex('a \\\nb').lines).toEqual(['a\\', 'b'])
    expect(lex('a "b\\"').messages).toHaveLength(1)
    expect(lex('a "b \\"c\\" \\"d"').messages).toEqual([`Unmatched quote: 'a "b \\"c\\" \\"d"'`])
  })

  test('an odd number of quotes is reported', () => {
    expect(lex('router_id "abc').messages).toEqual(["Unterminated quote 'router_id \"abc'"])
  })

  test('a line of absurd length is left out', () => {
    expect(lex(`a ${'x'.repeat(4000)}\nb ${'x'.repeat(5000)}\nc`)).toMatchObject({
      lines: [`a ${'x'.repeat(4000)}`, 'c'],
      messages: ['line of 5002 characters is too long - ignoring'],
    })
  })

  test('references that never end cost nothing', () => {
    const text = `${'${A '.repeat(1000)}\n`.repeat(50)
    expect(lex(text).lines.filter((line) => line === '{')).toHaveLength(50_000)
  })

  test('a NUL byte ends its line', () => {
    expect(lex('a\0b\nc').lines).toEqual(['a', 'c'])
  })
})

describe('conditions', () => {
  test.each([
    ['@node a', ['a']],
    ['@other a', []],
    ['@^other a', ['a']],
    ['@^node a', []],
    ['@node', []],
    ['@ a', []],
    ['@^ a', ['a']],
    ['@node @node a', ['@node a']],
    ['@node $X=1\na $X', ['a 1']],
    ['@other $X=1\na $X', ['a $X']],
    ['${C} a', ['${C} a']],
  ])('%s', (text, expected) => {
    const lines = lex(text).lines
    expect(text.startsWith('${C}') ? lines.join('') : lines).toEqual(text.startsWith('${C}') ? '${C}a' : expected)
  })

  test('one that comes out of a definition counts', () => {
    expect(lex('$C=@node\n$D=@other\n${C} a\n${D} b').lines).toEqual(['a'])
  })

  test('a dropped definition of several lines is dropped whole', () => {
    expect(lex('@other $X= \\\n a \\\n b\nc').lines).toEqual(['c'])
  })
})

describe('definitions', () => {
  test.each([
    ['$A=x y\nz $A', ['z x y']],
    ['$A=$B\n$B=late\nz $A', ['z late']],
    ['$A=1\nz a$A ${A}b $A/24', ['z a1 1b $A/24']],
    ['$A=1\nz ($A) $A,x', ['z (1) 1,x']],
    ['$A=\nz ${A}y', ['z y']],
    ['$A=1\n$A=2\nz $A', ['z 2']],
    ['z $UNKNOWN', ['z $UNKNOWN']],
    ['z ${_INSTANCE} ${_PWD} ${_ENV SITE}', ['z node /etc/k north']],
    ['z "${_HASH}${_BANG}"', ['z "#!"']],
    ['z a${_HASH}b', ['z a']],
    ['$A=x # note\nz $A', ['z x']],
  ])('%s', (text, expected) => {
    expect(lex(text).lines).toEqual(expected)
  })

  test('several lines, blocks and comment lines in one definition', () => {
    const text = '$V= \\\n 10.0.0.1 \\\n # skipped\n 10.0.0.2 dev x\nlist {\n $V\n}'
    expect(lex(text).lines).toEqual(['list', '{', '10.0.0.1', '10.0.0.2 dev x', '}'])
  })

  test('text before the reference joins the first line', () => {
    expect(lex('$V=one \\\n two\nz $V').lines).toEqual(['z one', 'two'])
  })

  test('an unknown name in braces is cut by its own braces', () => {
    expect(lex('a ${C}').lines).toEqual(['a $', '{', 'C', '}'])
  })

  test('random numbers stay in their range and repeat with the seed', () => {
    const text = '~SEQ(i, 50) z ${_RANDOM 3 5}'
    const lines = lex(text).lines
    expect(new Set(lines)).toEqual(new Set(['z 3', 'z 4', 'z 5']))
    expect(lex(text).lines).toEqual(lines)
  })

  test('one that contains itself is reported, not followed for ever', () => {
    expect(lex('$A=x$A\nz $A\nb').lines).toEqual(['b'])
    expect(lex('$A=${A}\nz $A\nb')).toMatchObject({
      lines: ['b'],
      messages: ["a definition in 'z $A' contains itself"],
    })
    const doubling = Array.from({ length: 40 }, (_, i) => `$A${i}=\${A${i + 1}}\${A${i + 1}}`).join('\n')
    expect(lex(`${doubling}\n$A40=xxxxxxxxxxxxxxxx\nz $A0\nb`).lines).toEqual(['b'])
  })
})

describe('repetition', () => {
  test.each([
    ['~SEQ(i, 3) a$i b${i}', ['a1 b1', 'a2 b2', 'a3 b3']],
    ['~SEQ(i, 2, 4) x ${i}', ['x 2', 'x 3', 'x 4']],
    ['~SEQ (i, 0, 5, 12) x $i', ['x 0', 'x 5', 'x 10']],
    ['~SEQ(i, -2) x $i', ['x -1', 'x -2']],
    ['~SEQ(i, 3, 1) x $i', ['x 3', 'x 2', 'x 1']],
    ['~SEQ(i, 0x0a, 013) x $i', ['x 10', 'x 11']],
    ['~SEQx(i, 9, 11) x $i', ['x 9', 'x a', 'x b']],
    ['~LST(n, a, b) x $n', ['x a', 'x b']],
    ['~LST({n, m}, {a, 1}, {b}) x $n-${m}', ['x $n-1', 'x $n-']],
    ['~SEQ(i, 2) ~SEQ(j, 2) x $i $j', ['x 1 1', 'x 1 2', 'x 2 1', 'x 2 2']],
    ['$N=2\n~SEQ(i, $N) x $i', ['x 1', 'x 2']],
    ['$B= \\\n a {\n~SEQ(i, 2) $B', ['a', '{', 'a', '{']],
    ['~FOO(x) y', ['~FOO(x) y']],
  ])('%s', (text, expected) => {
    expect(lex(text).lines).toEqual(expected)
  })

  test('what cannot be counted is reported', () => {
    expect(lex('~SEQ(i, a) x').messages).toEqual(["Invalid ~SEQ specification '~SEQ(i, a) x'"])
    expect(lex('~SEQ(i, 1, 100000000) x').lines).toEqual([])
    expect(lex('~LST({a}, {1, 2}) x').messages).toHaveLength(1)
  })

  test('nested repetition is bounded', () => {
    const { messages } = lex('~SEQ(i, 100000) ~SEQ(j, 100000) x')
    expect(messages).toEqual(['repetitions and definitions make more than 500000 lines or 64 MB; the rest is ignored'])
  }, 60_000)
})

describe('include', () => {
  const files = {
    '/etc/k/a.conf': 'one\n',
    '/etc/k/b.conf': 'two\ninclude sub/*.conf\nthree\n',
    '/etc/k/sub/c.conf': 'deep ${_PWD}',
  }

  test.each([
    ['include a.conf', ['one']],
    ['x {\n include ?.conf\n}', ['x', '{', 'one', 'two', 'deep /etc/k/sub', 'three', '}']],
    ['include {b,a}.conf\nend', ['two', 'deep /etc/k/sub', 'three', 'one', 'end']],
    ['include /etc/k/sub/c.conf', ['deep /etc/k/sub']],
    ['} include a.conf', ['}', 'one']],
    ['@other include a.conf', []],
    ['$F=a.conf\ninclude $F', ['one']],
    ['include', ['include']],
    ['includex a.conf', ['includex a.conf']],
  ])('%s', (text, expected) => {
    expect(lex(text, { files }).lines).toEqual(expected)
  })

  test('a file that includes itself ends with a message', () => {
    const { lines, messages } = lex('include self.conf', { files: { '/etc/k/self.conf': 'x\ninclude self.conf\n' } })
    expect(lines.length).toBeLessThan(40)
    expect(messages[0]).toContain('one includes itself?')
  })

  test('brace alternatives', () => {
    expect(expandBraces('a{b,c{d,e}}f')).toEqual(['abf', 'acdf', 'acef'])
    expect(expandBraces('a{b}c')).toEqual(['a{b}c'])
    expect(expandBraces('{,x}')).toEqual(['', 'x'])
  })
})
