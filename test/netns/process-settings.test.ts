/** Name, priority, processors, memory lock and file mask of the processes, beside the original with the same file. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Daemon, sleep, until } from '../lab/daemons.ts'
import type { Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

const instance = `
vrrp_instance v {
  interface eth0
  virtual_router_id 3
  virtual_ipaddress { 10.9.9.9/32 }
}`

const cases = {
  'nothing said': '',
  'names and priorities': `
    process_names
    process_name director
    vrrp_priority -5
    vrrp_no_swap
    vrrp_cpu_affinity 1
    umask 022`,
  'real time': `
    vrrp_process_name a_name_of_more_than_15
    vrrp_rt_priority 20
    vrrp_rlimit_rttime 20000
    umask IRGRP|IWOTH`,
}

describe.skipIf(why !== null)(`process settings${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  beforeAll(() => {
    lan = new Lan('settings', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.9.1/24'] }] }])
  })
  afterAll(() => lan?.close())

  test.each(Object.entries(cases))('%s', async (_, globals) => {
    const text = `global_defs {${globals}\n}${instance}`
    const expected = await settingsOf('keepalived', text)
    const ours = await settingsOf('tskeepalived', text)
    if (!/\sprocess_names?\b/.test(globals)) expected.parent.name = ours.parent.name
    if (!/process_names|vrrp_process_name/.test(globals)) expected.vrrp.name = ours.vrrp.name
    expect(ours).toEqual(expected)
  })

  test('a reload changes them, and takes them back', async () => {
    const host = lan!.host('d')
    const daemon = Daemon.start('tskeepalived', host, `global_defs {\n}${instance}`, ['-D', '-P'])
    try {
      await daemon.waitForLine(/Entering BACKUP/)
      const before = read(daemon, 'vrrp')
      daemon.rewriteConfig(`global_defs {\n vrrp_cpu_affinity 1\n vrrp_priority 7\n umask 0\n}${instance}`)
      daemon.signal('SIGHUP')
      await untilSet(daemon, 'vrrp', { nice: '7', processors: '1', umask: '0000' })
      daemon.rewriteConfig(`global_defs {\n vrrp_priority 7\n}${instance}`)
      daemon.signal('SIGHUP')
      await untilSet(daemon, 'vrrp', { processors: before.processors })
      await daemon.stop()
    } finally {
      daemon.close()
    }
  })

  // The original's checker process ends where there is no IPVS.
  test('those of the checker process', async () => {
    const service =
      'virtual_server 10.9.9.9 80 {\n lb_algo rr\n lb_kind NAT\n real_server 10.9.9.8 80 {\n TCP_CHECK {\n }\n }\n}\n'
    const words = ['checker_process_name watcher', 'checker_priority -5', 'checker_cpu_affinity 1', 'checker_no_swap']
    const daemon = Daemon.start('tskeepalived', lan!.host('d'), `global_defs {\n ${words.join('\n ')}\n}\n${service}`)
    try {
      await daemon.waitForLine(/Startup complete/)
      await untilSet(daemon, 'checkers', { name: 'watcher', processors: '1', nice: '-5', locked: true, policy: '0' })
      const next = ['lvs_process_name lvs', 'checker_rt_priority 20', 'checker_rlimit_rttime 20000']
      daemon.rewriteConfig(`global_defs {\n ${next.join('\n ')}\n}\n${service}`)
      daemon.signal('SIGHUP')
      await untilSet(daemon, 'checkers', { name: 'lvs', nice: '0', realTime: '20' })
      expect(readFileSync(`/proc/${daemon.pid('checkers')}/limits`, 'latin1')).toMatch(/realtime timeout +20000 /)
      expect(await daemon.stop()).toBe(0)
    } finally {
      daemon.close()
    }
  })

  async function settingsOf(program: Program, text: string) {
    const daemon = Daemon.start(program, lan!.host('d'), text, ['-D', '-P'])
    try {
      await daemon.waitForLine(/Entering BACKUP/)
      await sleep(300)
      const settings = { parent: read(daemon, 'parent'), vrrp: read(daemon, 'vrrp') }
      await daemon.stop()
      return settings
    } finally {
      daemon.close()
    }
  }
})

/** They are set one after the other. */
async function untilSet(daemon: Daemon, which: Which, wanted: Partial<ReturnType<typeof read>>): Promise<void> {
  const names = Object.keys(wanted) as (keyof typeof wanted)[]
  await until(JSON.stringify(wanted), () => {
    const now = read(daemon, which)
    return names.every((name) => now[name] === wanted[name])
  })
}

type Which = 'parent' | 'vrrp' | 'checkers'

/** Fields of proc(5). */
function read(daemon: Daemon, which: Which) {
  const pid = daemon.pid(which)
  const status = readFileSync(`/proc/${pid}/status`, 'latin1')
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const line = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
  return {
    name: line('Name'),
    umask: line('Umask'),
    processors: line('Cpus_allowed_list'),
    locked: line('VmLck') !== '0 kB',
    nice: fields[16],
    realTime: fields[37],
    policy: fields[38],
  }
}
