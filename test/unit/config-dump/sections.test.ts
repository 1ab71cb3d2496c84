/** What the recorded dumps do not reach: a running process, a reload, quorum, and a dump without any process. */
import { describe, expect, test } from 'vitest'
import type { Config } from '../../../src/config/config.ts'
import { dumpCheckerProcess, dumpConfig, dumpParentProcess, dumpVrrpProcess } from '../../../src/config/dump/dump.ts'
import { initialLvsView, initialVrrpView, reloadedVrrpView } from '../../../src/config/dump/view.ts'
import type { InterfaceView, RunningInstanceView, VrrpView } from '../../../src/config/dump/view.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { readIp } from '../../../src/lib/ip.ts'
import { withVmacs } from '../../../src/daemon/vrrp-view.ts'
import { plainEnvironment } from '../../lab/dump-facts.ts'

const eth0: InterfaceView = {
  index: 2,
  name: 'eth0',
  up: true,
  running: true,
  multicast: true,
  loopback: false,
  broadcast: true,
  pointToPoint: false,
  noArp: false,
  mac: Uint8Array.of(2, 0, 0, 0, 0, 1),
  macBroadcast: new Uint8Array(6).fill(255),
  mtu: 1500,
  hardwareType: 1,
  addresses: [
    { address: ip('10.20.40.2'), scope: 0 },
    { address: ip('10.20.40.30'), scope: 0 },
  ],
}

describe('a running VRRP process', () => {
  const config = load(`vrrp_instance B {
    interface eth0
    version 3
    virtual_router_id 61
    virtual_ipaddress {
      10.20.40.30
    }
  }`)
  const running: RunningInstanceView = {
    state: 'BACKUP',
    faults: 0,
    scriptsInit: 0,
    lastTransition: { epochUs: 1795228356202920, monthDayTime: 'Sat Nov 21 02:32:36', year: '2026' },
    readTimeout: null,
    masterDownTimerUs: 1804687,
    nextExtraGarp: null,
    master: { address: ip('10.20.40.1'), priority: 201, advertIntervalUs: 500_000 },
    effectivePriority: 100,
    totalPriority: 101,
    addressesSet: ['10.20.40.30/32'],
    sockets: { receive: 13, send: 14 },
  }
  const view: VrrpView = {
    ...initialVrrpView(config, [eth0]),
    instances: { B: { wantState: 'BACKUP', configFaults: 0, running } },
    sockets: [
      {
        receive: 13,
        send: 14,
        interface: 'eth0',
        family: 4,
        protocol: 'VRRP',
        unicastAddress: null,
        rxBufSize: 0,
        instances: [
          { name: 'Z', vrid: 70 },
          { name: 'B', vrid: 61 },
        ],
      },
    ],
  }

  test('tells of master, timers and priorities in the places of the original', () => {
    const dump = dumpVrrpProcess(config, view)
    const from = dump.indexOf(' VRRP Instance = B')
    expect(dump.slice(from, from + 15)).toEqual([
      ' VRRP Instance = B',
      '   VRRP Version = 3',
      '   State = BACKUP',
      '   Master router = 10.20.40.1',
      '   Master priority = 201',
      '   Master advert int = 0.50 sec',
      '   Flags: none',
      '   Wantstate = BACKUP',
      '   Number of config faults = 0',
      '   Number of interface and track script faults = 0',
      '   Number of track scripts init = 0',
      '   Last transition = 1795228356.202920 (Sat Nov 21 02:32:36.202920 2026)',
      '   Read timeout = DISABLED',
      '   Master down timer = 1804687 usecs',
      '   Interface = eth0',
    ])
    const interval = dump.indexOf('   Advert interval = 1000 milli-sec')
    expect(dump.slice(interval - 2, interval + 2)).toEqual([
      '   Effective priority = 100',
      '   Total priority = 101',
      '   Advert interval = 1000 milli-sec',
      '   Master advert interval = 500 milli-sec',
    ])
    expect(dump).toContain('     10.20.40.30 dev eth0 scope global set')
    expect(dump).toContain('   fd_in 13, fd_out 14')
  })

  test('tells of announcements over other interfaces where there are such', () => {
    const dumpWith = (line: string): string[] => {
      const extra = load(`global_defs {
        dynamic_interfaces
      }
      vrrp_instance B {
        interface eth0
        virtual_router_id 61
        ${line}
        virtual_ipaddress {
          10.20.40.30
          10.20.41.30 dev eth1
        }
      }`)
      const next = { epochUs: 1795282877680672, monthDayTime: 'Sat Nov 21 17:41:17', year: '2026' }
      const instances = { B: { ...view.instances['B']!, running: { ...running, nextExtraGarp: next } } }
      return dumpVrrpProcess(extra, { ...view, instances }).filter((text) => /^ {3}(.*secondary|Flags)/.test(text))
    }
    expect(dumpWith('garp_extra_if all 3')).toEqual([
      '   Flags:',
      '   Gratuitous ARP for each secondary i/f = 3',
      '   Next gratuitous ARP for such secondary = 1795282877.680672 (Sat Nov 21 17:41:17 2026.680672)',
    ])
    expect(dumpWith('garp_extra_if 3')).toEqual(['   Flags: none'])
    expect(dumpWith('garp_extra_if all 0')).toEqual(['   Flags:'])
  })

  test('lists its sockets, and who shares them by router id', () => {
    const dump = dumpVrrpProcess(config, view)
    const from = dump.indexOf('------< VRRP Sockpool >------')
    expect(dump.slice(from, from + 10)).toEqual([
      '------< VRRP Sockpool >------',
      ' fd_in 13 fd_out = 14',
      '   Interface = eth0',
      '   Family = IPv4',
      '   Protocol = VRRP',
      '   Type = Multicast',
      '   Rx buf size = 0',
      '   VRRP instances',
      '     B vrid 61',
      '     Z vrid 70',
    ])
  })

  test('does not take a virtual address for one of the interface', () => {
    const dump = dumpVrrpProcess(config, view)
    expect(dump).toContain('   IPv4 address = 10.20.40.2')
    expect(dump).not.toContain('   Additional IPv4 addresses :')
  })

  test('after a reload it tells of addresses and states, but of no timer or socket', () => {
    const dump = dumpVrrpProcess(
      config,
      reloadedVrrpView({ ...view, instances: { B: { wantState: 'MASTER', configFaults: 0, running } } }),
    )
    expect(dump).toContain('   Wantstate = MASTER')
    expect(dump).toContain('     10.20.40.30 dev eth0 scope global set')
    expect(dump).toContain('   No sockets allocated')
    expect(dump.filter((line) => /State = (BACKUP|MASTER)|Master down|Sockpool|Last transition/.test(line))).toEqual([])
  })
})

describe('initial states', () => {
  const member = (name: string, words: string): string => `vrrp_instance ${name} {
    interface eth0
    virtual_router_id ${name.charCodeAt(0)}
    ${words}
    virtual_ipaddress {
      10.20.40.${name.charCodeAt(0)}
    }
  }`
  const group = `vrrp_sync_group G {
    group {
      A
      B
    }
  }`

  test.each([
    ['alone, state MASTER', `${member('A', 'state MASTER\npriority 150')}`, 'MASTER'],
    [
      'in a group, state MASTER',
      `${group}\n${member('A', 'state MASTER\npriority 150')}\n${member('B', 'state MASTER\npriority 150')}`,
      'BACKUP',
    ],
    [
      'in a group of owners',
      `${group}\n${member('A', 'state MASTER\npriority 255')}\n${member('B', 'priority 255\nstate MASTER')}`,
      'MASTER',
    ],
    [
      'an owner beside one that is none',
      `${group}\n${member('A', 'state MASTER')}\n${member('B', 'state BACKUP')}`,
      'BACKUP',
    ],
  ])('%s', (_case, text, wanted) => {
    const view = initialVrrpView(load(text), [eth0])
    expect(view.instances['A']?.wantState).toBe(wanted)
    if (text.includes('vrrp_sync_group')) expect(view.groups['G']?.state).toBe(wanted)
  })

  test.each(['state MASTER', 'priority 255'])('owners that say it with %s alone begin as a backup', (words) => {
    const view = initialVrrpView(load(`${group}\n${member('A', words)}\n${member('B', words)}`), [eth0])
    expect(view.instances['A']?.wantState).toBe('MASTER')
    expect(view.groups['G']?.state).toBe('BACKUP')
  })

  test.each([
    ['weight 0', 'FAULT'],
    ['weight 0 reverse', 'BACKUP'],
  ])('a process that does not run, with %s', (words, state) => {
    const tracked = group.replace('group {', `track_process {\np ${words}\n}\ngroup {`)
    const process = 'vrrp_track_process p {\nprocess x\n}'
    const config = load(`${process}\n${member('A', '')}\n${member('B', '')}\n${tracked}`)
    expect(initialVrrpView(config, [eth0]).groups['G']?.state).toBe(state)
  })

  test('a member whose interface is down puts the group in fault', () => {
    const config = load(`${group}\n${member('A', '')}\n${member('B', '')}`)
    const view = initialVrrpView(config, [{ ...eth0, running: false }])
    expect(view.groups['G']).toEqual({ state: 'FAULT', membersInFault: 2, membersInInit: 0 })
  })

  test('processes are counted against both bounds', () => {
    const config = load('vrrp_track_process p {\n process x\n quorum 2\n quorum_max 3\n}')
    const quorumOf = (count: number): boolean | undefined =>
      initialVrrpView(config, [], { p: count }).processes['p']?.haveQuorum
    expect([1, 2, 3, 4].map(quorumOf)).toEqual([false, true, true, false])
  })

  const service = (words: string, sorry: boolean): string => `virtual_server 10.20.40.30 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    ${words}
    ${sorry ? 'sorry_server 10.20.40.99 80' : ''}
    real_server 10.20.40.31 80 {
      weight 2
      alpha
      TCP_CHECK {
      }
    }
    real_server 10.20.40.32 80 {
    }
  }`

  test.each([
    ['enough without the one that must prove itself', 'quorum 1', true, true, [false, true]],
    ['too few, and somebody to stand in', 'quorum 2', true, false, [false, false]],
    ['too few, and nobody to stand in', 'quorum 2', false, false, [false, true]],
  ])('quorum: %s', (_case, words, sorry, quorumUp, set) => {
    const config = load(service(words, sorry))
    const [id = ''] = config.lvs.virtualServers.map((each) => each.id)
    const view = initialLvsView(config).virtualServers[id]
    expect(view?.quorumUp).toBe(quorumUp)
    expect(Object.values(view?.realServers ?? {}).map((each) => each.set)).toEqual(set)
  })
})

describe('without a process', () => {
  const config = load(`global_defs {
    router_id lonely
  }
  vrrp_instance A {
    interface eth0
    virtual_router_id 1
    virtual_ipaddress {
      10.20.40.30
    }
  }
  virtual_server 10.20.40.30 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 10.20.40.31 80 {
      TCP_CHECK {
      }
    }
  }`)

  test('every section stands once', () => {
    expect(dumpConfig(config).filter((line) => line.startsWith('------<'))).toEqual([
      '------< Global definitions >------',
      '------< VRRP Topology >------',
      '------< LVS Topology >------',
      '------< Health checkers >------',
    ])
  })

  test('it is what both processes say, one behind the other', () => {
    const vrrp = dumpVrrpProcess(config, initialVrrpView(config))
    const checker = dumpCheckerProcess(config, initialLvsView(config))
    expect(dumpConfig(config)).toEqual([...vrrp, ...checker.slice(checker.indexOf('------< LVS Topology >------'))])
  })

  test('the parent knows the globals alone', () => {
    const parent = dumpParentProcess(config)
    expect(parent).toContain(' Router ID = lonely')
    expect(parent.filter((line) => line.startsWith('------<'))).toHaveLength(1)
  })

  test('marks of nftables_ipvs stand with their groups, by protocol', () => {
    const serving = (protocol: string) =>
      `virtual_server group g {\n lb_algo rr\n lb_kind NAT\n protocol ${protocol}\n real_server 10.0.0.2 80 {\n }\n}\n`
    const config = load(
      `global_defs {\n nftables_ipvs\n}\nvirtual_server_group g {\n 10.0.0.1 80\n}\n${serving('TCP')}${serving('UDP')}`,
    )
    const dumped = dumpCheckerProcess(config, initialLvsView(config))
    expect(dumped).toContain(' ipvs nftables start fwmark = 1000')
    expect(dumped[dumped.indexOf(' Virtual Server Group = g, IPv4 = yes, IPv6 = no') + 1]).toBe(
      '  Fwmark TCP: 1000 UDP: 1001 SCTP: 0',
    )
  })

  test('a relay that does not resolve is none', () => {
    const mail = load('global_defs {\n smtp_server mail.example.net\n notification_email {\n a@example.net\n }\n}')
    const said = dumpVrrpProcess(mail, initialVrrpView(mail))
    const resolvedNot = dumpVrrpProcess(mail, { ...initialVrrpView(mail), smtpServer: null })
    expect(said.filter((line) => line.startsWith(' Smtp'))).toEqual([
      ' Smtp server = mail.example.net',
      ' Smtp server port = 25',
      ' Smtp HELO name = host',
      ' Smtp server connection timeout = 30',
    ])
    expect(resolvedNot.filter((line) => line.startsWith(' Smtp'))).toEqual([' Smtp server connection timeout = 30'])
  })
})

function load(text: string): Config {
  const environment = { ...plainEnvironment('host', [eth0]), readFile: () => ({ text }) }
  const { config } = loadConfig('/etc/keepalived/keepalived.conf', environment)
  if (config === null) throw new Error('refused')
  return config
}

function ip(address: string): NonNullable<ReturnType<typeof readIp>> {
  const read = readIp(address)
  if (read === null) throw new Error(`no address: ${address}`)
  return read
}

test('a second track process of a name is shown, without those that track the first', () => {
  const twice = ['named', 'bind'].map((program) => `vrrp_track_process p {\nprocess ${program}\n}\n`).join('')
  const config = load(`${twice}vrrp_instance B {
    interface eth0
    virtual_router_id 61
    virtual_ipaddress {
      10.20.40.30
    }
    track_process {
      p
    }
  }`)
  const lines = dumpVrrpProcess(config, initialVrrpView(config, [eth0]))
  const section = lines.slice(
    lines.indexOf('------< VRRP Track processes >------'),
    lines.indexOf('------< Interfaces >------'),
  )
  expect(section.filter((line) => /Process =|Tracking|weight/.test(line))).toEqual([
    '   Process = named',
    '   Tracking instances :',
    '     B, weight 0',
    '   Process = bind',
  ])
})

test('a virtual address is none of its interface, but of another it may be', () => {
  const lines = (address: string): string[] => {
    const config = load(`vrrp_instance B {
      interface eth0
      virtual_router_id 61
      virtual_ipaddress {
        ${address}
      }
    }`)
    const own = { ...eth0, addresses: eth0.addresses.slice(0, 1) }
    const dump = dumpVrrpProcess(config, initialVrrpView(config, [own]))
    return dump.filter((line) => /IPv4 address =|src_ip/.test(line)).map((line) => line.trim())
  }
  expect(lines('10.20.40.2')).toEqual(['Using src_ip = (none)', 'IPv4 address = (none)'])
  expect(lines('10.20.40.2 dev eth1')).toEqual(['Using src_ip = 10.20.40.2', 'IPv4 address = 10.20.40.2'])
})

test('large numbers stay what they are', () => {
  const process = 'vrrp_track_process p {\nprocess named\nterminate_delay 2235\n}\n'
  const config = load(`global_defs {\nvrrp_rx_bufs_multiplier 4294967295\n}\n${process}`)
  const lines = dumpVrrpProcess(config, initialVrrpView(config))
  expect(lines).toContain(' rx_bufs_multiples = 4294967295')
  expect(lines).toContain('   Terminate delay = 2235.000000s')
})

test('the macvlan of an instance has the delays of its base as the instances above left them', () => {
  const instance = (name: string, vrid: number, words: string): string =>
    `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id ${vrid}\n${words}\nvirtual_ipaddress {\n10.20.40.9\n}\n}\n`
  const delays = 'interface_up_down_delays {\neth0 5\n}\n'
  const config = load(`${instance('A', 5, 'use_vmac\nadvert_int 64')}${instance('B', 6, 'use_vmac')}${delays}`)
  const above = { kind: 'macvlan', base: 2, mode: 1, flags: 0 } as const
  const macvlans = ['vrrp.5', 'vrrp.6'].map((name, i) => ({
    ...eth0,
    name,
    index: 3 + i,
    mac: Uint8Array.of(0, 0, 94, 0, 1, 5 + i),
    above,
  }))
  const interfaces = [eth0, ...macvlans]
  const made = withVmacs(config, interfaces)
  const dump = dumpVrrpProcess(made, initialVrrpView(made, interfaces))
  expect(dump.filter((line) => line.startsWith('   Down debounce')).map((line) => line.split(' = ')[1])).toEqual([
    '1996094us',
    '5000000us',
    '1996094us',
  ])
})

test('gaps for all are between announcements over what is below, of instances and of their addresses', () => {
  const config = load(`global_defs {
    vrrp_garp_interval 3
    dynamic_interfaces allow_if_changes
  }
  vrrp_instance B {
    interface eth0
    virtual_router_id 61
    use_vmac
    virtual_ipaddress {
      10.20.40.30
      10.20.41.30 dev eth1
    }
  }`)
  const above = { kind: 'macvlan', base: 2, mode: 1, flags: 0 } as const
  const macvlan = { ...eth0, name: 'vrrp.61', index: 3, mac: Uint8Array.of(0, 0, 94, 0, 1, 61), above }
  const made = withVmacs(config, [eth0, macvlan])
  const dump = dumpVrrpProcess(made, initialVrrpView(made, [eth0, macvlan]))
  expect(dump.filter((_, i) => dump[i - 1] === ' Interfaces')).toEqual(['  eth0', '  eth1'])
  const shown = dump.filter((line) => / Name =|Gratuitous ARP interval \d|can be changed/.test(line))
  const base = ['   Interface type/base can be changed', '   Gratuitous ARP interval 3000ms']
  expect(shown).toEqual([' Name = eth0', ...base, ' Name = vrrp.61'])
})
