/** What the original makes of braces: which words it does not see where they stand, and where it ends. */
import { expect, test } from 'vitest'
import { rootContext } from '../../../src/config/grammar/root.ts'
import { LiteralReading } from '../../../src/config/literal-reading.ts'
import { loadText } from './load-text.ts'

const instance = (name: string, lines: string) =>
  `vrrp_instance ${name} {\n interface eth0\n virtual_router_id ${name.charCodeAt(0)}\n${lines}\n}\n`
const address = ' virtual_ipaddress {\n  10.0.0.1/24\n }\n'
const script = ' notify /bin/true'

test.each([
  ['in a whole block', instance('a', address + script), 6],
  ['behind a block that is not closed', instance('a', ` virtual_ipaddress {\n  10.0.0.1/24\n${script}`), 5],
  [
    'in a later block, which then counts as a part of the open one',
    instance('a', ' virtual_ipaddress {\n  10.0.0.1/24') + instance('b', address + script),
    6,
  ],
  ['behind an unknown block in its own', instance('a', ` foo {\n  bar\n }\n${address}${script}`), 5],
  [
    'in the block behind one with an unknown block',
    instance('a', ` foo {\n  bar\n }\n${address}`) + instance('b', address + script),
    6,
  ],
  [
    'behind a list with a brace too many',
    instance('a', ' virtual_ipaddress {\n  10.0.0.1/24 {\n }') + instance('b', address + script),
    6,
  ],
])('a script %s', (_, text, status) => {
  const { exitStatus, diagnostics } = loadText(text, { interfaceExists: () => true })
  expect(exitStatus).toBe(status)
  // It is told in any case.
  expect(diagnostics.some(({ code }) => code === 'script-security')).toBe(true)
})

test('a start does not end where a test of the original does', () => {
  const text = 'foo {\n bar {\n  x\n }\n track_file {\n  a\n }\n}\n'
  expect(loadText(text, { testing: true }).exitStatus).toBe(2)
  expect(loadText(text, { testing: false }).exitStatus).toBe(5)
})

test('any braces at all', () => {
  const reading = new LiteralReading(rootContext)
  const row = rootContext.byName.get('vrrp_instance') ?? null
  for (let i = 0; i < 1000; i++) {
    reading.line(['vrrp_instance', 'a'], 2 * i, row)
    reading.open()
  }
  for (let i = 0; i < 2000; i++) reading.close()
  reading.line(['vrrp_instance', 'b'], 2000, row)
  expect([reading.isLost(0), reading.isLost(2), reading.isLost(1998), reading.isLost(2000)]).toEqual([
    false,
    true,
    true,
    false,
  ])
})
