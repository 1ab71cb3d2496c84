/** Defaults, inheritance and the checks at the end of a configuration: LVS and globals. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../../../src/config/config.ts'
import { dumpConfig } from '../../../src/config/dump/dump.ts'
import { writeIp } from '../../../src/lib/ip.ts'
import { loadText, messagesOf, virtualServer } from './load-text.ts'

const servers = (text: string) => loadText(text).config?.lvs.virtualServers ?? []
const service = (head: string, lines: string) => `virtual_server ${head} {\n lb_algo rr\n${lines}\n}\n`

describe('what a virtual server serves', () => {
  test.each([
    ['10.0.0.1 80', '[10.0.0.1]:tcp:80', '[10.0.0.2]:tcp:80'],
    ['2001:db8::1 80', '[2001:db8::1]:tcp:80', null],
    ['10.0.0.1 080', '[10.0.0.1]:tcp:80', '[10.0.0.2]:tcp:80'],
    ['fwmark 7', 'FWM 7', '[10.0.0.2]:none:80'],
  ])('%s', (head, id, realId) => {
    const [one] = servers(service(head, 'lb_kind NAT\nprotocol TCP\nreal_server 10.0.0.2 80 {\n}'))
    expect(one?.id ?? null).toBe(realId === null ? null : id)
    expect(one?.realServers[0]?.id ?? null).toBe(realId)
  })

  test('a group, its ranges and marks', () => {
    const group =
      'virtual_server_group g {\n 10.0.0.1 80\n 10.0.0.10-15 80\n 10.0.1.0/30 81\n 2001:db8::1-ff 80\n fwmark 3\n}\n'
    const config = loadText(
      `${service('group g', 'lb_kind TUN\nprotocol TCP\nreal_server 10.0.0.2 {\n}')}${group}`,
    ).config
    expect(config?.lvs.virtualServers[0]).toMatchObject({ id: '[g]:0', target: { kind: 'group', group: 'g' } })
    expect(config?.lvs.groups[0]?.members.map((member) => [member.kind, 'count' in member ? member.count : 1])).toEqual(
      [
        ['address', 1],
        ['range', 6],
        ['range', 4],
        ['range', 255],
        ['fwmark', 1],
      ],
    )
  })

  test.each([
    ['10.0.0.9-5', 'Address range end is not greater than address range start - 10.0.0.9-5 - skipping'],
    ['10.0.0.9-300', "Virtual server group range '10.0.0.9-300' end '300' too large"],
    ['foo 80', 'Invalid virtual server group IP address foo /port/80 - skipping'],
    ['fwmark x', "(g): fwmark 'x' must be in [0, 4294967295] - ignoring"],
  ])('%s', (line, message) => {
    expect(messagesOf(loadText(`virtual_server_group g {\n${line}\n10.0.0.1 80\n}`))).toEqual([message])
  })

  test('a group without entries is none', () => {
    expect(messagesOf(loadText('virtual_server_group g {\n}'))).toEqual([
      'virtual server group g has no entries - removing',
    ])
  })

  test.each([
    ['', '10.0.0.2', 4],
    ['', '2001:db8::2', 6],
    ['ip_family inet6\n', '10.0.0.2', 6],
  ])('the family of a mark: %s servers at %s', (lines, address, family) => {
    const text = service('fwmark 7', `lb_kind TUN\n${lines}real_server ${address} {\n}`)
    expect(servers(text)[0]?.target).toMatchObject({ kind: 'fwmark', family })
  })

  test('without a group of its name it is left out', () => {
    const result = loadText(service('group g', 'lb_kind DR\nprotocol TCP\nreal_server 10.0.0.2 {\n}'))
    expect([result.config?.lvs.virtualServers.length, result.exitStatus]).toEqual([0, 0])
    expect(messagesOf(result)).toEqual([
      'Virtual server group g specified but not configured - ignoring virtual server [g]:0',
    ])
  })

  test.each([
    ['10.0.0.300', 'Invalid virtual server IP address 10.0.0.300 - skipping'],
    ['10.0.0.300 80', 'Invalid virtual server IP address/port 10.0.0.300/80 - skipping'],
    ['10.0.0.1 80000', 'Invalid virtual server IP address/port 10.0.0.1/80000 - skipping'],
    ['fwmark x', "virtual server fwmark 'x' must be in [0, 4294967295] - ignoring"],
  ])('%s', (head, message) => {
    const result = loadText(service(head, 'real_server 10.0.0.2 80 {\n}'))
    expect(result.config?.lvs.virtualServers).toEqual([])
    expect(messagesOf(result)).toEqual([message])
  })
})

describe('what is missing is defaulted, and said', () => {
  test('protocol, scheduler, method', () => {
    const result = loadText('virtual_server 10.0.0.1 80 {\n real_server 10.0.0.2 80 {\n }\n}')
    expect(result.config?.lvs.virtualServers[0]).toMatchObject({ protocol: 'UDP', scheduler: 'wlc', forwarding: 'NAT' })
    expect(messagesOf(result)).toEqual([
      'Virtual server [10.0.0.1]:none:80: no protocol set - defaulting to UDP',
      "Virtual server [10.0.0.1]:udp:80: no scheduler set, setting default 'wlc'",
      'Virtual server [10.0.0.1]:udp:80: no forwarding method set, setting default NAT',
    ])
  })

  test('no real servers, no service', () => {
    expect(messagesOf(loadText('virtual_server 10.0.0.1 80 {\n}'))).toEqual([
      'Virtual server [10.0.0.1]:none:80 has no real servers - ignoring',
    ])
  })
})

describe('ports', () => {
  test('only NAT translates them', () => {
    const dr = loadText(service('10.0.0.1 80', 'lb_kind DR\nprotocol TCP\nreal_server 10.0.0.2 81 {\n}'))
    expect(dr.config?.lvs.virtualServers[0]?.realServers[0]?.port).toBe(80)
    expect(messagesOf(dr)).toEqual([
      "WARNING - virtual server [10.0.0.1]:tcp:80 and real server [10.0.0.2]:tcp:81 ports don't match - resetting",
    ])
    expect(
      servers(service('10.0.0.1 80', 'lb_kind NAT\nprotocol TCP\nreal_server 10.0.0.2 81 {\n}'))[0]?.realServers[0]
        ?.port,
    ).toBe(81)
    expect(
      servers(service('10.0.0.1 80', 'lb_kind NAT\nprotocol TCP\nreal_server 10.0.0.2 {\n}'))[0]?.realServers[0]?.port,
    ).toBe(80)
  })

  test('port 0 asks for persistence', () => {
    const result = loadText(service('10.0.0.1', 'lb_kind NAT\nprotocol TCP\nreal_server 10.0.0.2 {\n}'))
    expect(result.config?.lvs.virtualServers[0]?.persistenceTimeoutS).toBe(360)
    expect(messagesOf(result)).toEqual([
      'Virtual server [10.0.0.1]:tcp:0: zero port only valid for persistent services - setting',
    ])
  })

  test('a mark has one only for NAT, but its checkers connect where the file says', () => {
    const [nat] = servers(service('fwmark 3', 'lb_kind NAT\nreal_server 10.0.0.2 80 {\n}'))
    expect(nat?.realServers[0]).toMatchObject({ id: '[10.0.0.2]:none:80', port: 80 })
    const [one] = servers(service('fwmark 3', 'lb_kind DR\nreal_server 10.0.0.2 80 {\n TCP_CHECK {\n }\n}'))
    expect(one?.realServers[0]).toMatchObject({ port: 0, checkers: [{ connection: { port: 80 } }] })
  })

  const group = (members: string, lines: string) =>
    loadText(`virtual_server_group G {\n${members}\n}\n${service('group G', lines)}`)

  test('in a group only warned about, for each member that has another, and not for NAT', () => {
    const result = group(
      '10.0.0.1-5 80\n10.0.1.1 81\nfwmark 3',
      'protocol TCP\nlb_kind DR\nreal_server 10.0.0.2 81 {\n}',
    )
    expect(messagesOf(result)).toEqual([
      'WARNING - fwmark virtual server [G]:0, real server [10.0.0.2]:tcp:81 has port specified - port will be ignored',
      "virtual server [G]:0:[10.0.0.1-10.0.0.5,80] and real server [10.0.0.2]:tcp:81 ports don't match",
    ])
    expect(result.config?.lvs.virtualServers[0]?.realServers[0]?.port).toBe(81)
    expect(
      messagesOf(group('10.0.0.1 80\nfwmark 3', 'protocol TCP\nlb_kind NAT\nreal_server 10.0.0.2 81 {\n}')),
    ).toEqual([])
  })

  test('servers of a group of marks have no protocol in their names', () => {
    const result = group(
      'fwmark 3',
      'protocol TCP\nlb_kind NAT\nsorry_server 10.0.0.9 82\nreal_server 10.0.0.2 81 {\n}',
    )
    expect(messagesOf(result)).toEqual([
      'Warning: Virtual server [G]:0: protocol specified for fwmark - protocol will be ignored',
    ])
    expect(result.config?.lvs.virtualServers[0]).toMatchObject({
      sorryServer: { id: '[10.0.0.9]:none:82' },
      realServers: [{ id: '[10.0.0.2]:none:81' }],
    })
  })

  test('of a sorry server: cleared, reset or ignored where it cannot be meant', () => {
    const sorry = (text: string) => {
      const result = loadText(text)
      return [result.config?.lvs.virtualServers[0]?.sorryServer?.id, ...messagesOf(result)]
    }
    const lines = 'lb_kind DR\nprotocol TCP\nsorry_server 10.0.0.9 81\nreal_server 10.0.0.2 {\n}'
    expect(sorry(service('fwmark 3', lines.replace('protocol TCP', '')))).toEqual([
      '[10.0.0.9]:none:0',
      'WARNING - virtual server FWM 3, sorry server has port specified - clearing',
    ])
    expect(sorry(service('10.0.0.1 80', lines))).toEqual([
      '[10.0.0.9]:tcp:80',
      "WARNING - virtual server [10.0.0.1]:tcp:80 and sorry server ports don't match - resetting",
    ])
    const ignored = 'sorry server has port specified - port will be ignored'
    expect(
      sorry(`virtual_server_group G {\n10.0.0.1 80\n10.0.0.2 81\nfwmark 4\n}\n${service('group G', lines)}`),
    ).toEqual([
      '[10.0.0.9]:tcp:81',
      `WARNING - fwmark virtual server [G]:0, ${ignored}`,
      `WARNING - virtual server [G]:0, ${ignored}`,
    ])
  })

  test('a sorry server under NAT keeps port 0, else it has that of the service', () => {
    const sorry = (kind: string) =>
      servers(virtualServer('sorry_server 10.0.0.9').replace('NAT', kind))[0]?.sorryServer?.port
    expect([sorry('NAT'), sorry('DR')]).toEqual([0, 80])
  })
})

test('hysteresis is less than the quorum', () => {
  const loaded = loadText(virtualServer('quorum 3\nhysteresis 9\nweight 7'))
  expect(loaded.config?.lvs.virtualServers[0]).toMatchObject({ quorum: 3, hysteresis: 2 })
  expect(messagesOf(loaded)).toEqual([
    'Virtual server [10.0.0.1]:tcp:80: hysteresis 9 >= quorum 3; setting hysteresis to 2',
  ])
})

test('ha_suspend is not for marks', () => {
  const result = loadText(service('fwmark 3', 'ha_suspend\nlb_kind NAT\nreal_server 10.0.0.2 80 {\n}'))
  expect(messagesOf(result)).toEqual(['Virtual server FWM 3: cannot use ha_suspend with fwmarks - clearing ha_suspend'])
  expect(result.config?.lvs.virtualServers[0]?.haSuspend).toBe(false)
  expect(servers(virtualServer('ha_suspend'))[0]?.haSuspend).toBe(true)
})

describe('real servers', () => {
  test('the second of twins is removed', () => {
    const result = loadText(virtualServer('real_server 10.0.0.2 80 {\n}'))
    expect(result.config?.lvs.virtualServers[0]?.realServers).toHaveLength(1)
    expect(messagesOf(result)).toEqual([
      'VS [10.0.0.1]:tcp:80: real server [10.0.0.2]:tcp:80 is duplicated - removing second rs',
    ])
  })

  test('of another family only through a tunnel', () => {
    const text = virtualServer('real_server 2001:db8::2 80 {\n}')
    expect(messagesOf(loadText(text))).toEqual([
      "Address family of virtual server and real server 2001:db8::2 don't match - skipping real server.",
    ])
    expect(servers(text.replace('NAT', 'TUN'))[0]?.realServers).toHaveLength(2)
  })

  test('inherit weight, method, inhibit, alpha, mail', () => {
    const [one] = servers(
      `global_defs {\n smtp_alert_checker off\n}\n${virtualServer('weight 7\ninhibit_on_failure\nalpha')}`,
    )
    expect(one?.realServers[0]).toMatchObject({
      weight: 7,
      forwarding: 'NAT',
      inhibitOnFailure: true,
      alpha: true,
      smtpAlert: false,
    })
    expect(one?.smtpAlert).toBe(false)
    expect(servers(virtualServer(''))[0]).toMatchObject({
      smtpAlert: false,
      realServers: [{ smtpAlert: true, weight: 1 }],
    })
  })
})

describe('checkers', () => {
  const checkers = (lines: string, real: string) =>
    servers(virtualServer(lines, real))[0]?.realServers[0]?.checkers ?? []

  test('inherit from real server and virtual server, in this order', () => {
    const real = 'retry 5\nconnect_timeout 1.5\nTCP_CHECK {\n}\nTCP_CHECK {\n retry 2\n connect_timeout 9\n}'
    expect(checkers('retry 7\ndelay_loop 3\ndelay_before_retry 4\nwarmup 0', real)).toMatchObject([
      {
        retry: 5,
        delayLoopUs: 3_000_000,
        delayBeforeRetryUs: 4_000_000,
        warmupUs: 0,
        connection: { connectTimeoutUs: 1_500_000 },
      },
      { retry: 2, connection: { connectTimeoutUs: 9_000_000 } },
    ])
  })

  test('have defaults of their own', () => {
    expect(checkers('', 'TCP_CHECK {\n}\nHTTP_GET {\n url {\n path /\n }\n}')).toMatchObject([
      {
        retry: 1,
        delayBeforeRetryUs: 1_000_000,
        delayLoopUs: 60_000_000,
        warmupUs: 60_000_000,
        connection: { connectTimeoutUs: 5_000_000 },
      },
      {
        retry: 1,
        delayBeforeRetryUs: 3_000_000,
        protocol: '1.0',
        tls: false,
        urls: [{ path: '/', digest: null, statusCodes: [] }],
      },
    ])
  })

  test('every word of HTTP_GET', () => {
    const real =
      'virtualhost v\nSSL_GET {\n connect_ip 10.9.9.9\n connect_port 33\n bindto 10.8.8.8\n bind_port 44\n bind_if eth1\n fwmark 5\n enable_sni\n fast_recovery\n http_protocol 1.0c\n url {\n  path /a\n  status_code 200 300-310\n  virtualhost w\n }\n url {\n  path /b\n }\n}'
    expect(checkers('', real)[0]).toMatchObject({
      kind: 'http',
      tls: true,
      enableSni: true,
      fastRecovery: true,
      protocol: '1.0C',
      virtualHost: 'v',
      connection: { port: 33, bindPort: 44, bindInterface: 'eth1', fwmark: 5 },
      urls: [
        {
          path: '/a',
          statusCodes: [
            { min: 200, max: 200 },
            { min: 300, max: 310 },
          ],
          virtualHost: 'w',
        },
        { path: '/b', virtualHost: null },
      ],
    })
  })

  test('keep their names when others come and go', () => {
    const ids = (real: string) => checkers('', real).map((one) => one.id)
    const both = ids('TCP_CHECK {\n}\nTCP_CHECK {\n connect_port 81\n}\nTCP_CHECK {\n}')
    expect(new Set(both).size).toBe(3)
    expect(ids('TCP_CHECK {\n connect_port 81\n}')).toEqual([both[1]])
  })

  test.each([
    ['HTTP_GET {\n}', 'HTTP/SSL_GET checker has no urls specified - ignoring'],
    [
      'HTTP_GET {\n url {\n digest 422834d1d2b972eee9e5b875e4bd8c33\n }\n url {\n path /\n }\n}',
      'HTTP/SSL_GET checker url has no path - ignoring',
    ],
    ['HTTP_GET {\n url {\n path /\n digest 12\n }\n}', "digest '12' character length should be 32 rather than 2"],
    ['HTTP_GET {\n url {\n path /\n status_code 99\n }\n}', "Invalid HTTP_GET status code '99'"],
    ['HTTP_GET {\n url {\n path /\n }\n http_protocol 2\n}', 'Invalid http_protocol version 2'],
    ['TCP_CHECK {\n connect_port 70000\n}', "Invalid checker connect_port '70000'"],
  ])('%j', (real, message) => {
    expect(messagesOf(loadText(virtualServer('', real)))).toEqual([message])
  })

  const checkersOf = (lines: string) =>
    servers(virtualServer('connect_timeout 9\nretry 6', lines))[0]?.realServers[0]?.checkers ?? []

  test('SMTP_CHECK asks its hosts, and itself only when it says whom or how', () => {
    const ports = (lines: string) =>
      checkersOf(`SMTP_CHECK {\n${lines}\n}`).map((one) => ('connection' in one ? one.connection.port : 0))
    expect(ports('')).toEqual([80])
    expect(ports('host {\n connect_port 26\n}\nretry 3')).toEqual([26])
    expect(ports('bind_if eth0\nhost {\n connect_port 26\n}\nhost {\n}')).toEqual([80, 26, 80])
  })

  test('SMTP_CHECK of a server without port asks that of the virtual server', () => {
    const [one] = servers(
      service('10.0.0.1 80', 'lb_kind TUN\nprotocol TCP\nreal_server 10.0.0.2 {\nSMTP_CHECK {\n}\n}'),
    )
    expect(one?.realServers[0]?.checkers[0]).toMatchObject({ connection: { port: 80 } })
  })

  test('the hosts of SMTP_CHECK share their timing, and the last word counts', () => {
    const lines = 'warmup 2\nretry 2\nhost {\n retry 5\n warmup 7\n}\nhost {\n retry 4\n}\ndelay_loop 9'
    const found = checkersOf(`SMTP_CHECK {\n${lines}\n}`)
    expect(found).toHaveLength(2)
    for (const one of found) expect(one).toMatchObject({ retry: 4, warmupUs: 7_000_000, delayLoopUs: 9_000_000 })
  })

  test.each([
    ['bindto 2001:db8::1', '10.0.0.2', null, 'bindto address 2001:db8::1 does not match address family of connect_ip'],
    [
      'bindto 10.0.0.7\nconnect_ip 2001:db8::1',
      '10.0.0.2',
      '10.0.0.7',
      'connect_ip address 2001:db8::1 does not match address family of bindto',
    ],
    ['connect_ip 2001:db8::1\nbindto 2001:db8::7', '2001:db8::1', '2001:db8::7', null],
  ])('have two ends of one family: %j', (lines, to, from, message) => {
    const loaded = loadText(virtualServer('', `TCP_CHECK {\n${lines}\n}`))
    const [one] = loaded.config?.lvs.virtualServers[0]?.realServers[0]?.checkers ?? []
    if (one?.kind !== 'tcp') throw new Error('no checker')
    expect(writeIp(one.connection.address)).toBe(to)
    expect(one.connection.bindAddress && writeIp(one.connection.bindAddress)).toBe(from)
    expect(messagesOf(loaded)).toEqual(message === null ? [] : [`${message} - skipping`])
  })

  test('the largest number of retries is none', () => {
    const retries = (own: string) => checkersOf(`TCP_CHECK {\n retry ${own}\n}`).map(({ retry }) => retry)
    expect([retries('3'), retries('4294967295')]).toEqual([[3], [6]])
  })

  test('the old word for retry acts in each of them', () => {
    expect(
      checkers('', 'TCP_CHECK {\n nb_get_retry 4\n}\nHTTP_GET {\n nb_get_retry 6\n url {\n path /\n }\n}'),
    ).toMatchObject([{ retry: 4 }, { retry: 6 }])
  })
})

describe('twins', () => {
  test('two services of one address are one in the kernel', () => {
    const other = virtualServer('').replace('10.0.0.2', '10.0.0.3')
    expect(servers(virtualServer('') + other).map((one) => one.realServers.map((real) => real.id))).toEqual([
      ['[10.0.0.2]:tcp:80', '[10.0.0.3]:tcp:80'],
    ])
  })
})

describe('global_defs', () => {
  const global = (text: string) => loadText(`global_defs {\n${text}\n}`).config?.global

  test('without anything', () => {
    expect(loadText('').config?.global).toMatchObject({
      routerId: 'node.example.net',
      email: {
        to: [],
        from: 'root@node.example.net',
        server: null,
        heloName: 'node.example.net',
        connectTimeoutUs: 30_000_000,
      },
      vrrpVersion: 2,
      garp: {
        delayUs: 5_000_000,
        repeat: 5,
        refreshUs: 0,
        refreshRepeat: 1,
        lowerPrioDelayUs: 5_000_000,
        lowerPrioRepeat: 5,
      },
      downTimerAdverts: 3,
      childWaitTimeUs: 5_000_000,
      umask: 0o177,
      lvsFlushOnStop: 'no',
      scriptUid: 0,
    })
  })

  test('several blocks add up', () => {
    const text =
      'global_defs {\n router_id a\n notification_email {\n x@y z@y\n }\n}\nglobal_defs {\n router_id b\n notification_email {\n w@y\n }\n}'
    expect(loadText(text).config?.global).toMatchObject({ routerId: 'b', email: { to: ['x@y', 'z@y', 'w@y'] } })
  })

  test.each([
    ['smtp_server mail.example.net', { email: { server: { host: 'mail.example.net', port: 25 } } }],
    ['smtp_server ::1 2525', { email: { server: { host: '::1', port: 2525 } } }],
    ['smtp_server mail submission', { email: { server: { host: 'mail', port: 587 } } }],
    ['smtp_connect_timeout 0', { email: { connectTimeoutUs: 1_000_000 } }],
    ['lvs_flush_on_stop VS', { lvsFlushOnStop: 'vs' }],
    ['lvs_flush_onstop', { lvsFlushOnStop: 'yes' }],
    ['lvs_timeouts tcp 5 udp 7', { lvsTimeouts: { tcpS: 5, tcpFinS: 0, udpS: 7 } }],
    [
      'lvs_sync_daemon eth0 inst a id 3 maxlen 1400 port 9 ttl 2 group 224.0.0.5',
      { lvsSyncDaemon: { interface: 'eth0', instance: 'a', syncId: 3, maxLength: 1400, port: 9, ttl: 2 } },
    ],
    ['lvs_sync_daemon eth0 a 7', { lvsSyncDaemon: { instance: 'a', syncId: 7 } }],
    ['notify_fifo /run/f nobody', { fifo: { path: '/run/f', uid: 65534, gid: 65534, script: null } }],
    ['process_names', { vrrpProcess: { name: 'keepalived_vrrp' }, checkerProcess: { name: 'keepalived_lvs' } }],
    ['vrrp_process_name averyveryverylongname', { vrrpProcess: { name: 'averyveryverylo' } }],
    [
      'vrrp_rt_priority 120\nvrrp_cpu_affinity 0 1\nvrrp_no_swap\nvrrp_priority -5',
      { vrrpProcess: { rtPriority: 99, cpuAffinity: [0, 1], noSwap: true, nice: -5 } },
    ],
    ['umask IRGRP|IWOTH', { umask: 0o042 }],
    ['vrrp_mcast_group4 10.0.0.1', { mcastGroup4: { bytes: Uint8Array.of(224, 0, 0, 18) } }],
    ['max_auto_priority 5', { autoPriority: { most: 5, leastDelayUs: 1_000_000 } }],
  ])('%s', (text, expected) => {
    expect(global(text)).toMatchObject(expected)
  })

  test('SSL: the later block replaces', () => {
    const result = loadText('SSL {\n ca /a\n key /k\n}\nSSL {\n ca /b\n}')
    expect(result.config?.lvs.ssl).toEqual({ password: null, ca: '/b', certificate: null, key: null })
    expect(messagesOf(result)).toEqual(['SSL context already specified - replacing'])
  })
})

test('the dump shows how SSL_GET would ask, also for a server that is left out', () => {
  const dumped = (text: string) => dumpConfig(loadText(text).config as Config).join('\n')
  const check = 'SSL_GET {\n url {\n path /\n }\n}'
  const left = virtualServer('', check).replace('10.0.0.1 80', '2001:db8::1 80')
  expect(dumped(virtualServer('', check))).toContain('Using autogen SSL context')
  expect(dumped(left + virtualServer(''))).toContain('Using autogen SSL context')
  expect(dumped(virtualServer(''))).not.toContain('SSL')
})

test('a method of the sorry server above it is lost, as 2.2.7 has it', () => {
  const sorry = (lines: string): unknown => loadText(virtualServer(lines)).config?.lvs.virtualServers[0]?.sorryServer
  const [method, server] = ['sorry_server_lvs_method TUN', 'sorry_server 10.0.0.9 80']
  expect(sorry(`${server}\n${method}`)).toMatchObject({ forwarding: 'TUN' })
  expect(sorry(`${method}\n${server}`)).toMatchObject({ forwarding: 'NAT' })
  expect(loadText(virtualServer(`${method}\n${server}`)).diagnostics.map(({ message }) => message)).toContain(
    'sorry_server forwarding used without sorry_server',
  )
  // Through a tunnel it may be of the other family.
  expect(sorry(`sorry_server 2001:db8::9 80\n${method}`)).not.toBeNull()
  expect(sorry(`${method}\nsorry_server 2001:db8::9 80`)).toBeNull()
})
