/**
 * 1,000 instances on four interfaces, version 2 at one second: the same program on both routers. What it costs to be master and
 * backup of them, how far apart the first adverts of a takeover are, and what memory each instance takes.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Capture, vrrpOf } from '../lab/capture.ts'
import { Daemon, sleep, until, type Program } from '../lab/daemons.ts'
import { Lan, type Host } from '../lab/lan.ts'
import { median, programs, type Measurement } from './measure.ts'

const INSTANCES = 1_000
const NICS = ['eth0', 'eth1', 'eth2', 'eth3'] as const
const SECONDS = 20
const ROUNDS = 3

interface Figures {
  readonly masterCpu: number
  readonly backupCpu: number
  readonly spreadMs: number
  readonly kbEach: number
}

export async function instances(): Promise<Measurement[]> {
  const rounds: Record<Program, Figures[]> = { keepalived: [], tskeepalived: [] }
  for (let i = 0; i < ROUNDS; i++) for (const program of programs) rounds[program].push(await measure(program))
  const row = (what: string, unit: string, digits: number, of: (figures: Figures) => number): Measurement => ({
    what: `${INSTANCES} instances at 1 s, ${what}, median of ${ROUNDS}`,
    unit,
    digits,
    values: {
      keepalived: median(rounds.keepalived.map(of)),
      tskeepalived: median(rounds.tskeepalived.map(of)),
    },
  })
  return [
    row('CPU as master', '%', 2, ({ masterCpu }) => masterCpu),
    row('CPU as backup', '%', 2, ({ backupCpu }) => backupCpu),
    row('first to last advert of a takeover', 'ms', 1, ({ spreadMs }) => spreadMs),
    row('memory for each, PSS', 'kB', 2, ({ kbEach }) => kbEach),
  ]
}

async function measure(program: Program): Promise<Figures> {
  const nics = (last: number) =>
    NICS.map((name, i) => ({ name, segment: `lan${i}`, addresses: [`10.${20 + i}.0.${last}/16`] }))
  const lan = new Lan('in', [
    { name: 'm', nics: nics(1) },
    { name: 'b', nics: nics(2) },
    { name: 'o', nics: [{ name: 'eth0', segment: 'lone', addresses: ['10.20.0.1/16'] }] },
  ])
  const daemons: Daemon[] = []
  const captures: Capture[] = []
  const start = (name: string, priority: number, count: number): Daemon => {
    const daemon = Daemon.start(program, lan.host(name), config(priority, count), [])
    daemons.push(daemon)
    return daemon
  }
  try {
    const alone = start('o', 150, 1)
    await alone.waitForLine(/Entering MASTER STATE/)
    const master = start('m', 150, INSTANCES)
    await until('all are master', () => count(master, 'MASTER STATE') === INSTANCES, 60_000)
    const backup = start('b', 100, INSTANCES)
    await until('all are backup', () => count(backup, 'BACKUP STATE') >= INSTANCES, 60_000)
    // The second announcements, five seconds later, are over.
    await sleep(10_000)
    const [m0, b0] = [cpuMs(lan.host('m')), cpuMs(lan.host('b'))]
    const from = process.hrtime.bigint()
    await sleep(SECONDS * 1000)
    const [m1, b1] = [cpuMs(lan.host('m')), cpuMs(lan.host('b'))]
    const ms = Number(process.hrtime.bigint() - from) / 1e6
    const kbEach = (pssKb(lan.host('m')) - pssKb(lan.host('o'))) / (INSTANCES - 1)
    for (const [i, nic] of NICS.entries())
      captures.push(await Capture.start(lan.host('b'), nic, `proto 112 and src host 10.${20 + i}.0.2`))
    master.signal('SIGTERM')
    const seen = (): number[] => captures.flatMap(({ frames }) => firstOfEach(frames))
    await until('all are taken over', () => seen().length === INSTANCES, 30_000)
    const times = seen()
    return {
      masterCpu: (100 * (m1 - m0)) / ms,
      backupCpu: (100 * (b1 - b0)) / ms,
      spreadMs: (Math.max(...times) - Math.min(...times)) / 1000,
      kbEach,
    }
  } finally {
    for (const capture of captures) capture.stop()
    for (const daemon of daemons) daemon.close()
    lan.close()
  }
}

function firstOfEach(frames: Capture['frames']): number[] {
  const first = new Map<number, number>()
  for (const frame of frames) {
    const vrid = vrrpOf(frame)?.message[1]
    if (vrid !== undefined && !first.has(vrid)) first.set(vrid, frame.atUs)
  }
  return [...first.values()]
}

function count(daemon: Daemon, words: string): number {
  return daemon.lines.filter((line) => line.includes(`Entering ${words}`)).length
}

function config(priority: number, instances: number): string {
  return Array.from({ length: instances }, (_, i) => {
    const nic = i % NICS.length
    const vrid = 1 + Math.floor(i / NICS.length)
    return (
      `vrrp_instance V${i} {\n interface ${NICS[nic]}\n virtual_router_id ${vrid}\n priority ${priority}\n advert_int 1\n` +
      ` virtual_ipaddress {\n 10.${20 + nic}.${vrid}.1/32\n }\n}\n`
    )
  }).join('')
}

function pidsIn(host: Host): number[] {
  const pids = execFileSync('ip', ['netns', 'pids', host.namespace], { encoding: 'utf8' }).split('\n').filter(Boolean)
  return pids.map(Number).filter((pid) => !readFileSync(`/proc/${pid}/comm`, 'latin1').startsWith('tcpdump'))
}

const TICKS_PER_S = 100

function cpuMs(host: Host): number {
  const ticks = pidsIn(host).map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(fields[11]) + Number(fields[12])
  })
  return (1000 * ticks.reduce((sum, one) => sum + one, 0)) / TICKS_PER_S
}

function pssKb(host: Host): number {
  const sizes = pidsIn(host).map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
