/** Memory of a running master with one instance: the sum of the proportional set sizes of all its processes. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Daemon, sleep, type Program } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'
import type { Measurement } from './measure.ts'

export async function memory(): Promise<Measurement[]> {
  return [
    {
      what: 'memory of parent and VRRP process, sum of PSS',
      unit: 'MB',
      digits: 1,
      values: { keepalived: await pssMb('keepalived'), tskeepalived: await pssMb('tskeepalived') },
    },
  ]
}

async function pssMb(program: Program): Promise<number> {
  const lan = new Lan('me', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
  const daemon = Daemon.start(
    program,
    lan.host('m'),
    'vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n virtual_ipaddress {\n 10.9.0.100/24\n }\n}\n',
    [],
  )
  try {
    await daemon.waitForLine(/Entering MASTER STATE/)
    await sleep(6_000)
    const pids = execFileSync('ip', ['netns', 'pids', lan.host('m').namespace], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
    const kilobytes = pids.map((pid) =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    )
    return kilobytes.reduce((sum, size) => sum + size, 0) / 1024
  } finally {
    daemon.close()
    lan.close()
  }
}
