/** Defaults, inheritance and the checks at the end of a configuration: VRRP. */
import { describe, expect, test } from 'vitest'
import { writeIpPrefix } from '../../../src/lib/ip.ts'
import { instance, loadText, messagesOf, only } from './load-text.ts'

const instances = (text: string) => loadText(text).config?.vrrp.instances ?? []
const names = (text: string) => instances(text).map((one) => one.name)

describe('start state and priority', () => {
  test.each([
    ['', 'backup', 100],
    ['state MASTER', 'master', 255],
    ['state BACKUP', 'backup', 100],
    ['priority 255', 'master', 255],
    ['state BACKUP\npriority 255', 'backup', 255],
    ['state MASTER\npriority 120', 'master', 120],
    ['state FOO', 'backup', 100],
  ])('%s', (lines, initialState, priority) => {
    expect(instances(instance(lines))[0]).toMatchObject({ initialState, priority })
  })

  test('MASTER stays', () => {
    const result = loadText(instance('state MASTER\nstate BACKUP'))
    expect(result.config?.vrrp.instances[0]?.initialState).toBe('master')
    expect(messagesOf(result)).toEqual(['(a) state previously set as MASTER - ignoring BACKUP'])
    expect(instances(instance('state BACKUP\nstate MASTER'))[0]?.initialState).toBe('master')
  })

  test('a second authentication block adds to the first', () => {
    const blocks = 'authentication {\n auth_type PASS\n auth_pass x\n}\nauthentication {\n auth_type AH\n}'
    expect(instances(instance(blocks))[0]?.authentication).toEqual({
      kind: 'ah',
      password: { secret: Uint8Array.of(0x78) },
    })
  })

  test('of a word and its opposite the later one counts', () => {
    const found = (lines: string) => loadText(instance(lines)).config?.vrrp.instances[0]
    expect(found('nopreempt\npreempt')?.preempt).toBe(true)
    expect(found('preempt\nnopreempt')?.preempt).toBe(false)
    expect(found('no_accept\naccept')?.accept).toBe(true)
    expect(found('accept\nno_accept')?.accept).toBe(false)
  })
  test('nopreempt is cleared where it cannot work', () => {
    const cases = [
      ['nopreempt', true, null],
      [
        'nopreempt\nstate MASTER\npriority 100',
        false,
        '(a) Warning - nopreempt will not work with initial state MASTER - clearing',
      ],
      ['nopreempt\npriority 255', false, '(a) nopreempt is incompatible with priority 255. resetting nopreempt'],
    ] as const
    for (const [lines, nopreempt, message] of cases) {
      const result = loadText(instance(lines))
      expect(result.config?.vrrp.instances[0]?.preempt).toBe(!nopreempt)
      expect(messagesOf(result)).toEqual(message === null ? [] : [message])
    }
  })

  test('preempt_delay is cleared where it cannot work', () => {
    const cases = [
      ['nopreempt', '(a) preempt_delay is incompatible with nopreempt mode - resetting'],
      ['state MASTER\npriority 9', '(a) Warning - preempt delay will not work with initial state MASTER - clearing'],
      ['strict_mode on', '(a) preempt_delay is incompatible with strict mode - resetting'],
    ] as const
    for (const [lines, message] of cases) {
      const result = loadText(instance(`preempt_delay 5\n${lines}`))
      expect(result.config?.vrrp.instances[0]?.preemptDelayUs).toBe(0)
      expect(messagesOf(result)).toContain(message)
    }
  })
})

describe('defaults from global_defs, wherever it stands', () => {
  const globals =
    'global_defs {\n vrrp_garp_master_delay 1\n vrrp_garp_master_repeat 2\n vrrp_version 3\n vrrp_mcast_group4 224.0.0.99\n smtp_alert\n vrrp_down_timer_adverts 5\n}\n'

  test.each([
    ['before', globals + instance('')],
    ['after', instance('') + globals],
  ])('%s', (_, text) => {
    expect(instances(text)[0]).toMatchObject({
      version: 3,
      smtpAlert: true,
      downTimerAdverts: 5,
      mcastGroup: { bytes: Uint8Array.of(224, 0, 0, 99) },
      garp: {
        delayUs: 1_000_000,
        repeat: 2,
        refreshUs: 0,
        refreshRepeat: 1,
        lowerPrioDelayUs: 1_000_000,
        lowerPrioRepeat: 2,
      },
    })
  })

  test('the instance may say otherwise', () => {
    expect(instances(globals + instance('garp_master_delay 7\nsmtp_alert off\nversion 2'))[0]).toMatchObject({
      version: 2,
      smtpAlert: false,
      garp: { delayUs: 7_000_000, repeat: 2, lowerPrioDelayUs: 1_000_000 },
    })
  })

  test('the more specific smtp_alert wins', () => {
    expect(instances(`global_defs {\n smtp_alert on\n smtp_alert_vrrp off\n}\n${instance('')}`)[0]?.smtpAlert).toBe(
      false,
    )
  })

  test('vrrp_min_garp leaves explicit values alone', () => {
    const garp = (text: string) => loadText(`global_defs {\n vrrp_min_garp\n${text}\n}`).config?.global.garp
    expect(garp('')).toMatchObject({ delayUs: 0, repeat: 1 })
    expect(garp('vrrp_garp_master_repeat 4')).toMatchObject({ delayUs: 0, repeat: 4 })
  })
})

describe('strict mode', () => {
  test.each([
    ['priority 255', true],
    ['priority 255\nversion 3', true],
    ['state MASTER', true],
    ['priority 255\nno_accept', false],
    ['priority 100', false],
  ])('an owner answers on its addresses: %j', (lines, accept) => {
    expect(loadText(instance(`strict_mode on\n${lines}`)).config?.vrrp.instances[0]?.accept).toBe(accept)
  })

  test('overrides and says so', () => {
    const result = loadText(
      instance(
        'strict_mode on\ndown_timer_adverts 4\ngarp_lower_prio_delay 1\ngarp_lower_prio_repeat 1\nlower_prio_no_advert off\nhigher_prio_send_advert on\nauthentication {\n auth_type PASS\n auth_pass x\n}',
      ),
    )
    expect(result.config?.vrrp.instances[0]).toMatchObject({
      strict: true,
      accept: false,
      downTimerAdverts: 3,
      lowerPrioNoAdvert: true,
      higherPrioSendAdvert: false,
      authentication: { kind: 'none' },
      garp: { lowerPrioDelayUs: 0, lowerPrioRepeat: 0 },
    })
    expect(messagesOf(result)).toHaveLength(6)
    expect(result.exitStatus).toBe(5)
  })
})

describe('addresses', () => {
  test('the first decides the family; the others are left out with a reason', () => {
    const result = loadText(
      'vrrp_instance a {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n fe80::1\n 10.0.0.1\n 2001:db8::1/64\n }\n virtual_ipaddress_excluded {\n 10.0.0.9/8 dev eth1\n }\n}',
    )
    const [one] = result.config?.vrrp.instances ?? []
    expect(one).toMatchObject({ family: 6, version: 3 })
    expect(one?.addresses.map(writeIpPrefix)).toEqual(['fe80::1/128', '2001:db8::1/64'])
    expect(one?.excludedAddresses.map((address) => [writeIpPrefix(address), address.interface])).toEqual([
      ['10.0.0.9/8', 'eth1'],
    ])
    expect(messagesOf(result)).toEqual(['(a): address family must match VRRP instance [10.0.0.1] - ignoring'])
  })

  test('too many are moved to the excluded ones', () => {
    const result = loadText(
      'vrrp_instance a {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n ~SEQ(i, 1, 200) 10.0.0.$i\n ~SEQ(i, 1, 100) 10.0.1.$i\n }\n}',
    )
    const [one] = result.config?.vrrp.instances ?? []
    expect([one?.addresses.length, one?.excludedAddresses.length]).toEqual([255, 45])
    expect(messagesOf(result)).toEqual([
      '(a) Number of VIPs (300) exceeds maximum/space available in packet (max 255 addresses) - excess moved to eVIPs',
    ])
  })

  test('none at all: sensible in version 2, required in version 3', () => {
    const bare = (lines: string) => `vrrp_instance a {\n interface eth0\n virtual_router_id 1\n${lines}\n}`
    expect(names(bare(''))).toEqual(['a'])
    expect(messagesOf(loadText(bare('')))).toEqual(['(a) No VIP specified; at least one is sensible'])
    expect(names(bare('version 3'))).toEqual([])
    expect(names(bare('version 3\nno_virtual_ipaddress'))).toEqual(['a'])
  })
})

describe('what an instance cannot do without', () => {
  test.each([
    ['vrrp_instance a {\n interface eth0\n}', '(a) the virtual router id must be set'],
    ['vrrp_instance a {\n virtual_router_id 1\n}', '(a) Unknown interface!'],
    [
      'vrrp_instance a {\n virtual_router_id 1\n interface lo\n}',
      '(a) cannot use a loopback interface (lo) for vrrp - ignoring',
    ],
    ['vrrp_instance {\n}', 'vrrp_instance must have a name'],
    ['vrrp_instance a b {\n}', 'vrrp_instance must have a name'],
  ])('%s', (text, message) => {
    expect(names(text)).toEqual([])
    expect(messagesOf(loadText(text))).toEqual([message])
  })

  test('an interface that is missing is reported twice, as by the original, unless interfaces are dynamic', () => {
    const text = instance('').replace('eth0', 'eth9')
    expect(messagesOf(loadText(text))).toEqual([
      "WARNING - interface eth9 for vrrp_instance a doesn't exist",
      'Non-existent interface specified in configuration',
    ])
    expect(messagesOf(loadText(`${text}global_defs {\n dynamic_interfaces\n}`))).toEqual([])
  })
})

describe('names and numbers that clash', () => {
  test('a second instance of a name is skipped', () => {
    const result = loadText(instance('') + instance('', 'a', 2))
    expect(result.config?.vrrp.instances.map((one) => one.vrid)).toEqual([1])
    expect(only(result, 'duplicate-name')).toMatchObject({
      message: 'vrrp instance a already defined',
      position: { line: 9 },
    })
  })

  test('one router id on one interface is for one instance', () => {
    const result = loadText(instance('') + instance('', 'b', 1) + instance('', 'c', 2))
    expect(result.config?.vrrp.instances.map((one) => one.name)).toEqual(['a', 'c'])
    expect(messagesOf(result)).toEqual(['a and b both use VRID 1 with IPv4 on interface eth0'])
  })
})

describe('sync groups', () => {
  const two = instance('track_interface {\n eth1 weight 10\n}\ntrack_script {\n s\n}') + instance('', 'b', 2)
  const script = 'vrrp_script s {\n script "/bin/x"\n weight 5\n}\n'
  const group = (lines: string, name = 'g') => `vrrp_sync_group ${name} {\n${lines}\n}\n`

  test('members keep no weights, unless the group says so', () => {
    const plain = loadText(script + two + group('group {\n a b\n}'))
    expect(plain.config?.vrrp.instances[0]).toMatchObject({
      syncGroup: 'g',
      trackScripts: [],
      trackInterfaces: [{ interface: 'eth1', weight: 0 }],
    })
    expect(messagesOf(plain)).toContain('(a) ignoring tracked script s with weights due to SYNC group')
    expect(messagesOf(plain)).toContain('(a) ignoring eth1 tracked interface weight due to SYNC group')
    const weighted = loadText(script + two + group('group {\n a b\n}\nsync_group_tracking_weight'))
    expect(weighted.config?.vrrp.instances[0]).toMatchObject({
      trackScripts: [{ script: 's', weight: 5 }],
      trackInterfaces: [{ weight: 10 }],
    })
  })

  test.each([
    ['group {\n a\n b\n c\n}', ['a', 'b'], ["Virtual router c specified in sync group g doesn't exist - ignoring"]],
    ['group {\n a\n}', ['a'], ["Sync group g has only 1 virtual router(s) - this probably isn't what you want"]],
    [
      'group {\n}',
      null,
      ['Warning - sync group g has empty group block', 'Sync group g has no virtual router(s). removing'],
    ],
    ['', null, ['Sync group g has no virtual router(s). removing']],
    [
      'group {\n c\n}',
      null,
      [
        "Virtual router c specified in sync group g doesn't exist - ignoring",
        'Sync group g, no matching virtual router found in group declaration - removing',
      ],
    ],
  ] as const)('%j', (lines, members, expected) => {
    const result = loadText(group(lines) + instance('') + instance('', 'b', 2))
    expect(result.config?.vrrp.syncGroups.map((one) => one.members)).toEqual(members === null ? [] : [members])
    expect(messagesOf(result).toSorted()).toEqual([...expected].toSorted())
  })

  test('nobody is in two groups', () => {
    const result = loadText(
      group('group {\n a b\n}') + group('group {\n a\n}', 'h') + instance('') + instance('', 'b', 2),
    )
    expect(result.config?.vrrp.syncGroups.map((one) => one.name)).toEqual(['g'])
    expect(messagesOf(result)).toContain('Virtual router a cannot exist in more than one sync group; ignoring h')
  })
})

describe('tracking', () => {
  const tracked = (lines: string) =>
    `vrrp_script s {\n script "/bin/x y"\n weight -20\n}\nvrrp_track_process p {\n process sshd -D\n quorum 2\n delay 0.5\n}\n${instance(lines)}`

  test('weights come from the list, else from the script or process', () => {
    const [one] = instances(
      tracked('track_script {\n s\n}\ntrack_process {\n p weight 3 reverse\n}\ntrack_interface {\n eth1 weight -5\n}'),
    )
    expect(one).toMatchObject({
      trackScripts: [{ script: 's', weight: -20, reverse: false }],
      trackProcesses: [{ process: 'p', weight: 3, reverse: true }],
      trackInterfaces: [{ interface: 'eth1', weight: -5, reverse: false }],
    })
  })

  test('a script and a process with their defaults', () => {
    const config = loadText(tracked('')).config?.vrrp
    expect(config?.scripts[0]).toMatchObject({
      intervalUs: 1_000_000,
      timeoutUs: 0,
      rise: 1,
      fall: 1,
      initFail: false,
      command: { argv: ['/bin/x', 'y'] },
    })
    expect(config?.processes[0]).toMatchObject({
      process: 'sshd',
      params: ['-D'],
      paramMatch: 'exact',
      fullCommand: true,
      quorum: 2,
      forkDelayUs: 500_000,
    })
  })

  test.each([
    ['track_script {\n s weight 254\n}', '(a) weight for s cannot be +/-254. Setting to +/-253'],
    ['track_script {\n s\n s\n}', '(a) duplicate track_script s - ignoring'],
    ['track_script {\n s foo\n}', '(a) unknown track script option foo - ignoring'],
    ['track_process {\n q\n}', '(a) track process q not found, ignoring...'],
    ['track_interface {\n eth9\n}', "(a) tracked interface eth9 doesn't exist"],
    ['track_interface {\n eth1 weight\n}', '(a) weight without value specified for track_interface eth1 - ignoring'],
    [
      'track_interface {\n eth1 weight 400\n}',
      '(a) weight 400 for eth1 must be between [-253..253] inclusive. Ignoring...',
    ],
  ])('%j', (lines, message) => {
    expect(messagesOf(loadText(tracked(lines)))).toContain(message)
  })

  test('an owner cannot lose priority', () => {
    const [one] = instances(
      tracked('priority 255\ntrack_script {\n s\n}\ntrack_interface {\n eth1 weight 3\n enp0s8\n}'),
    )
    expect(one).toMatchObject({ trackScripts: [], trackInterfaces: [{ interface: 'enp0s8', weight: 0 }] })
  })
})

describe('scripts', () => {
  const withScript = (globals: string, script: string) =>
    loadText(
      `global_defs {\n${globals}\n}\nvrrp_script s {\n script ${script}\n}\n${instance('track_script {\n s\n}')}`,
    )

  test.each([
    ['enable_script_security\nscript_user root', '"/bin/x a"', 0, 1],
    ['', '"/bin/x a"', 6, 1],
    ['', '"/opt/unsafe"', 6, 1],
    ['enable_script_security\nscript_user root', '"/opt/unsafe"', 5, 0],
    ['enable_script_security\nscript_user nobody', '"/opt/unsafe"', 0, 1],
    ['enable_script_security', '"/bin/x"', 5, 0],
    ['enable_script_security\nscript_user root', '"/bin/nosuch"', 5, 0],
    ['enable_script_security\nscript_user root nosuchgroup', '"/bin/x"', 5, 0],
    ['enable_script_security\nscript_user root', '"</dev/tcp/127.0.0.1/80"', 0, 1],
  ])('%j %s', (globals, script, status, count) => {
    const result = withScript(globals, script)
    expect(result.exitStatus).toBe(status)
    expect(result.config?.vrrp.scripts).toHaveLength(count)
    expect(result.config?.vrrp.instances[0]?.trackScripts).toHaveLength(count)
  })

  test('accounts become numbers; null is the account of all scripts', () => {
    const text = `global_defs {\n script_user nobody\n}\n${instance('notify_master "/bin/x a \'b c\'" root\nnotify_fault y\nnotify_stop "/bin/x" nosuchuser')}`
    const config = loadText(text).config
    expect(config?.global).toMatchObject({ scriptUid: 65534, scriptGid: 65534 })
    expect(config?.vrrp.instances[0]?.notify).toMatchObject({
      master: { argv: ['/bin/x', 'a', 'b c'], text: "/bin/x a 'b c'", uid: 0, gid: 0 },
      fault: { argv: ['/usr/bin/y'], uid: null, gid: null },
      stop: null,
      backup: null,
    })
  })

  test('the first of two notify scripts stays', () => {
    const result = loadText(
      `global_defs {\n enable_script_security\n script_user root\n}\n${instance('notify_master /bin/x\nnotify_master /bin/y')}`,
    )
    expect(result.config?.vrrp.instances[0]?.notify.master?.argv).toEqual(['/bin/x'])
    expect(messagesOf(result)).toEqual(['(a) notify_master script already specified - ignoring /bin/y'])
  })
})

describe('unicast', () => {
  test('peers with their limits', () => {
    const [one] = instances(
      instance('unicast_src_ip 10.9.0.1\nunicast_peer {\n 10.9.0.2 min_ttl 200 max_ttl 254\n 10.9.0.3\n fe80::1\n}'),
    )
    expect(one?.unicastPeers).toMatchObject([
      { minTtl: 200, maxTtl: 254 },
      { minTtl: 0, maxTtl: 255 },
    ])
    expect(one?.checkUnicastSource).toBe(true)
  })

  test('without peers it is multicast after all', () => {
    const result = loadText(instance('unicast_src_ip 10.9.0.1'))
    expect(only(result, 'no-peers').message).toContain(
      '(a) A unicast keyword has been specified without any unicast peers.',
    )
  })
})

test('process_names replaces the names above it, not those below', () => {
  const names = (lines: string): unknown => {
    const { global } = loadText(`global_defs {\n${lines}\n}\n${instance('')}`).config ?? {}
    return [global?.vrrpProcess.name, global?.checkerProcess.name, global?.inert?.['bfdProcessName']]
  }
  const own = 'vrrp_process_name v\nlvs_process_name l\nbfd_process_name b'
  expect(names(own)).toEqual(['v', 'l', 'b'])
  expect(names(`process_names\n${own}`)).toEqual(['v', 'l', 'b'])
  expect(names(`${own}\nprocess_names`)).toEqual(['keepalived_vrrp', 'keepalived_lvs', 'keepalived_bfd'])
})
