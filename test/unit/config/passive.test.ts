/** What has no effect yet is checked as 2.2.7 does; test/differential compares the verdicts with it. */
import { describe, expect, test } from 'vitest'
import { loadText, messagesOf } from './load-text.ts'

const instance = (lines: string, before = ''): string =>
  `${before}vrrp_instance a {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress {\n10.0.0.1\n}\n${lines}\n}\n`
const server = (lines: string): string =>
  `virtual_server 10.0.0.1 80 {\nprotocol TCP\nlvs_sched rr\nlvs_method NAT\nreal_server 10.0.0.2 80 {\n${lines}\n}\n}\n`
const file = 'track_file f {\nfile /run/f\n}\n'

const complaints = (text: string): readonly string[] => {
  const result = loadText(text)
  const counting = result.diagnostics.filter((one) => one.class !== null)
  expect(result.exitStatus === 0).toBe(counting.length === 0)
  return counting.map(({ message }) => message)
}

test('an interface that an instance and its group watch', () => {
  const text = `${instance('track_interface {\neth1\n}')}vrrp_sync_group g {\ngroup {\na\n}\ntrack_interface {\neth1\n}\n}`
  const tracked = '(a) track_interface eth1 is configured on VRRP instance and sync group.'
  expect(complaints(text)).toContain(`${tracked} Remove vrrp instance or sync group config`)
})

const tracked = (line: string): string => `${instance('')}track_group t {\ngroup {\na\n}\n}\n${line} track_group t\n}\n`

test.each([
  ['static_routes {\n10.0.0.0/8 via 10.0.0.9', 'Static route cannot have track group if no oif specified'],
  ['static_rules {\nfrom 10.0.0.0/8 table 5', 'Static rule cannot have track_group if dev/iif not specified'],
  ['static_rules {\nfrom 10.0.0.0/8 oif eth0 table 5', 'Static rule cannot have track_group if dev/iif not specified'],
])('a static entry without an interface that its group could lose: %s', (line, message) => {
  expect(complaints(tracked(line))).toContain(message)
})

test.each([
  'static_ipaddress {\n10.8.0.5/24 dev eth1',
  'static_routes {\n10.0.0.0/8 via 10.8.0.9 dev eth1',
  'static_rules {\nfrom 10.0.0.0/8 iif eth1 table 5',
])('the members of a track_group need the interface of its static entries: %s', (line) => {
  const { config } = loadText(tracked(line))
  expect(config?.vrrp.instances[0]?.neededInterfaces).toContain('eth1')
})

test('a static address without an interface needs the usual one', () => {
  const text = 'global_defs {\ndefault_interface eth9\n}\nstatic_ipaddress {\n10.0.0.5/24\n}'
  const wanted = 'Static address 10.0.0.5/24 requires either an interface or default interface must exist'
  expect(messagesOf(loadText(text))).toContain(wanted)
  expect(loadText(text).exitStatus).toBe(4)
  expect(complaints(`global_defs {\ndynamic_interfaces\n}\n${text}`)).toEqual([])
})

describe('blocks without effect', () => {
  test.each([
    ['track_file f {\n}', 'No file set for track_file f - ignoring'],
    ['bfd_instance b {\n}', 'Configuration error: BFD instance b has no neighbor address set, disabling instance'],
    ['garp_group {\ninterface eth0\n}', 'garp group 0 does not have any delay set - removing'],
    ['linkbeat_interfaces {\neth9\n}', 'unknown interface eth9 specified for linkbeat interface'],
    ['linkbeat_interfaces {\neth0 mii\n}', 'extra characters mii in linkbeat interface'],
    ['interface_up_down_delays {\neth0 256\n}', "number '256' outside range [0.000000, 255.000000]"],
    ['static_ipaddress {\n10.0.0.5 dev eth0 track_group t\n}', 'track_group t not found'],
    ['instance a\ninstance b', 'Duplicate instance definition b - ignoring'],
    ['SSL {\nca a\nca b\n}', 'SSL cafile already specified - replacing'],
    [server('MISC_CHECK {\n}'), 'No script path has been specified for MISC_CHECKER - skipping'],
    [server('BFD_CHECK {\nname b\n}'), '([10.0.0.2]:tcp:80) BFD_CHECK - BFD b not configured'],
    ...(
      [
        ['name b\n}\nBFD_CHECK {\nname b', 'RS already monitoring b'],
        ['name b\nname d', 'BFD d already specified as b'],
        ['name b d', 'No or too many names specified - skipping checker'],
        ['name', 'No or too many names specified - skipping checker'],
      ] as const
    ).map(([lines, message]): [string, string] => [
      `bfd_instance b {\nneighbor_ip 10.0.0.9\n}\n${server(`BFD_CHECK {\n${lines}\n}`)}`,
      `([10.0.0.2]:tcp:80) BFD_CHECK - ${message}`,
    ]),
    [
      `${server('BFD_CHECK {\nname b\n}')}bfd_instance b {\nneighbor_ip 10.0.0.9\n}\n`,
      '([10.0.0.2]:tcp:80) BFD_CHECK - BFD b not configured',
    ],
    [server('BFD_CHECK {\n}'), '([10.0.0.2]:tcp:80) No name has been specified for BFD_CHECKER - skipping'],
    [instance('virtual_ipaddress_excluded x {\n}'), 'Block virtual_ipaddress_excluded has extra parameters x ...'],
    [instance('vmac_xmit_base'), '(a) vmac_xmit_base is only valid with a vmac'],
    [instance('use_vmac one two'), 'VMAC interface name already specified'],
    [instance('use_vmac 01:00:5e:00:00:01'), 'VMAC MAC address is multicast 01:00:5e:00:00:01 - ignoring'],
    [instance('use_ipvlan private vepa 10.0.0.9'), "(a) ipvlan type already specified - ignoring 'vepa'"],
    [
      instance('use_ipvlan'),
      '(a) IPv4 ipvlan requires a source ip address to be configured. setting instance to fault state',
    ],
    [instance('track_file {\nf\n}'), '(a) track file f not found, ignoring...'],
    [
      instance('priority 255\ntrack_file {\nf\n}', file),
      '(a) ignoring weight from tracked file f due to address_owner. specify weight 0',
    ],
    [
      instance('priority 255\ntrack_file {\nf weight -3\n}', file),
      '(a) ignoring tracked file f with weight -3 due to address_owner',
    ],
    ['global_defs {\nlvs_sync_daemon eth0 a 7\n}', 'Please use keyword "id" before lvs_sync_daemon SYNCID'],
    [
      instance('use_vmac vrrp.1\npromote_secondaries'),
      '(a) promote_secondaries is automatically set for vmacs - ignoring',
    ],
    [
      'track_file f {\nfile /run/f\ninit_file 255\n}',
      'Track file f init value 255 is outside sensible range [-254, 254]',
    ],
    ['track_file f {\nfile /run/f\nweight 2\nweight 3\n}', 'Weight already set for track file f - ignoring 3'],
    [instance('track_file {\nf weight\n}', file), '(a) weight without value specified for track file f - ignoring'],
    [instance('mcast_dst_ip ff02::99'), '(a) mcast dest address ff02::99 MUST match VRRP instance family. Skipping...'],
  ])('%s', (text, message) => {
    expect(complaints(text)).toEqual([message])
  })

  test('an address need not say what its instance says', () => {
    const with6 = (own: string, words: string): string => instance(`${own}\nvirtual_ipaddress_excluded {\n${words}\n}`)
    const addressOf = (text: string): unknown => loadText(text).config?.vrrp.instances[0]?.excludedAddresses[0]?.useVmac
    const both = '(a) use_vmac specified for VIP/eVIP 10.0.0.7 and vrrp instance'
    expect(complaints(with6('use_vmac', '10.0.0.7 use_vmac'))).toEqual([both])
    expect(addressOf(with6('use_vmac', '10.0.0.7 use_vmac'))).toBe(undefined)
    // The macvlan of the instance is none of an address of the other family, or of another interface.
    for (const other of ['2001:db8::7', '10.0.0.7 dev eth1']) {
      expect(complaints(with6('use_vmac', `${other} use_vmac`))).toEqual([])
      expect(addressOf(with6('use_vmac', `${other} use_vmac`))).toBe(true)
      const all = `(a) use_vmac_addr specified and use_vmac specified for VIP/eVIP ${other.split(' ', 1)[0] ?? ''}`
      expect(complaints(with6('use_vmac_addr', `${other} use_vmac`))).toEqual([all])
      expect(addressOf(with6('use_vmac_addr', `${other} use_vmac`))).toBe(undefined)
    }
    expect(complaints(with6('use_vmac_addr', '10.0.0.7 use_vmac'))).toEqual([])
    expect(addressOf(with6('use_vmac_addr', '10.0.0.7 use_vmac'))).toBe(true)
  })

  test('in strict mode adverts come from the macvlan, unless peers send theirs to its base', () => {
    const onBase = (lines: string): unknown =>
      loadText(instance(`use_vmac\nstrict_mode\n${lines}`)).config?.vrrp.instances[0]?.vmac?.transmitsOnBase
    const reset = '(a) xmit_base is incompatible with strict mode - resetting'
    expect(complaints(instance('use_vmac\nvmac_xmit_base\nstrict_mode'))).toEqual([reset])
    expect(complaints(instance('use_vmac\nstrict_mode'))).toEqual([])
    const unicast = 'unicast_peer {\n10.0.0.2\n}'
    expect(complaints(instance(`use_vmac\nvmac_xmit_base\nstrict_mode\n${unicast}`))).toEqual([reset])
    expect([onBase(''), onBase('vmac_xmit_base'), onBase(unicast)]).toEqual([false, false, true])
  })

  test('what is right draws no complaint', () => {
    const text = instance('track_file {\nf weight 3 reverse\n}\nuse_vmac vrrp.1\nvmac_xmit_base', file)
    expect(complaints(`${text}garp_group {\ngarp_interval 1\ninterface eth0\n}\n`)).toEqual([])
  })

  test('an unknown interface of these has status 4', () => {
    expect(loadText('linkbeat_interfaces {\neth9\n}').exitStatus).toBe(4)
  })
})

describe('scripts', () => {
  const script = 'vrrp_script s {\nscript /bin/true\n}\n'
  test('count for the verdict when their process runs', () => {
    expect(loadText(script).exitStatus).toBe(0)
    expect(loadText(instance('', script)).exitStatus).toBe(6)
    expect(messagesOf(loadText(server('notify_up /bin/true')))).toEqual([
      'SECURITY VIOLATION - check scripts are being executed but script_security not enabled.',
    ])
  })

  test('of VRRP do not when an interface is missing: a test ends there', () => {
    expect(loadText(instance('track_interface {\neth9\n}', script)).exitStatus).toBe(5)
  })
})

describe('what an instance is', () => {
  test('a version that comes after an IPv6 address does not fit it', () => {
    const text =
      'vrrp_instance a {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress {\nfe80::1\n}\nversion 2\n}\n'
    const message = '(a) vrrp_version 2 conflicts with configured or deduced version 3; ignoring.'
    expect(complaints(text)).toEqual([message])
  })

  test('accept mode does not go with a strict version 2', () => {
    const message = '(a) warning - accept mode for VRRP version 2 does not comply with RFC3768 - resetting'
    expect(complaints(instance('accept\nstrict_mode'))).toEqual([message])
    expect(complaints(instance('accept\nno_accept\nstrict_mode'))).toEqual([])
    expect(complaints(instance('version 3\naccept\nstrict_mode'))).toEqual([])
  })

  test('what an open quote begins is no word', () => {
    expect(loadText('vrrp_instance a {\nstate "MASTER\n}').exitStatus).toBe(2)
  })
})
