/** `tskeepalived status` and `tskeepalived reload` beside a daemon that runs, and what that daemon listens on. */
import { spawnSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StatusDocument, VrrpStatus, LvsStatus } from '../../src/daemon/status-document.ts'
import { askDaemon, commandOf, Daemon, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()
const { command, args } = commandOf('tskeepalived')

const config = `
vrrp_script bad {
  script /bin/false
  interval 1
  weight -20
}
vrrp_sync_group both {
  sync_group_tracking_weight
  group {
    one
    two
  }
}
vrrp_instance one {
  interface eth0
  virtual_router_id 51
  priority 150
  advert_int 0.2
  version 3
  virtual_ipaddress {
    10.9.0.100/24
  }
  track_script {
    bad
  }
}
vrrp_instance two {
  interface eth0
  virtual_router_id 52
  priority 150
  advert_int 0.2
  version 3
  virtual_ipaddress {
    10.9.0.101/24
  }
}
virtual_server 10.9.0.100 80 {
  delay_loop 1
  lb_algo rr
  lb_kind NAT
  protocol TCP
  real_server 10.9.0.1 81 {
    TCP_CHECK {
      connect_timeout 1
      retry 0
    }
  }
}
`

describe.skipIf(why !== null)(`status and reload${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan
  let daemon: Daemon
  beforeAll(async () => {
    lan = new Lan('status', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
    daemon = Daemon.start('tskeepalived', lan.host('d'), config)
    await daemon.waitForLine(/\(two\) Entering MASTER STATE/)
    await daemon.waitForLine(/TCP_CHECK on service .* failed/)
  })
  afterAll(() => {
    daemon?.close()
    lan?.close()
  })

  const run = (...words: string[]) =>
    spawnSync(command, [...args, '-p', daemon.pidFile('parent'), ...words], { encoding: 'utf8', timeout: 30_000 })
  const status = async () => JSON.parse(await askDaemon(daemon, 'status')) as StatusDocument

  test('tells of every instance where its points went, who is master and why', async () => {
    await daemon.waitForLine(/Changing effective priority from 150 to 130/)
    const { vrrp, config: read, processes } = await status()
    const { instances, syncGroups } = vrrp as VrrpStatus
    expect(instances.map(({ name, state, priority }) => [name, state, priority.base, priority.effective])).toEqual([
      ['one', 'master', 150, 130],
      ['two', 'master', 150, 130],
    ])
    const [one] = instances
    expect(one?.trackers).toEqual([
      { kind: 'script', name: 'bad', weight: -20, reverse: false, up: false, points: -20 },
    ])
    expect(one?.master).toEqual({ address: '10.9.0.1', priority: 130, self: true })
    expect(one?.lastTransition).toMatchObject({ from: 'backup', to: 'master', at: one?.since })
    expect(instances.map((each) => each.lastTransition?.why)).toContain('with its sync group both')
    expect(instances.map((each) => each.lastTransition?.why)).toContain('no master was heard')
    expect(one?.addresses).toEqual([{ address: '10.9.0.100/24', interface: 'eth0', set: true }])
    expect(syncGroups).toMatchObject([{ name: 'both', state: 'master', members: ['one', 'two'] }])
    expect(read).toMatchObject({ file: daemon.configPath, generation: 1, lastReload: null })
    expect(processes.map(({ name, state, pid }) => [name, state, pid])).toEqual([
      ['scripts', 'running', expect.any(Number)],
      ['checker', 'running', daemon.pid('checkers')],
      ['vrrp', 'running', daemon.pid('vrrp')],
    ])
    expect(Math.abs(Date.parse(one?.since ?? '') - Date.now())).toBeLessThan(600_000)
  })

  test('tells of every real server its last check and its words', async () => {
    const [server] = ((await status()).lvs as LvsStatus).virtualServers
    expect(server).toMatchObject({
      name: '[10.9.0.100]:tcp:80',
      quorum: { up: false, needed: 1, aliveWeight: 0 },
      realServers: [{ name: '[10.9.0.1]:tcp:81', alive: false, inPool: false, weight: 1 }],
    })
    const [check] = server?.realServers[0]?.checks ?? []
    expect(check).toMatchObject({ kind: 'tcp', up: false, last: { up: false } })
    expect(check?.last?.words).toBe('TCP connection to [10.9.0.1]:tcp:81 failed.')
    expect(Date.parse(server?.realServers[0]?.since ?? '')).toBeLessThanOrEqual(Date.now())
    expect(run('status').stdout).toMatch(/\[10\.9\.0\.1\]:tcp:81: down since .* \(\d+ s\), weight 1/)
    expect(run('status').stdout).toMatch(
      /tcp down, checked .* \(\d+ s\): TCP connection to \[10\.9\.0\.1\]:tcp:81 failed\./,
    )
  })

  test('only root and the own account may ask', () => {
    const path = join(daemon.directory, 'parent.sock')
    expect([statSync(path).mode & 0o777, statSync(path).uid]).toEqual([0o600, process.geteuid?.()])
    if (process.geteuid?.() !== 0) return
    const words = [
      '--reuid=65534',
      '--clear-groups',
      command,
      '-e',
      `require('net').connect('${path}').on('error', (e) => console.log(e.code))`,
    ]
    const other = spawnSync('setpriv', words, { encoding: 'utf8' })
    expect(other.stdout.trim()).toBe('EACCES')
  })

  test('a reload that is refused says why and fails; the next good one does not', async () => {
    writeFileSync(daemon.configPath, config.replace('virtual_router_id 51', 'virtual_router_id 999'))
    const refused = run('reload')
    expect(refused.status).toBe(1)
    expect(refused.stderr).toMatch(/Line 16\).*VRID '999' not valid[\s\S]*Reload refused/)
    const { config: after, vrrp } = await status()
    expect(after).toMatchObject({ generation: 1, lastReload: { result: 'refused' } })
    expect(after.lastReload?.reasons.join()).toMatch(/Line 16/)
    expect(run('status').stdout).toMatch(/last reload .*: refused\n( {2}.*\n)* {2}\(.*Line 16/)
    expect((vrrp as VrrpStatus).instances[0]?.vrid).toBe(51)
    expect(JSON.parse(await askDaemon(daemon, 'reload'))).toMatchObject({ result: 'refused' })

    writeFileSync(daemon.configPath, config.replace('priority 150', 'priority 140'))
    const done = run('reload')
    expect([done.status, done.stdout, done.stderr]).toEqual([0, '', ''])
    expect((await status()).config).toMatchObject({ generation: 2, lastReload: { result: 'done', reasons: [] } })
    expect(((await status()).vrrp as VrrpStatus).instances[0]?.priority).toEqual({ base: 140, effective: 120 })
  })

  test('by default nothing listens on any network socket', async () => {
    const listening = () => lan.host('d').run('ss', '-H', '-lntuS')
    expect(listening()).toBe('')
    // The same look sees one that is there.
    const code = "require('net').createServer().listen(7, () => console.log('up'))"
    const server = lan.host('d').spawn(process.execPath, ['-e', code])
    let up = false
    server.stdout?.on('data', () => (up = true))
    await until('a server listens', () => up)
    expect(listening()).toContain(':7')
    server.kill()
  })

  test('nobody there', () => {
    const none = spawnSync(command, [...args, '-p', join(daemon.directory, 'none.pid'), 'status'], { encoding: 'utf8' })
    expect([none.status, none.stdout]).toEqual([1, ''])
    expect(none.stderr).toMatch(/none\.sock: no tskeepalived listens there/)
  })
})
