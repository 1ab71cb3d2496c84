/** keepalived.json beside the original's: the same members with the same values, instance by instance. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Daemon, until, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const config = `
global_defs {
  enable_script_security
  script_user root
  smtp_server 10.9.0.200
  notification_email {
    a@b.example
  }
}
vrrp_script good {
  script "/bin/sh -c 'exit 0'"
  interval 20
  weight 3
}
vrrp_script bad {
  script "/bin/false"
  interval 20
}
vrrp_instance A {
  interface eth0
  virtual_router_id 51
  priority 100
  version 3
  advert_int 0.35
  accept
  preempt_delay 2.5
  garp_master_delay 7
  garp_master_repeat 3
  garp_master_refresh 60
  garp_master_refresh_repeat 2
  garp_lower_prio_delay 4
  garp_lower_prio_repeat 6
  promote_secondaries
  virtual_ipaddress {
    10.9.0.100/24 dev eth0 label eth0:1
    10.9.0.101
  }
  virtual_ipaddress_excluded {
    10.9.0.102/32
    fe80::7/64
  }
  virtual_routes {
    10.44.0.0/24 via 10.9.0.7 dev eth0
  }
  virtual_rules {
    from 10.1.0.0/24 table 100
  }
  track_script {
    good
  }
  notify_master "/bin/echo \\"a b\\" 'c' d"
  notify_backup /bin/true
  notify_fault /bin/true
  notify_stop /bin/true
  notify_master_rx_lower_pri /bin/true
  notify /bin/true
  smtp_alert
}
vrrp_instance B {
  state MASTER
  interface eth0
  virtual_router_id 52
  priority 255
  version 3
  dont_track_primary
  higher_prio_send_advert
  lower_prio_no_advert
  virtual_ipaddress {
    fe80::1
    2001:db8::1/64
  }
  track_interface {
    lo
    eth1 weight -3
  }
}
vrrp_instance C {
  interface eth0
  virtual_router_id 53
  priority 50
  unicast_peer {
    10.9.0.77
  }
  virtual_ipaddress {
    10.9.0.107
  }
  track_script {
    bad
  }
}
vrrp_instance D {
  interface eth0
  virtual_router_id 54
  priority 254
  nopreempt
  skip_check_adv_addr
  notify_deleted
  advert_int 20
  authentication {
    auth_type PASS
    auth_pass abc
  }
  virtual_ipaddress {
    10.9.0.108 brd 10.9.0.255 scope link
  }
}
vrrp_instance E {
  interface eth0
  virtual_router_id 55
  authentication {
    auth_type AH
    auth_pass secret
  }
  virtual_ipaddress {
    10.9.0.109
  }
}
`

interface Entry {
  readonly data: Record<string, unknown>
  readonly stats: Record<string, number>
}

describe.skipIf(why !== null)(`JSON${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan
  beforeAll(() => {
    const host = (name: string) => ({
      name,
      nics: [
        { name: 'eth0', segment: name, addresses: ['10.9.0.1/24', 'fe80::9/64'] },
        { name: 'eth1', segment: name },
      ],
    })
    lan = new Lan('json', [host('keepalived'), host('tskeepalived')])
  })
  afterAll(() => lan?.close())

  async function dumped(program: Program, text = config): Promise<unknown> {
    const daemon = Daemon.start(program, lan.host(program), text)
    const path = join(daemon.directory, 'keepalived.json')
    try {
      for (const name of ['A', 'B', 'E']) await daemon.waitForLine(new RegExp(`\\(${name}\\) Entering MASTER`))
      await daemon.waitForLine(/Script `bad` now returning 1/)
      await until('the addresses are there', () => lan.host(program).hasAddress('eth0', '10.9.0.101'))
      process.kill(daemon.pid(), 36)
      await until('the file', () => existsSync(path))
      return JSON.parse(readFileSync(path, 'utf8')) as unknown
    } finally {
      daemon.close()
    }
  }

  /** What depends on the moment is of the right kind. */
  function timeless(dump: unknown): readonly Entry[] {
    return (dump as Entry[]).map(({ data, stats }) => {
      const seconds = data['last_transition'] as number
      expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(600)
      return {
        data: { ...data, last_transition: 'a time', vips: withoutFirewall(data['vips']) },
        stats: { ...stats, advert_sent: Math.min(1, stats['advert_sent'] ?? -1) },
      }
    })
  }

  test('every member of every instance', async () => {
    const [ours, theirs] = await Promise.all([dumped('tskeepalived'), dumped('keepalived')])
    expect(timeless(ours)).toEqual(timeless(theirs))
    // The order too: some read it with a regular expression.
    const order = (dump: unknown) =>
      (dump as Entry[]).map((entry) => [Object.keys(entry.data), Object.keys(entry.stats)])
    expect(order(ours)).toEqual(order(theirs))
  })

  test('json_version 2 (2.3.0) puts them into an object', async () => {
    const process = 'vrrp_track_process p {\n  process nothing-runs-so\n  weight 2\n  quorum 3\n}\n'
    const tracked = config.replace('  smtp_alert\n', '  track_process {\n    p\n  }\n')
    const dump = await dumped('tskeepalived', `global_defs {\n  json_version 2\n}\n${process}${tracked}`)
    expect(Object.keys(dump as object)).toEqual(['vrrp', 'track_process'])
    expect((dump as { track_process: unknown[] }).track_process).toMatchObject([
      { process: 'nothing-runs-so', min_processes: 3, current_processes: 0, have_quorum: false, weight: 2 },
    ])
    expect((dump as { vrrp: Entry[] }).vrrp.map(({ data }) => data['iname'])).toEqual(['A', 'B', 'C', 'D', 'E'])
  })
})

/** compat: 2.2.7 marks addresses that its firewall rules cover; we have none yet. */
function withoutFirewall(addresses: unknown): unknown {
  return (addresses as string[]).map((text) => text.replace(' nftable_set', ''))
}
