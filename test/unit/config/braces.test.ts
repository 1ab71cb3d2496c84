/** A brace that was forgotten is found where it was forgotten, and the rest of the block is read as it was meant. */
import { describe, expect, test } from 'vitest'
import { loadText, messagesOf, only } from './load-text.ts'

const HEAD = 'vrrp_instance a {\n  interface eth0\n  virtual_router_id 1\n'
const HEAD_FLAT = HEAD.replaceAll('  ', '')
const VS = 'virtual_server 10.0.0.1 80 {\n  lb_algo rr\n  lb_kind NAT\n  protocol TCP\n'

describe('a missing } inside a block of the root', () => {
  test.each([
    ['of a list, before a word', `${HEAD}  virtual_ipaddress {\n    10.0.0.1/24\n  priority 100\n}\n`, 6, 3],
    [
      'of a list, before a block',
      `${HEAD}  virtual_ipaddress {\n    10.0.0.1/24\n  track_interface {\n    eth1\n  }\n  priority 100\n}\n`,
      6,
      3,
    ],
    [
      'of a block of words',
      `${HEAD}  authentication {\n    auth_type PASS\n    auth_pass x\n  priority 100\n  virtual_ipaddress {\n    10.0.0.1/24\n  }\n}\n`,
      7,
      3,
    ],
    [
      'without any indentation, before a block',
      `${HEAD_FLAT}authentication {\nauth_type PASS\nauth_pass x\nvirtual_ipaddress {\n10.0.0.1/24\n}\npriority 100\n}\n`,
      7,
      1,
    ],
    ['of the last list', `${HEAD}  priority 100\n  virtual_ipaddress {\n    10.0.0.1/24\n}\nglobal_defs {\n}\n`, 7, 1],
  ])('%s', (_name, text, line, column) => {
    const result = loadText(text)
    expect(messagesOf(result)).toEqual(["There are 1 missing '}'s or extra '{'s"])
    expect(only(result, 'missing-close-brace')).toMatchObject({ position: { line, column }, expected: '}' })
    expect(result.exitStatus).toBe(5)
    expect(result.config?.vrrp.instances).toMatchObject([{ priority: 100, addresses: [{ prefixLength: 24 }] }])
  })

  test('of a checker: the } that stands too far left is shown, and the word that told of it', () => {
    const real = (n: number, close: string): string =>
      `  real_server 10.0.0.${n} 80 {\n    weight ${n}\n    TCP_CHECK {\n      connect_timeout 3\n${close}  }\n`
    const result = loadText(`${VS}${real(2, '')}${real(3, '    }\n')}}\n`)
    expect(messagesOf(result)).toEqual(["There are 1 missing '}'s or extra '{'s"])
    const found = only(result, 'missing-close-brace')
    expect(found).toMatchObject({
      position: { line: 9, column: 3 },
      hint: 'this } closes TCP_CHECK (line 7), which is indented deeper; its own } is missing before it',
    })
    expect(found.related?.map((one) => [one.position.line, one.message])).toEqual([
      [10, "'real_server' cannot stand in real_server 10.0.0.2 80 (line 5)"],
    ])
    expect(result.config?.lvs.virtualServers[0]?.realServers.map(({ weight }) => weight)).toEqual([2, 3])
  })

  test('at the end of the file', () => {
    const result = loadText(`${HEAD}  priority 100\n  virtual_ipaddress {\n    10.0.0.1/24\n}\n`)
    expect(only(result, 'missing-close-brace').related).toMatchObject([
      { position: { line: 7 }, message: 'this } closes virtual_ipaddress (line 5), which is indented deeper' },
    ])
  })

  test('a file whose braces are right is not judged by its indentation', () => {
    const text = `${HEAD} priority 100\n      virtual_ipaddress {\n10.0.0.1/24\n}\n track_interface {\neth1\n  }\n    }\n`
    expect(loadText(text).diagnostics).toEqual([])
    const deeper = `${HEAD}  priority 100\n  authentication {\n    virtual_ipaddress {\n    }\n  }\n virtual_ipaddress {\n 10.0.0.1/24\n }\n}`
    expect(messagesOf(loadText(deeper))).toEqual(["Unknown keyword 'virtual_ipaddress'"])
    const named = `vrrp_instance priority {\n  interface eth0\n  virtual_router_id 1\n  priority 100\n  virtual_ipaddress {\n    10.0.0.1/24\n  }\n}\nvrrp_sync_group g {\n  group {\n  priority\n  }\n}\n`
    expect(messagesOf(loadText(named))).toEqual([
      "Sync group g has only 1 virtual router(s) - this probably isn't what you want",
    ])
  })
})

describe('a missing {', () => {
  test('of a list: what is indented below are its entries', () => {
    const result = loadText(`${HEAD}  priority 100\n  virtual_ipaddress\n    10.0.0.1/24\n    10.0.0.2/24\n  }\n}\n`)
    expect(messagesOf(result)).toEqual(["Missing '{' at beginning of configuration block"])
    expect(only(result, 'missing-open-brace')).toMatchObject({ position: { line: 5, column: 3 }, expected: '{' })
    expect(result.config?.vrrp.instances[0]?.addresses).toHaveLength(2)
  })

  test('before a word that both blocks know', () => {
    const result = loadText(`${VS}  real_server 10.0.0.2 80\n    weight 3\n  }\n}\n`)
    expect(messagesOf(result)).toEqual(["Missing '{' at beginning of configuration block"])
    expect(result.config?.lvs.virtualServers[0]?.realServers[0]?.weight).toBe(3)
  })
})
