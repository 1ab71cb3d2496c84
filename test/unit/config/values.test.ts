import { describe, expect, test } from 'vitest'
import { readIp, writeIp } from '../../../src/lib/ip.ts'
import { revealSecret } from '../../../src/lib/secret.ts'
import { numberProblem, readBoolean, readSeconds } from '../../../src/config/grammar/scalar.ts'
import { encodeUtf8 } from '../../../src/config/lexer/utf8.ts'
import { nearestWord } from '../../../src/config/spelling.ts'
import { rewriteConfig } from '../../../src/config/load.ts'
import { environmentOf, instance, loadText, MAIN, messagesOf, only, virtualServer } from './load-text.ts'

const first = (lines: string) => loadText(instance(lines)).config?.vrrp.instances[0]
const address = (line: string) =>
  loadText(`vrrp_instance a {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n${line}\n}\n}`).config?.vrrp
    .instances[0]?.addresses[0]

describe('scalars', () => {
  test.each([
    ['5', 5_000_000],
    ['0.1', 100_000],
    ['.5', 500_000],
    ['1.', 1_000_000],
    ['1.2345678', 1_234_568],
    ['x', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('seconds %s', (text, us) => {
    expect(readSeconds(text)).toBe(us)
  })

  test.each([
    ['7', null],
    ['+7', null],
    ['x', "invalid number 'x'"],
    ['7x', "invalid number '7x'"],
    ['-1', "negative number '-1'"],
    ['300', "number '300' outside range [1, 255]"],
    ['0', "number '0' outside range [1, 255]"],
    ['', "invalid number ''"],
  ])('number %s', (text, problem) => {
    expect(numberProblem(text, 1, 255)).toBe(problem)
  })

  test('booleans are lower case', () => {
    expect(['on', 'true', 'yes', 'off', 'false', 'no', 'On', '1', ''].map(readBoolean)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      null,
      null,
      null,
    ])
  })

  test('UTF-8', () => {
    expect([...encodeUtf8('aé€😀')]).toEqual([...new TextEncoder().encode('aé€😀')])
  })
})

describe('nearest word', () => {
  test.each([
    ['macast_src_ip', 'mcast_src_ip'],
    ['weigth', 'weight'],
    ['vvrp_script', 'vrrp_script'],
    ['connetc_port', 'connect_port'],
    ['lb-kind', 'lb_kind'],
    ['SMTP_CHEKC', 'SMTP_CHECK'],
    ['Router_ID', 'router_id'],
    ['foo', null],
  ])('%s', (word, expected) => {
    const known = [
      'mcast_src_ip',
      'weight',
      'vrrp_script',
      'connect_port',
      'lb_kind',
      'SMTP_CHECK',
      'router_id',
      'connect_ip',
      'lb_algo',
    ]
    expect(nearestWord(word, known)).toBe(expected)
  })
})

describe('virtual addresses', () => {
  test('a bare one is a host on the interface of the instance, scope global', () => {
    expect(address('10.0.0.1')).toMatchObject({
      prefixLength: 32,
      interface: 'eth0',
      scope: 0,
      label: null,
      broadcast: null,
      peer: null,
      preferredLifetimeS: null,
    })
  })

  test('every word of a line', () => {
    const got = address(
      '10.1.0.1/24 brd + dev eth1 scope link label eth1:3 home -nodad mngtmpaddr noprefixroute no_track preferred_lft 7',
    )
    expect(got).toMatchObject({
      prefixLength: 24,
      interface: 'eth1',
      scope: 253,
      label: 'eth1:3',
      home: true,
      noDad: true,
      mngTmpAddr: true,
      noPrefixRoute: true,
      noTrack: true,
      preferredLifetimeS: 7,
    })
    expect(writeIp(got?.broadcast ?? fail())).toBe('10.1.0.255')
  })

  test.each([
    ['10.1.3.9/22 brd -', '10.1.0.0'],
    ['10.1.3.9/22 broadcast +', '10.1.3.255'],
    ['10.0.0.1/24 brd 10.0.0.7', '10.0.0.7'],
  ])('%s', (line, broadcast) => {
    expect(writeIp(address(line)?.broadcast ?? fail())).toBe(broadcast)
  })

  test('a single IPv6 address is deprecated at once, a network is not', () => {
    expect(address('fe80::1')?.preferredLifetimeS).toBe(0)
    expect(address('fe80::1 preferred_lft forever')?.preferredLifetimeS).toBeNull()
    expect(address('fe80::1/64')?.preferredLifetimeS).toBeNull()
  })

  test('an address with a peer is a host', () => {
    const got = address('10.0.0.3/24 peer 10.0.0.9')
    expect(got).toMatchObject({ prefixLength: 32, peer: { prefixLength: 32, address: readIp('10.0.0.9') } })
    expect(address('10.0.0.3 peer 10.0.0.9/24')?.peer).toBeNull()
  })

  test.each([
    ['10.0.0.300', 'VRRP parsed invalid IP 10.0.0.300. skipping IP...'],
    ['10.0.0.1/33', 'Invalid address prefix len 33 for address 10.0.0.1/33 - using 32'],
    ['10.0.0.1 dev eth9', "WARNING - interface eth9 for ip address 10.0.0.1 doesn't exist"],
    ['10.0.0.1 foo', "Unknown configuration entry 'foo' for ip address - ignoring"],
    ['10.0.0.1 label', 'No label parameter specified for 10.0.0.1'],
    ['10.0.0.1 scope foo', "Invalid scope 'foo' specified for 10.0.0.1 - ignoring"],
    ['10.0.0.1 peer 10.0.0.2/24', 'Invalid peer address 10.0.0.2/24'],
    ['10.0.0.1 peer fe80::1', 'Peer address fe80::1 does not match address family'],
    ['10.0.0.1/24 peer 10.0.0.2', 'Cannot specify address prefix when specifying peer address - ignoring'],
    ['10.0.0.1/31 brd +', 'Address prefix length 31 too long for broadcast'],
  ])('%s', (line, message) => {
    const result = loadText(
      `vrrp_instance a {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n${line}\n}\n}`,
    )
    expect(messagesOf(result)).toContain(message)
    expect(result.exitStatus).toBe(5)
  })

  test('two addresses on one line say how it is meant', () => {
    const result = loadText(instance('virtual_ipaddress_excluded {\n10.0.1.1 10.0.1.2\n}'))
    expect(only(result, 'bad-option')).toMatchObject({
      hint: 'one address per line',
      position: { line: 8, column: 10 },
    })
  })
})

describe('passwords', () => {
  const password = (text: string, world = {}) => {
    const auth = loadText(instance(`authentication {\n auth_type PASS\n auth_pass ${text}\n}`), world).config?.vrrp
      .instances[0]?.authentication
    return auth?.kind === 'pass' ? [...revealSecret(auth.password)] : null
  }

  test('are octets, of which eight count', () => {
    expect(password('abcé')).toEqual([0x61, 0x62, 0x63, 0xc3, 0xa9])
    expect(password('secure123')).toEqual([...Buffer.from('secure12')])
    expect(password('"a b#c"')).toEqual([...Buffer.from('a b#c')])
  })
})

describe('numbers of an instance', () => {
  test.each([
    ['priority 300', { priority: 100 }],
    ['priority 0', { priority: 100 }],
    ['advert_int 1.5', { advertIntervalUs: 2_000_000 }],
    ['version 3\n advert_int 50', { advertIntervalUs: 40_950_000 }],
    ['version 3\n advert_int 0.015', { advertIntervalUs: 20_000 }],
    ['version 3\n advert_int 0.25', { advertIntervalUs: 250_000 }],
    ['advert_int 0', { advertIntervalUs: 1_000_000 }],
    ['garp_master_repeat 0', { garp: expect.objectContaining({ repeat: 1 }) as unknown }],
    ['preempt_delay 2000', { preemptDelayUs: 0 }],
    ['preempt_delay 2.5', { preemptDelayUs: 2_500_000 }],
  ])('%s', (lines, expected) => {
    expect(first(lines)).toMatchObject(expected)
  })
})

describe('numbers of a virtual server', () => {
  test.each([
    ['persistence_timeout', { persistenceTimeoutS: 360, persistenceGranularity: 32 }],
    ['persistence_timeout 7200', { persistenceTimeoutS: 7200 }],
    ['persistence_granularity 255.255.0.0', { persistenceTimeoutS: 360, persistenceGranularity: 16 }],
    ['delay_loop 0.5', { delayLoopUs: 500_000 }],
    ['quorum 0', { quorum: 1 }],
    ['quorum 10', { quorum: 1 }],
    ['hysteresis 1', { hysteresis: 0 }],
    ['lvs_sched sh\n sh-port\n sh-fallback', { scheduler: 'sh', schedulerFlags: 0x18 }],
    ['flag-1\n flag-3', { schedulerFlags: 0x28 }],
    ['lvs_method TUN', { forwarding: 'TUN' }],
    ['persistence_engine sip', { persistenceEngine: 'sip' }],
  ])('%s', (lines, expected) => {
    expect(loadText(virtualServer(lines)).config?.lvs.virtualServers[0]).toMatchObject(expected)
  })
})

describe('octets of UDP_CHECK', () => {
  test.each([
    ['payload 70 696e', 'payload 70696e'],
    ['payload Ab12f 3 456', 'payload ab120f034506'],
    ['payload "ab c"', 'payload ab0c'],
    ['require_reply abx 1', 'require_reply ab0x01'],
  ])('%s', (line, written) => {
    const text = virtualServer('', `UDP_CHECK {\n${line}\n}`)
    const result = rewriteConfig(MAIN, environmentOf(text))
    expect(messagesOf(result).filter((message) => message.includes('Invalid'))).toEqual([])
    expect(result.text()).toContain(written)
  })
})

function fail(): never {
  throw new Error('expected a value')
}
