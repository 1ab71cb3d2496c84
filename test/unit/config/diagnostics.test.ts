/** What people see: where, in which words, and with which hint. */
import { describe, expect, test } from 'vitest'
import { diagnosticToJson, writeDiagnostic, writeOriginalForm } from '../../../src/config/diagnostic.ts'
import { complaintsOf, instance, loadText, MAIN, messagesOf, only, virtualServer } from './load-text.ts'

describe('form', () => {
  const text = 'global_defs {\n\trouter_idd x\n}\n'

  test('for people: place, message, the line, a caret, a hint', () => {
    const result = loadText(text)
    const found = only(result, 'unknown-keyword')
    expect(writeDiagnostic(found, result.sourceLine)).toBe(
      [
        `${MAIN}:2:2: error: Unknown keyword 'router_idd' [unknown-keyword]`,
        '    2 | \trouter_idd x',
        '      | \t^^^^^^^^^^',
        "      = did you mean 'router_id'?",
        '      = why: a line that is not understood does nothing: what it was to set keeps its default',
      ].join('\n'),
    )
  })

  test('for programs', () => {
    expect(diagnosticToJson(only(loadText(text), 'unknown-keyword'))).toEqual({
      code: 'unknown-keyword',
      severity: 'error',
      class: 'general',
      file: MAIN,
      line: 2,
      column: 2,
      endColumn: 12,
      message: "Unknown keyword 'router_idd'",
      expected: 'router_id',
      hint: "did you mean 'router_id'?",
      why: 'a line that is not understood does nothing: what it was to set keeps its default',
      expansion: null,
      related: [],
    })
  })

  test('as the original begins it', () => {
    expect(writeOriginalForm(only(loadText(text), 'unknown-keyword'))).toBe(
      `(${MAIN}: Line 2) Unknown keyword 'router_idd'`,
    )
  })

  test('control characters do not reach the terminal, long lines are cut', () => {
    const line = `${'x'.repeat(200)}\x1b[31m bad`
    const shown = writeDiagnostic(
      {
        code: 'more',
        severity: 'error',
        class: null,
        position: { file: 'f', line: 1, column: 207 },
        message: 'm',
        hint: null,
        width: 3,
      },
      () => line,
    )
    expect(shown).not.toContain('\x1b')
    expect(Math.max(...shown.split('\n').map((one) => one.length))).toBeLessThan(120)
    expect(shown.split('\n')[2]?.indexOf('^')).toBe(shown.split('\n')[1]?.indexOf('bad'))
  })
})

describe('hints', () => {
  test.each([
    [instance(' macast_src_ip 10.0.0.9'), "did you mean 'mcast_src_ip'?"],
    [virtualServer('', 'weigth 3'), "did you mean 'weight'?"],
    ['vvrp_script x {\n script y\n}', "did you mean 'vrrp_script'?; its block is skipped"],
    [virtualServer('', 'TCP_CHECK {\n connetc_port 3\n}'), "did you mean 'connect_port'?"],
    [virtualServer('lb-kind NAT'), "did you mean 'lb_kind'?"],
    [instance(' lvs_id x'), 'it is no keyword in vrrp_instance, but of global_defs'],
    ['interface eth0', 'it is no keyword here, but of vrrp_instance'],
    ['router_id\u00a0x', 'it contains the invisible or foreign character U+00A0'],
  ])('%#', (text, hint) => {
    const result = loadText(text)
    expect(only(result, 'unknown-keyword').hint).toContain(hint)
    expect(result.exitStatus).toBe(5)
  })

  test('values', () => {
    expect(only(loadText(virtualServer('lb_kind dr')), 'bad-value').hint).toBe("did you mean 'DR'?")
    expect(only(loadText(virtualServer('lb_algo wr')), 'bad-value').hint).toBe("did you mean 'rr'?")
    expect(only(loadText(instance('state SLAVE')), 'bad-value').hint).toBe('expected MASTER or BACKUP')
  })

  test('a script that is defined too late says where', () => {
    const text = `${instance('track_script {\n s\n}')}vrrp_script s {\n script "/bin/x"\n}`
    const found = only(loadText(text), 'not-found')
    expect(found).toMatchObject({
      message: '(a) track script s not found, ignoring...',
      position: { line: 8, column: 2 },
    })
    expect(found.hint).toBe('it is defined on line 11; move that above this')
  })

  test('the unsafe component of a script path, with owner and mode', () => {
    const text = `global_defs {\n enable_script_security\n script_user root\n}\n${instance('notify_master /opt/unsafe.sh')}`
    expect(only(loadText(text), 'unsafe-script').hint).toBe(
      '/tmp belongs to uid 1000 and has mode 0777, so others than root can write it; chown root /tmp && chmod go-w /tmp',
    )
  })
})

describe('recovery', () => {
  test('an unknown block is skipped as a unit', () => {
    const result = loadText(`foo bar {\n baz 1\n qux {\n }\n}\n${instance('foo {\n bar\n}')}`)
    expect(messagesOf(result)).toEqual(["Unknown keyword 'foo'", "Unknown keyword 'foo'"])
    expect(result.config?.vrrp.instances[0]?.addresses).toHaveLength(1)
  })

  test('a missing } is reported where the next root word begins', () => {
    const open = 'vrrp_instance a {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n  10.0.0.1\n'
    const result = loadText(open + instance('', 'b', 2))
    expect(only(result, 'missing-close-brace')).toMatchObject({
      message: "There are 2 missing '}'s or extra '{'s",
      position: { line: 6, column: 1 },
      hint: "still open here: vrrp_instance a (line 1), virtual_ipaddress (line 4); 'vrrp_instance' belongs outside",
    })
    expect(result.config?.vrrp.instances.map((one) => one.name)).toEqual(['a', 'b'])
  })

  test('a missing } at the end of the file', () => {
    const result = loadText('global_defs {\n router_id x\n')
    expect(only(result, 'missing-close-brace').message).toBe("There are 1 missing '}'s or extra '{'s")
    expect(result.config?.global.routerId).toBe('x')
  })

  test('a missing { is put back', () => {
    const result = loadText(
      'vrrp_instance a\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n 10.0.0.1\n }\n}\n',
    )
    expect(messagesOf(result)).toEqual(["Missing '{' at beginning of configuration block"])
    expect(result.config?.vrrp.instances).toHaveLength(1)
  })

  test('extra and unexpected braces', () => {
    expect(messagesOf(loadText('}\nglobal_defs {\n router_id x\n}\n}'))).toEqual(["Extra '}' found", "Extra '}' found"])
    expect(messagesOf(loadText(instance('interface eth0 {\n x y\n}')))).toEqual(["Unexpected '{' - ignoring"])
    expect(messagesOf(loadText('{\n router_id x\n}'))).toEqual(["Unexpected '{' - ignoring"])
  })

  test('all mistakes in one run, in the order of the file', () => {
    const result = loadText(`global_defs {\n smtp_alert maybe\n vrrp_version 4\n}\n${instance('priority 999')}\nfoo`)
    expect(complaintsOf(result).map((one) => one.position?.line)).toEqual([2, 3, 11, 14])
  })

  test('an instance that cannot run hides none of its other mistakes', () => {
    const result = loadText(`vrrp_instance a {
 interface lo
 track_script {
  nosuch
 }
 track_interface {
  eth8
 }
 track_file {
  nosuch
 }
 virtual_ipaddress {
  10.0.0.1 dev eth9
 }
}`)
    expect(complaintsOf(result).map(({ code, position }) => `${code} ${position?.line}`)).toEqual([
      'no-vrid 1',
      'loopback 2',
      'not-found 4',
      'no-interface 7',
      'not-found 10',
      'no-interface 13',
      'missing-interface 13',
    ])
  })

  test('thousands of mistakes are counted, not kept', () => {
    const result = loadText('foo\n'.repeat(5000))
    expect(result.diagnostics).toHaveLength(1001)
    expect(result.diagnostics.at(-1)?.message).toBe('4000 further messages are not shown')
    expect(loadText(`${'foo\n'.repeat(5000)}${instance('notify_master /bin/x')}`).exitStatus).toBe(6)
  })
})

describe('status', () => {
  test.each([
    ['', 0],
    ['foo', 5],
    ['global_defs {\n process_name\n}', 2],
    ['global_defs {\n process_name\n}\nfoo', 2],
    ['include /nosuch', 0],
    ['includem /nosuch', 6],
    [instance('notify_master /bin/x'), 6],
    [instance('notify_master /bin/nosuch'), 0],
    ['global_defs {\n snmp_socket x\n}', 0],
  ])('%#', (text, status) => {
    expect(loadText(text).exitStatus).toBe(status)
  })

  test('a main file that is not there is an error', () => {
    const result = loadText('', { readFile: () => ({ error: 'No such file or directory' }) })
    expect(result).toMatchObject({ config: null, exitStatus: 4 })
    expect(messagesOf(result)).toEqual([`Unable to open configuration file '${MAIN}': No such file or directory`])
  })

  test('words that have no effect yet say so once', () => {
    const result = loadText(
      `global_defs {\n enable_snmp_checker\n enable_snmp_vrrp\n enable_snmp_vrrp\n}\n${instance('')}`,
    )
    expect(complaintsOf(result).map((one) => [one.code, one.class, one.hint?.split('; ')[1]])).toEqual([
      ['no-effect-yet', null, undefined],
      ['no-effect-yet', null, 'also on line 4'],
    ])
  })
})

describe('the first of two', () => {
  const script = 'vrrp_script s {\n script /bin/x\n}\n'
  test.each([
    ['instances', `${instance('')}${instance('', 'a', 2)}`, 'duplicate-name', 1],
    ['virtual router numbers', `${instance('')}${instance('', 'b', 1)}`, 'shared-vrid', 3],
    ['sync groups', `vrrp_sync_group g {\n group {\n a\n }\n}\n`.repeat(2) + instance(''), 'duplicate-name', 1],
    ['server groups', 'virtual_server_group g {\n 10.0.0.1 80\n}\n'.repeat(2), 'duplicate-name', 1],
    ['scripts', script.repeat(2), 'duplicate-name', 1],
  ] as const)('%s', (_name, text, code, line) => {
    expect(only(loadText(text), code).related?.map((one) => one.position)).toMatchObject([{ file: MAIN, line }])
  })
})

test('a script that may not be executed is advice: it changes no status', () => {
  const text = `global_defs {\n enable_script_security\n script_user root\n}\n${instance(' notify_master /opt/x.sh')}`
  const result = loadText(text, { inspectScript: (path) => ({ path, executable: false, unsafe: null }) })
  expect(only(result, 'script-not-executable')).toMatchObject({ severity: 'hint', class: null })
  expect(result.exitStatus).toBe(0)
})
