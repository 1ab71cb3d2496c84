/** What keepalived accepts without a word, and we advise against: hints that change no verdict. */
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/config/diagnostic.ts'
import type { LoadResult, PathComponent, ScriptInspection } from '../../../src/config/load.ts'
import { instance, loadText, only, virtualServer } from './load-text.ts'
import type { World } from './load-text.ts'

/** An instance without any advice. */
function plain(lines = '', name = 'a', vrid = 1): string {
  return instance(` priority 100\n${lines}`, name, vrid).replace(/10\.0\.0\.\d+/, '$&/24')
}

function hint(text: string, code: string, world: World = {}): Diagnostic {
  const result = loadText(text, world)
  const found = only(result, code)
  expect(found).toMatchObject({ severity: 'hint', class: null })
  expect(result.exitStatus).toBe(0)
  return found
}

const linesOf = (one: Diagnostic): (number | undefined)[] => (one.related ?? []).map(({ position }) => position.line)

test('an instance that says all has none', () => {
  expect(loadText(plain()).diagnostics).toEqual([])
  expect(loadText(plain('notify_master /bin/x'), { testing: false }).diagnostics.map(({ code }) => code)).toEqual([
    'script-security',
  ])
})

describe('virtual addresses', () => {
  test('without a prefix length, once for all', () => {
    const text = plain() + plain('', 'b', 2).replace('/24', '') + plain('', 'c', 3).replace('10.0.0.3/24', '10.0.0.3')
    expect(hint(text, 'no-prefix')).toMatchObject({
      message: '10.0.0.2 without a prefix length becomes 10.0.0.2/32',
      hint: 'write 10.0.0.2/32 if that is meant, else the length of its network, as 10.0.0.2/24; also on line 23',
      position: { line: 14, column: 3 },
    })
    expect(loadText(plain().replace('/24', ' peer 10.0.0.9')).diagnostics).toEqual([])
    const v6 = plain().replace('10.0.0.1/24', '2001:db8::1')
    expect(hint(v6, 'no-prefix').message).toBe('2001:db8::1 without a prefix length becomes 2001:db8::1/128')
  })

  test('given twice', () => {
    const twice = plain().replace('10.0.0.1/24', '10.0.0.1/24\n  10.0.0.1/32')
    expect(hint(twice, 'duplicate-address').message).toBe('(a) 10.0.0.1 is a virtual address of this instance already')
    const both = plain() + plain(' virtual_ipaddress_excluded {\n 10.0.0.1/24\n }', 'b', 2)
    const found = hint(both, 'duplicate-address')
    expect(found.message).toBe('(b) 10.0.0.1 is a virtual address of a already')
    expect([found.position?.line, ...linesOf(found)]).toEqual([18, 5])
  })

  test('link-local ones belong to their interface', () => {
    const one = plain().replace('10.0.0.1/24', 'fe80::1/64')
    const other = plain('', 'b', 2).replace('10.0.0.2/24', 'fe80::1/64').replace('eth0', 'eth1')
    expect(loadText(one + other).diagnostics).toEqual([])
    expect(linesOf(hint(one + other.replace('eth1', 'eth0'), 'duplicate-address'))).toEqual([5])
  })
})

describe('priority', () => {
  const owner = (lines: string): string => plain(lines).replace('priority 100', 'priority 255')

  test('255 of a router that does not have the address', () => {
    const found = hint(owner(''), 'not-owner', { ownAddresses: () => ['10.0.0.7'] })
    expect(found.message).toBe('(a) priority 255 says that 10.0.0.1 is an address of eth0, but it is not')
    expect(found.position).toMatchObject({ line: 7, column: 11 })
    expect(loadText(owner(''), { ownAddresses: () => ['10.0.0.1'] }).diagnostics).toEqual([])
    expect(loadText(owner('')).diagnostics).toEqual([])
  })

  test('255 with state BACKUP', () => {
    expect(hint(owner(' state BACKUP'), 'not-owner')).toMatchObject({ position: { line: 8, column: 8 } })
  })

  test('none: MASTER makes it 255, else it is 100', () => {
    const none = (lines: string): string => plain(lines).replace(' priority 100\n', '')
    expect(hint(none(' state MASTER'), 'no-priority').message).toContain('has the priority 255 of an address owner')
    expect(hint(none(''), 'no-priority').message).toContain('has 100')
  })
})

test.each([
  ['virtual servers', virtualServer('').repeat(2), 'duplicate-server', [1]],
  [
    'one that waits for the end of the file',
    virtualServer('quorum_up /nosuch') + virtualServer(''),
    'duplicate-server',
    [1],
  ],
  ['processes', 'vrrp_track_process p {\n process x\n}\n'.repeat(2) + plain(), 'duplicate-name', [1]],
  ['files', 'track_file p {\n file /x\n}\n'.repeat(2) + plain(), 'duplicate-name', [1]],
])('the first of two %s', (_name, text, code, lines) => {
  const found = loadText(text, {}).diagnostics.filter((one) => one.code === code)
  expect(found.map(linesOf)).toEqual([lines])
  expect(found[0]).toMatchObject({ severity: 'hint', class: null })
})

test.each([
  ['real servers', virtualServer(' real_server 10.0.0.2 80 {\n }'), 'duplicate', [5]],
  ['tracked interfaces', plain(' track_interface {\n eth1\n eth1\n }'), 'duplicate', [9]],
  ['tracked scripts', `vrrp_script s {\n script /bin/x\n}\n${plain(' track_script {\n s\n s\n }')}`, 'duplicate', [12]],
  ['tracked files', `track_file f {\n file /f\n}\n${plain(' track_file {\n f\n f\n }')}`, 'duplicate', [12]],
  [
    'memberships',
    `vrrp_sync_group g {\n group {\n a\n b\n }\n}\nvrrp_sync_group h {\n group {\n a\n }\n}\n${plain()}${plain('', 'b', 2)}`,
    'two-groups',
    [3],
  ],
  ['instances', plain() + plain('', 'a', 2), 'duplicate-name', [1]],
  ['keywords that count once', plain(' notify_stop /bin/a\n notify_stop /bin/b'), 'given-twice', [8]],
  ['blocks SSL', `SSL {\n}\nSSL {\n}\n${virtualServer('')}`, 'given-twice', [1]],
  ['keys', `SSL {\n key /a\n key /b\n}\n${virtualServer('')}`, 'given-twice', [2]],
] as const)('the first of two %s, of which the second is a mistake', (_name, text, code, lines) => {
  expect(linesOf(only(loadText(text), code))).toEqual(lines)
})

describe('a missing interface', () => {
  const named = (names: readonly string[]): World => ({ interfaceNames: () => ['lo', ...names] })
  const hintOf = (result: LoadResult): string | null => only(result, 'no-interface').hint

  test('names the nearest one, or all', () => {
    const text = plain().replace('eth0', 'enp0s88')
    expect(hintOf(loadText(text, named(['eth0', 'enp0s8'])))).toMatch(/^did you mean 'enp0s8'\?; create it first/)
    expect(hintOf(loadText(text, named(['lan', 'wan'])))).toMatch(/^there are lan, wan; create it first/)
    expect(hintOf(loadText(text))).toMatch(/^create it first/)
    expect(loadText(text).exitStatus).toBe(5)
    expect(only(loadText(text), 'no-interface')).toMatchObject({ position: { line: 2, column: 12 }, width: 7 })
  })
})

test.each([
  [plain().replace('/24', '/33'), 'bad-prefix', '<0..32>'],
  [plain().replace('10.0.0.1/24', 'x'), 'bad-address', 'an address, one per line'],
  [plain(' track_interface {\n eth1 weight 999\n }'), 'bad-value', '<-253..253>'],
  [plain(' track_interface {\n eth1 wait\n }'), 'bad-option', 'weight <number> or reverse'],
  [plain().replace(' interface eth0\n', ''), 'no-interface', 'interface <name>'],
  [plain(' authentication'), 'missing-open-brace', '{'],
])('what was expected: %#', (text, code, expected) => {
  expect(only(loadText(text), code).expected).toBe(expected)
})

const SECURE = 'global_defs {\n enable_script_security\n script_user root\n}\n'

describe('a command that is not quoted', () => {
  const notify = (words: string): LoadResult => loadText(SECURE + plain(` notify_master ${words}`))

  test('its second word is no user', () => {
    const result = notify('/etc/n.sh arg other third')
    expect(only(result, 'unquoted-command')).toMatchObject({
      class: null,
      message: 'Invalid user/group for notify script /etc/n.sh - ignoring',
      hint: `there is no user 'arg'; for arguments quote the command: "/etc/n.sh arg other third"`,
    })
    expect(result.exitStatus).toBe(0)
    expect(result.config?.vrrp.instances[0]?.notify.master).toBeNull()
    expect(only(notify('/etc/n.sh root wheel'), 'unquoted-command').hint).toContain("there is no group 'wheel'")
  })

  test('a state is the name of a user', () => {
    const world: World = { lookUpUser: () => ({ uid: 34, gid: 34 }) }
    const text = SECURE + plain(' notify_backup /etc/n.sh backup')
    expect(hint(text, 'unquoted-command', world)).toMatchObject({
      message: "/etc/n.sh runs as the user 'backup', and gets no arguments",
      hint: 'for arguments quote the command: "/etc/n.sh backup"',
    })
  })

  test('quoted, or with an account: fine', () => {
    expect(notify('"/etc/n.sh arg"').diagnostics).toEqual([])
    expect(notify('/etc/n.sh nobody nogroup').diagnostics).toEqual([])
  })

  test('a track script has a user of its own', () => {
    const text = `${SECURE}vrrp_script s {\n script /etc/n.sh arg\n}\n${plain(' track_script {\n s\n }')}`
    expect(hint(text, 'unquoted-command')).toMatchObject({
      message: 'the words after /etc/n.sh are not passed to it',
      hint: 'quote the command: "/etc/n.sh arg"',
      position: { line: 6, column: 19 },
    })
  })
})

describe('a script that cannot run', () => {
  const part = (path: string, mode: number, uid = 0): PathComponent => ({ path, uid, gid: uid, mode })
  const inspected = (one: Partial<ScriptInspection>): World => ({
    inspectScript: (path) => ({ path, executable: true, unsafe: null, ...one }),
  })
  const text = (user = ''): string => SECURE + plain(` notify_master /opt/n.sh ${user}`)

  test.each([
    ['/opt/n.sh', {}, null],
    ['/opt/n.sh', { missing: '/opt' }, 'there is no /opt'],
    ['/opt/n.sh', { missing: '/opt/n.sh' }, null],
    ['/opt/n.sh', { components: [part('/opt', 0o40755)] }, 'it is no regular file'],
    ['n.sh', {}, 'it is in no directory of PATH; write its full path'],
  ])('%s is not there: %j', (path, found, why) => {
    const world = inspected({ path: null, executable: false, ...found })
    expect(only(loadText(text().replace('/opt/n.sh', path), world), 'script-not-found').hint).toBe(why)
  })

  test('no permission: which component, owner and mode', () => {
    const components = [part('/', 0o40755), part('/opt', 0o40700), part('/opt/n.sh', 0o100644)]
    const found = hint(text(), 'script-not-executable', inspected({ components }))
    expect(found).toMatchObject({
      message: '/opt/n.sh may not be executed',
      hint: '/opt/n.sh belongs to 0:0 and has mode 0644, without the permission to execute it; chmod +x /opt/n.sh',
    })
    const other = hint(text('nobody'), 'script-not-executable', inspected({ components }))
    expect(other.message).toBe('/opt/n.sh may not be executed by uid 65534')
    expect(other.hint).toMatch(/^\/opt belongs to 0:0 and has mode 0700, without the permission to search it/)
    const own = inspected({ components: [part('/', 0o40755), part('/n.sh', 0o100700, 65534)] })
    expect(loadText(text('nobody'), own).diagnostics).toEqual([])
  })

  test.each([
    [{ component: '/opt', ownerUid: 0, mode: 0o777 }, 'chmod go-w /opt'],
    [{ component: '/opt/n.sh', ownerUid: 7, mode: 0o755 }, 'chown root /opt/n.sh'],
  ])('others can write it: %j', (unsafe, remedy) => {
    const secure = loadText(text(), inspected({ unsafe }))
    expect(only(secure, 'unsafe-script').hint).toContain(`; ${remedy}`)
    expect([secure.exitStatus, secure.config?.vrrp.instances[0]?.notify.master]).toEqual([0, null])
    const open = loadText(text().replace(' enable_script_security\n', ''), inspected({ unsafe }))
    expect(only(open, 'unsafe-script').hint).toContain(`; ${remedy}`)
    expect(open.exitStatus).toBe(6)
  })
})
