/** Files that nobody means: each ends in a message with file and line, in bounded time and memory. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { matchesGlob } from '../../../src/config/lexer/glob.ts'
import { expandBraces } from '../../../src/config/lexer/include.ts'
import { MAX_TEXT } from '../../../src/config/lexer/sources.ts'
import { loadConfig } from '../../../src/config/load.ts'
import type { LoadResult } from '../../../src/config/load.ts'
import { makeConfigEnvironment } from '../../../src/linux/config-environment.ts'
import { loadText, MAIN, messagesOf } from './load-text.ts'

/** As `file:line message` */
function told(result: LoadResult): string[] {
  return result.diagnostics.map(({ position, message }) => `${position?.file ?? ''}:${position?.line ?? ''} ${message}`)
}

describe('braces', () => {
  test('a hundred thousand blocks, one in the other', () => {
    const result = loadText(`${'a {\n'.repeat(100_000)}`)
    expect(told(result)).toContain(`${MAIN}:32 blocks are nested too deeply`)
    expect(messagesOf(result).some((one) => one.startsWith('There are 100000 missing'))).toBe(true)
    expect(result.exitStatus).toBe(5)
  })

  test('ten million of them on one line, or on a line each', () => {
    expect(told(loadText('{'.repeat(10 << 20)))).toEqual([
      `${MAIN}:1 line of 10485760 characters is too long - ignoring`,
    ])
    expect(told(loadText('{\n'.repeat(5 << 20)))).toContain(`${MAIN}:1 Unexpected '{' - ignoring`)
    expect(told(loadText('}\n'.repeat(1 << 20)))).toContain(`${MAIN}:1 Extra '}' found`)
  })
})

describe('lines', () => {
  test('of ten million characters are left out, and the next one counts', () => {
    const result = loadText(`a ${'x'.repeat(10 << 20)}\nb`)
    expect(told(result)).toEqual([
      `${MAIN}:1 line of 10485762 characters is too long - ignoring`,
      `${MAIN}:2 Unknown keyword 'b'`,
    ])
  })

  test('a hundred thousand that nobody knows: a thousand are told, and hints are sought for no more', () => {
    const result = loadText(Array.from({ length: 100_000 }, (_, i) => `vrrp_instanze_${i} x\n`).join(''))
    expect(result.diagnostics).toHaveLength(1001)
    expect(result.diagnostics.at(-1)?.message).toBe('99000 further messages are not shown')
  })

  test('of octets by chance', () => {
    let state = 1
    const octets = Array.from({ length: 300_000 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return String.fromCharCode(state >>> 24)
    })
    const result = loadText(octets.join(''))
    expect(result.exitStatus).not.toBe(0)
    expect(result.diagnostics.length).toBeLessThanOrEqual(1010)
  })
})

describe('substitution', () => {
  test.each([
    ['too many values', '~SEQ(a, 1, 1000000000) weight $a', /^Invalid ~SEQ specification/],
    [
      'repetitions of repetitions',
      '~SEQ(a,1000) ~SEQ(b,1000) ~SEQ(c,1000) weight',
      /^repetitions and definitions make more than 500000 lines/,
    ],
    ['a definition of itself', '$A=${A}\nweight ${A}', /contains itself$/],
    ['definitions that double', doubling(40), /contains itself$/],
    [
      'lines that hold themselves',
      '$A= \\\n a \\\n $A\n\n$A',
      /^repetitions and definitions make more than 500000 lines/,
    ],
    [
      'many lines behind one that holds itself',
      `$A= \\\n $A \\\n${'b \\\n'.repeat(1000)}\n\n$A`,
      /^repetitions and definitions make more than/,
    ],
    [
      'a circle that is gone round again and again',
      `$A=\${A}\n${'${A}\n'.repeat(20_000)}`,
      /^repetitions and definitions make more than/,
    ],
  ])(
    '%s',
    (_, text, message) => {
      const result = loadText(text)
      const found = result.diagnostics.find((one) => message.test(one.message))
      expect(found?.position?.file).toBe(MAIN)
      expect(found?.position?.line).toBeGreaterThan(0)
    },
    60_000,
  )
})

function doubling(depth: number): string {
  const lines = Array.from({ length: depth }, (_, i) => `$A${i}=\${A${i + 1}}\${A${i + 1}}`)
  return `${lines.join('\n')}\n$A${depth}=x\nweight \${A0}`
}

test('a group of thousands and thousands of servers with other ports: twenty are told for each', () => {
  const list = (line: (address: string) => string): string =>
    Array.from({ length: 8000 }, (_, i) => line(`10.1.${i >> 8}.${i & 255}`)).join('')
  const servers = list((address) => `real_server ${address} 81 {\n}\n`)
  const text = `virtual_server_group g {\n${list((address) => `${address} 80\n`)}}\nvirtual_server group g {\nlb_kind DR\nprotocol TCP\n${servers}}\n`
  expect(loadText(text).diagnostics.at(-1)?.message).toBe('159001 further messages are not shown')
})

describe('includes', () => {
  test('of the file itself, alone and in pairs', () => {
    const loop = loadText(`include ${MAIN}\ninclude ${MAIN}\n`)
    expect(told(loop)[0]).toMatch(/keepalived\.conf:1 too many included files at .*: one includes itself\?$/)
    const files = { '/etc/k/a': 'include b\n', '/etc/k/b': 'include a\n' }
    expect(told(loadText('include a', { files }))[0]).toMatch(/^\/etc\/k\/[ab]:1 too many included files/)
  })

  test('of more text than anybody writes', () => {
    const files = { '/etc/k/big': `# ${'x'.repeat(100)}\n`.repeat(100_000) }
    const result = loadText('include big\n'.repeat(10), { files })
    expect(told(result)[0]).toContain(
      `:7 Unable to open configuration file /etc/k/big: the files are too large together`,
    )
  })

  test('of patterns that would have a regular expression run for ever', () => {
    expect(matchesGlob('a'.repeat(255), `${'*a'.repeat(60)}b`)).toBe(false)
    expect(expandBraces('{'.repeat(16_000))).toHaveLength(1)
    expect(expandBraces('{a,b}'.repeat(50)).length).toBeLessThanOrEqual(1001)
  })

  test.each([
    ['[z-a].conf', 'a.conf', false],
    ['[a-c]?.conf', 'bx.conf', true],
    ['[!a-c]*', 'bx.conf', false],
    ['[^a]*', 'b', true],
    ['[]]', ']', true],
    ['[a', '[a', true],
    ['*.*.conf', 'a.b.conf', true],
    ['**', '', true],
    ['?', '', false],
  ])('%s and %s', (pattern, name, expected) => {
    expect(matchesGlob(name, pattern)).toBe(expected)
  })
})

describe('what is no file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tsk-limits-'))
  const pipe = join(folder, 'pipe')
  const huge = join(folder, 'huge')
  execFileSync('mkfifo', [pipe])
  writeFileSync(huge, '')
  truncateSync(huge, MAX_TEXT + 1)
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([
    ['a pipe', pipe, 'Not a regular file; pipes and devices are not read'],
    ['a device', '/dev/zero', 'Not a regular file; pipes and devices are not read'],
    ['a directory', folder, 'Is a directory'],
    ['a file beyond all measure', huge, 'File too large'],
    ['nothing', join(folder, 'none'), 'No such file or directory'],
  ])('%s as the main file, and included', (_, path, reason) => {
    const environment = makeConfigEnvironment({ testing: true })
    const alone = loadConfig(path, environment)
    expect(told(alone)).toEqual([`: Unable to open configuration file '${path}': ${reason}`])
    expect(alone.exitStatus).toBe(4)
    const main = join(folder, 'main.conf')
    writeFileSync(main, `# one\nincluder ${path}\n`)
    const [first] = told(loadConfig(main, environment))
    expect(first).toContain(`${main}:2 `)
    expect(first).toContain(path)
  })
})
