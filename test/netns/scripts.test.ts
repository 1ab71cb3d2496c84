/** Scripts by the thousand, and the death of the process that starts them: the engines go on as if nothing were. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { Daemon, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()
const many = 1_000

const instance = (priority: number, more = '') => `
vrrp_instance one {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  advert_int 0.5
  version 3
  virtual_ipaddress {
    10.9.0.100/24
  }
  ${more}
}
`

describe.skipIf(why !== null)(`scripts${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | null = null
  const daemons: Daemon[] = []
  afterEach(() => {
    for (const daemon of daemons.splice(0)) daemon.close()
    lan?.close()
  })
  const start = (name: string, config: string): Daemon => {
    const daemon = Daemon.start('tskeepalived', lan!.host(name), config)
    daemons.push(daemon)
    return daemon
  }
  const pids = (name: string) =>
    execFileSync('ip', ['netns', 'pids', lan!.host(name).namespace], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
  const named = (name: string, title: RegExp) => pids(name).filter((pid) => title.test(commandLineOf(pid)))

  test('a thousand slow ones, started at once, cost no advert; all of them end with the daemon', async () => {
    lan = new Lan('many', [
      { name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] },
      { name: 'b', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.2/24'] }] },
    ])
    const master = start('m', instance(150))
    await master.waitForLine(/Entering MASTER STATE/)
    const backup = start('b', instance(100))
    await backup.waitForLine(/Entering BACKUP STATE/)
    const names = Array.from({ length: many }, (_, i) => `slow${i}`)
    const scripts = names.map(
      (name) => `vrrp_script ${name} {\n script "/bin/sleep 300"\n interval 300\n weight 1\n}\n`,
    )
    master.rewriteConfig(`${scripts.join('')}${instance(150, `track_script {\n${names.join('\n')}\n}`)}`)
    master.signal('SIGHUP')
    await until('all run', () => named('m', /sleep/).length === many, 90_000)
    expect(backup.log).not.toMatch(/timeout|MASTER/)
    expect(await master.stop()).toBe(0)
    await until('none is left', () => pids('m').length === 0)
  })

  test('hundreds of scripts that a stop asks for are all run, also behind one that still runs', async () => {
    lan = new Lan('stops', [
      {
        name: 'm',
        nics: ['eth0', 'eth1'].map((name, i) => ({ name, segment: name, addresses: [`10.9.${i}.1/24`] })),
      },
    ])
    const directory = mkdtempSync(join(tmpdir(), 'tsk-stops-'))
    const log = join(directory, 'log')
    const script = join(directory, 'say')
    const instances = Array.from({ length: 400 }, (_, i) => ({ id: (i % 200) + 1, nic: `eth${Math.floor(i / 200)}` }))
    try {
      writeFileSync(script, `#!/bin/sh\necho "$@" >> ${log}\n`, { mode: 0o755 })
      const daemon = start(
        'm',
        instances
          .map(
            ({ id, nic }) => `
vrrp_instance ${nic}-${id} {
  interface ${nic}
  virtual_router_id ${id}
  priority 100
  advert_int 40
  version 3
  virtual_ipaddress {
    10.8.0.${id}/24
  }
  ${id === 1 ? 'notify_backup "/bin/sleep 300"' : ''}
  notify_stop "${script} ${nic} ${id}"
}`,
          )
          .join('\n'),
      )
      await daemon.waitForLine(/eth1-200\).*Entering BACKUP STATE/)
      await until('both sleep', () => named('m', /sleep/).length === 2)
      expect(await daemon.stop()).toBe(0)
      const said = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])
      await until('all have run', () => said().length >= instances.length)
      expect(said().sort()).toEqual(instances.map(({ id, nic }) => `${nic} ${id}`).sort())
      await until('none is left', () => pids('m').length === 0)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })

  test('a process of scripts that is killed is replaced, what it had started is ended, and no verdict changes', async () => {
    lan = new Lan('dies', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
    const scripts = `
vrrp_script quick {
  script "/bin/true"
  interval 1
}
vrrp_script slow {
  script "/bin/sleep 300"
  interval 600
  weight 1
}
`
    const daemon = start('m', `${scripts}${instance(150, 'track_script {\n quick\n slow\n }')}`)
    await daemon.waitForLine(/Entering MASTER STATE/)
    const [sleeping] = named('m', /sleep/)
    const [before] = named('m', /tskeepalived: scripts/)
    process.kill(Number(before), 'SIGKILL')
    const gone = await daemon.waitForLine(/The process that starts scripts is gone/)
    await daemon.waitForLine(/Track script slow could not be run \(ECONNRESET\), its last result stands/)
    await daemon.waitForLine(/Starting Script child process/, { from: gone })
    await until('what it had started is ended', () => !pids('m').includes(sleeping ?? ''))
    await until('another one', () => named('m', /tskeepalived: scripts/).length === 1)
    expect(daemon.log).not.toMatch(/FAULT|BACKUP.*BACKUP/)
    expect(await daemon.stop()).toBe(0)
    expect(pids('m')).toEqual([])
  })
})

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
  } catch {
    // It has just ended.
    return ''
  }
}
