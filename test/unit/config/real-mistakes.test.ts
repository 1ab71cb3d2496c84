/**
 * The mistakes that people really make: each is told at its place, with a caret under the words, a code, what to do
 * about it or what was expected, and why it matters.
 */
import { expect, test } from 'vitest'
import { writeDiagnostic } from '../../../src/config/diagnostic.ts'
import { loadText, MAIN, only } from './load-text.ts'
import type { World } from './load-text.ts'

const instance = (lines = '', name = 'a', vrid = 1, address = `10.0.0.${vrid}/24`): string =>
  `vrrp_instance ${name} {\n interface eth0\n virtual_router_id ${vrid}\n priority 100\n${lines} virtual_ipaddress {\n  ${address}\n }\n}\n`
const SECURE = 'global_defs {\n enable_script_security\n script_user root\n}\n'
const notify = (words: string): string => SECURE + instance(` notify_master ${words}\n`)
const GROUP = 'vrrp_sync_group g {\n group {\n  a\n  b\n }\n}\n'
const SCRIPT = 'vrrp_script c {\n script /bin/true\n}\n'

const eth0 = { name: 'eth0', addresses: [] }
/** The address is none of the host's own, so the other routers have it at 255 as well. */
const foreign: World = { ownAddresses: () => ['10.0.0.9'] }
const world: World = { interfaceExists: (name) => name === eth0.name }
const script = (found: object): World => ({
  inspectScript: (path) => ({ path, executable: true, unsafe: null, ...found }),
})

test.each<[string, string, string, string, World?]>([
  ['a keyword in the wrong block', instance(' router_id x\n'), 'unknown-keyword', '5:2 router_id'],
  [
    'a forgotten brace',
    instance().replace('/24\n }\n', '/24\n') + instance('', 'b', 2),
    'missing-close-brace',
    '7:1 }',
  ],
  ['one VRID twice on an interface', instance() + instance('', 'b', 1), 'shared-vrid', '11:2 v'],
  ['an address without prefix length', instance('', 'a', 1, '10.0.0.1'), 'no-prefix', '6:3 10.0.0.1'],
  [
    'a weight in a sync group',
    SCRIPT + instance(' track_script {\n  c weight 5\n }\n') + instance('', 'b', 2) + GROUP,
    'weight-ignored',
    '4:1 v',
  ],
  ['priority 255 on every router', instance().replace('100', '255'), 'not-owner', '4:11 255', foreign],
  [
    'state MASTER without a priority',
    instance(' state MASTER\n').replace(' priority 100\n', ''),
    'no-priority',
    '4:8 MASTER',
  ],
  ['nopreempt with state MASTER', instance(' state MASTER\n nopreempt\n'), 'nopreempt', '6:2 n'],
  [
    'a script without permission',
    notify('/opt/n.sh'),
    'script-not-executable',
    '9:16 /opt/n.sh',
    script({ executable: false }),
  ],
  [
    'a script that others can write',
    notify('/opt/n.sh'),
    'unsafe-script',
    '9:2 n',
    script({ unsafe: { component: '/opt', ownerUid: 7, mode: 0o40777 } }),
  ],
  ['a command without quotes', notify('/opt/n.sh one two'), 'unquoted-command', '9:26 one'],
  ['an interface that is not there', instance().replace('eth0', 'eth9'), 'no-interface', '2:12 eth9', world],
])('%s', (_name, text, code, place, given = {}) => {
  const result = loadText(text, given)
  const found = only(result, code)
  const [at = '', words = ''] = place.split(' ')
  const lines = writeDiagnostic(found, result.sourceLine).split('\n')
  expect(lines[0]).toMatch(new RegExp(`^${MAIN}:${at}: (error|warning|hint): .* \\[${code}\\]$`))
  const [line = '', carets = ''] = lines.slice(1)
  expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe(words)
  expect(found.hint ?? found.expected).toBeDefined()
  expect(lines.filter((each) => each.startsWith('      = why: '))).toHaveLength(1)
})
