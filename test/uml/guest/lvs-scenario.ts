/**
 * Runs inside the guest: the same LVS configuration, the same deaths and returns, once with keepalived and once with ours;
 * prints what `ipvsadm -Sn` says at each point as one JSON line, for the test outside to compare.
 */
import type { ChildProcess } from 'node:child_process'
import { Daemon, repositoryRoot, sleep, type Program } from '../../lab/daemons.ts'
import { Lan, type Host } from '../../lab/lan.ts'
import { join } from 'node:path'

export interface Snapshot {
  readonly program: Program
  readonly at: string
  readonly ipvs: readonly string[]
}

const MD5_OF_HELLO = '5d41402abc4b2a76b9719d911017c592'

const realServer = (last: number, port: number, lines: string): string =>
  `  real_server 10.0.0.${last} ${port} {\n${lines}\n  }\n`
const tcpCheck = '    TCP_CHECK {\n      connect_timeout 2\n    }'
const virtualServer = (address: string, lines: string, servers: string, protocol = 'TCP'): string =>
  `virtual_server ${address} {\n  delay_loop 1\n  protocol ${protocol}\n  retry 1\n  delay_before_retry 1\n${lines}\n${servers}}\n`

const config = (weight: number): string =>
  [
    virtualServer(
      '10.1.0.1 80',
      '  lb_algo rr\n  lb_kind NAT\n  persistence_timeout 7200',
      realServer(71, 80, `    weight ${weight}\n${tcpCheck}`) + realServer(72, 80, `    weight 1\n${tcpCheck}`),
    ),
    virtualServer(
      '10.1.0.1 81',
      '  lb_algo wlc\n  lb_kind DR\n  persistence_timeout 300\n  persistence_granularity 255.255.255.0\n  quorum 4\n  hysteresis 0\n  sorry_server 10.0.0.1 8888',
      realServer(71, 80, `    weight 2\n    inhibit_on_failure\n${tcpCheck}`) +
        realServer(72, 80, `    weight 3\n${tcpCheck}`),
    ),
    virtualServer(
      '10.1.0.2 8080',
      '  lb_algo wrr\n  lb_kind TUN\n  alpha\n  virtualhost www.example.com',
      [71, 72]
        .map((last) =>
          realServer(
            last,
            80,
            `    weight 5\n    HTTP_GET {\n      url {\n        path /hello\n        digest ${MD5_OF_HELLO}\n        status_code 200\n      }\n      connect_timeout 2\n      nb_get_retry 1\n      delay_before_retry 1\n    }`,
          ),
        )
        .join(''),
    ),
    virtualServer(
      '10.1.0.3 53',
      '  lvs_sched lc\n  lvs_method NAT\n  ops',
      realServer(71, 53, '    weight 1\n    uthreshold 100\n    lthreshold 50') + realServer(72, 53, '    weight 1'),
      'UDP',
    ),
    virtualServer(
      'fwmark 7',
      '  lb_algo sh\n  lb_kind DR',
      realServer(71, 0, '    weight 1') +
        realServer(72, 0, `    weight 1\n    TCP_CHECK {\n      connect_port 80\n      connect_timeout 2\n    }`),
    ),
    ...['dh', 'sed', 'nq', 'lblc', 'lblcr'].map((scheduler, i) =>
      virtualServer(
        `10.1.0.4 ${1000 + i}`,
        `  lb_algo ${scheduler}\n  lb_kind NAT`,
        realServer(71, 80, `    weight 1\n${tcpCheck}`),
      ),
    ),
  ].join('\n')

/** real servers in the configuration */
const total = 15

for (const program of ['keepalived', 'tskeepalived'] as const) await play(program)
process.exit()

async function play(program: Program): Promise<void> {
  const inside = (name: string, last: number) => ({
    name,
    nics: [{ name: 'eth0', segment: 'inside', addresses: [`10.0.0.${last}/24`] }],
  })
  const lan = new Lan('lv', [inside('director', 1), inside('web1', 71), inside('web2', 72)])
  const director = lan.host('director')
  const snapshot = (at: string): void => {
    const ipvs = director.run('ipvsadm', '-Sn').split('\n').filter(Boolean).sort()
    console.log(`SNAPSHOT ${JSON.stringify({ program, at, ipvs } satisfies Snapshot)}`)
  }
  const serve = (name: string): Promise<ChildProcess> => startServer(lan.host(name))
  let daemon: Daemon | null = null
  try {
    let web1 = await serve('web1')
    await serve('web2')
    daemon = Daemon.start(program, director, config(1))
    await stable(director, total, 'all real servers are in')
    snapshot('start')
    web1.kill('SIGKILL')
    // Both delays and one retry, twice over.
    await stable(director, -1, 'the dead ones are out')
    snapshot('web1 dead')
    web1 = await serve('web1')
    await stable(director, total, 'the returned ones are in')
    snapshot('web1 back')
    daemon.rewriteConfig(config(9))
    daemon.signal('SIGHUP')
    await sleep(6_000)
    await stable(director, total, 'after the reload')
    snapshot('weight changed by reload')
    await daemon.stop()
    snapshot('stopped')
  } catch (error) {
    console.log(`FAILED ${program}: ${(error as Error).message}\n${daemon?.log ?? ''}`)
  } finally {
    daemon?.close()
    lan.close()
  }
}

/** Waits until the table has not changed for five seconds, and has `destinations` entries where a number is given. */
async function stable(director: Host, destinations: number, what: string): Promise<void> {
  const deadline = Date.now() + 90_000
  let last = ''
  for (let since = Date.now(); ; await sleep(500)) {
    const now = director.run('ipvsadm', '-Sn')
    const count = now.split('\n').filter((line) => line.startsWith('-a')).length
    if (now !== last) since = Date.now()
    last = now
    if (Date.now() - since >= 5_000 && (destinations < 0 ? count < total : count === destinations)) return
    if (Date.now() > deadline) throw new Error(`never stable: ${what}; ${count} destinations:\n${now}`)
  }
}

async function startServer(host: Host): Promise<ChildProcess> {
  const child = host.spawn(process.execPath, [join(repositoryRoot, 'dist/guest/hello-server.mjs')])
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return child
}
