/**
 * Runs inside the guest: our director between clients and two web servers. One client is outside and reaches them by
 * address translation; another is beside them, because with direct routing and tunnels they answer without the director.
 * Who answered which request is printed as JSON lines.
 */
import { join } from 'node:path'
import { Daemon, repositoryRoot, sleep, until } from '../../lab/daemons.ts'
import { Lan, type Host } from '../../lab/lan.ts'

export interface Answers {
  readonly at: string
  readonly method: string
  /** sorted */
  readonly answers: readonly string[]
}

const vips = { NAT: '10.5.0.80', DR: '10.6.0.81', 'TUN ipip': '10.6.0.82', 'TUN gue': '10.6.0.83' } as const
type Method = keyof typeof vips
const GUE_PORT = 6080
const REQUESTS = 6

const inside = (name: string, last: number) => ({
  name,
  nics: [{ name: 'eth0', segment: 'inside', addresses: [`10.6.0.${last}/24`] }],
  gateway: '10.6.0.1',
})
const lan = new Lan('tr', [
  {
    name: 'director',
    nics: [
      { name: 'eth0', segment: 'outside', addresses: ['10.5.0.1/24', `${vips.NAT}/32`] },
      { name: 'eth1', segment: 'inside', addresses: ['10.6.0.1/24'] },
    ],
  },
  { name: 'far', nics: [{ name: 'eth0', segment: 'outside', addresses: ['10.5.0.2/24'] }] },
  inside('near', 2),
  inside('web1', 11),
  inside('web2', 12),
])
const director = lan.host('director')
director.run('sysctl', '-qw', 'net.ipv4.ip_forward=1')
for (const method of ['DR', 'TUN ipip', 'TUN gue'] as const)
  director.run('ip', 'addr', 'add', `${vips[method]}/32`, 'dev', 'eth1')

const virtualServer = (method: Method, kind: string): string =>
  `virtual_server ${vips[method]} 80 {\n delay_loop 1\n warmup 0\n lvs_sched rr\n lvs_method ${kind}\n protocol TCP\n${[
    11, 12,
  ]
    .map(
      (last) =>
        ` real_server 10.6.0.${last} 80 {\n TCP_CHECK {\n connect_timeout 10\n retry 1\n delay_before_retry 1\n }\n }\n`,
    )
    .join('')}}\n`
const config =
  virtualServer('NAT', 'NAT') +
  virtualServer('DR', 'DR') +
  virtualServer('TUN ipip', 'TUN') +
  virtualServer('TUN gue', `TUN type gue port ${GUE_PORT}`)

let daemon: Daemon | null = null
try {
  for (const name of ['web1', 'web2']) acceptAddresses(lan.host(name))
  const web1 = await startServer('web1')
  await startServer('web2')
  daemon = Daemon.start('tskeepalived', director, config)
  await table(8)
  ask('both live')
  web1.kill('SIGKILL')
  await table(4)
  ask('web1 is dead')
  await startServer('web1')
  await table(8)
  ask('web1 is back')
} catch (error) {
  console.log(`FAILED ${(error as Error).message}\n${daemon?.log ?? ''}`)
} finally {
  daemon?.close()
  lan.close()
}
process.exit()

/** The addresses of the services are the servers' own too, but only the director answers for them on the link. */
function acceptAddresses(web: Host): void {
  for (const setting of ['arp_ignore=1', 'arp_announce=2']) web.run('sysctl', '-qw', `net.ipv4.conf.all.${setting}`)
  web.run('sysctl', '-qw', 'net.ipv4.conf.all.rp_filter=0')
  web.run('sysctl', '-qw', 'net.ipv4.conf.default.rp_filter=0')
  web.run('ip', 'addr', 'add', `${vips.DR}/32`, 'dev', 'lo')
  web.run('ip', 'link', 'set', 'tunl0', 'up')
  for (const method of ['TUN ipip', 'TUN gue'] as const)
    web.run('ip', 'addr', 'add', `${vips[method]}/32`, 'dev', 'tunl0')
  web.run('ip', 'fou', 'add', 'port', String(GUE_PORT), 'gue')
}

function ask(at: string): void {
  for (const method of Object.keys(vips) as Method[]) {
    const client = lan.host(method === 'NAT' ? 'far' : 'near')
    const answers = Array.from({ length: REQUESTS }, () => {
      try {
        return client.run('curl', '-s', '--max-time', '20', `http://${vips[method]}/`).trim()
      } catch {
        return 'nobody'
      }
    })
    console.log(`ANSWERS ${JSON.stringify({ at, method, answers: answers.sort() } satisfies Answers)}`)
  }
}

async function table(destinations: number): Promise<void> {
  const count = (): number =>
    director
      .run('ipvsadm', '-Sn')
      .split('\n')
      .filter((line) => line.startsWith('-a')).length
  await until(`${destinations} destinations`, () => count() === destinations, 60_000)
  await sleep(200)
}

async function startServer(name: string) {
  const child = lan.host(name).spawn(process.execPath, [join(repositoryRoot, 'dist/guest/web-server.mjs'), name])
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return child
}
