/**
 * Runs inside the guest: what LVS costs, first with keepalived and then with ours, alone in the guest each time. The result
 * goes to $RESULTS. Requests to IPVS are counted where the kernel sees them, on a netlink monitor device.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandOf, sleep, type Program } from '../lab/daemons.ts'
import { countIpvsChanges } from './netlink-capture.ts'

/** unit in the name; one set for each program */
export type LvsFigures = Readonly<Record<string, number>>

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const path = (name: string): string => join(folder, name)
const LIMIT_MS = 120_000
const LEAST_PAUSE_MS = 20
const CPU_WINDOW_MS = 15_000
const TICKS_PER_S = 100

/** The real servers: what accepts and closes for less than the checks cost. */
const acceptor = `use Socket;
  socket(S, PF_INET, SOCK_STREAM, 0);
  setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1);
  bind(S, sockaddr_in(80, INADDR_ANY)) or die $!;
  listen(S, 4096);
  $| = 1;
  print "ready";
  while (accept(C, S)) { close C }`

let daemon: ChildProcess | null = null

function start(program: Program, config: string): void {
  writeFileSync(path('conf'), config)
  const { command, args } = commandOf(program)
  const files = ['-f', path('conf'), '-p', path('p.pid'), '-c', path('c.pid')]
  daemon = spawn(command, [...args, '-n', '-l', '-G', '-C', ...files], { stdio: 'ignore' })
}

async function stop(): Promise<void> {
  const child = daemon
  if (child === null) return
  const ended = new Promise((resolve) => child.on('close', resolve))
  child.kill('SIGTERM')
  await ended
  daemon = null
  execFileSync('ipvsadm', ['-C'])
}

/** Lines of destinations in the kernel's table. */
function destinations(): string[] {
  return readFileSync('/proc/net/ip_vs', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('  ->') && !line.includes('RemoteAddress'))
}

const pids = (): number[] => {
  const parent = Number(readFileSync(path('p.pid'), 'utf8'))
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ').filter(Boolean)
  return [parent, ...children.map(Number)]
}

function cpuMs(): number {
  const ticks = pids().map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(fields[11]) + Number(fields[12])
  })
  return (ticks.reduce((sum, one) => sum + one, 0) * 1_000) / TICKS_PER_S
}

/** TCP connections that somebody in the guest has begun: only the checks do. */
function connections(): number {
  const [names = '', values = ''] = readFileSync('/proc/net/snmp', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('Tcp:'))
  return Number(values.split(' ')[names.split(' ').indexOf('ActiveOpens')])
}

function pssKb(): number {
  const sizes = pids().map((pid) => /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
  return sizes.reduce((sum, size) => sum + Number(size ?? 0), 0)
}

/** Milliseconds until it is so; NaN: not within the limit. A look at ten thousand lines takes a tenth of the guest at most. */
async function timed(condition: () => boolean): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const lookedAt = performance.now()
    if (condition()) return lookedAt - startedAt
    if (lookedAt - startedAt > LIMIT_MS) return NaN
    await sleep(Math.max(LEAST_PAUSE_MS, 9 * (performance.now() - lookedAt)))
  }
}

const address = (net: number, i: number): string => `10.${net}.${(i >> 8) & 255}.${i & 255}`

function config(virtualServers: number, realServers: number, check: string, weightOfFirst = 1): string {
  const parts: string[] = []
  for (let i = 1; i <= virtualServers; i++) {
    parts.push(`virtual_server ${address(88, i)} 80 {\n lvs_sched rr\n lvs_method NAT\n protocol TCP\n delay_loop 1\n`)
    for (let j = 1; j <= realServers; j++) {
      const weight = i === 1 && j === 1 ? weightOfFirst : 1
      parts.push(` real_server ${address(91, (i - 1) * realServers + j)} 80 {\n  weight ${weight}\n${check} }\n`)
    }
    parts.push('}\n')
  }
  return parts.join('')
}

async function programming(program: Program, virtualServers: number, realServers: number): Promise<LvsFigures> {
  const name = `${virtualServers} × ${realServers}`
  start(program, config(virtualServers, realServers, ''))
  const startMs = await timed(() => destinations().length === virtualServers * realServers)
  await sleep(3_000)
  const capture = spawn('tcpdump', ['-i', 'nlmon0', '-U', '-w', path('capture')], { stdio: 'ignore' })
  await sleep(2_000)
  writeFileSync(path('conf'), config(virtualServers, realServers, '', 9))
  daemon?.kill('SIGHUP')
  const reloadMs = await timed(() => destinations().some((line) => /Masq +9 /.test(line)))
  await sleep(3_000)
  const captured = new Promise((resolve) => capture.on('close', resolve))
  capture.kill('SIGINT')
  await captured
  await stop()
  return {
    [`${name}: start to the last entry, ms`]: startMs,
    [`${name}: reload that changes one real server, ms`]: reloadMs,
    [`${name}: requests of that reload, requests`]: countIpvsChanges(readFileSync(path('capture'))),
  }
}

async function checking(program: Program, count: number): Promise<LvsFigures> {
  const server = spawn('perl', ['-e', acceptor], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((ready) => server.stdout.once('data', ready))
  const check = '  TCP_CHECK {\n   connect_timeout 20\n   retry 0\n  }\n'
  start(program, config(count / 100, 100, check))
  await timed(() => destinations().length === count)
  await sleep(10_000)
  const before = { cpuMs: cpuMs(), connections: connections(), at: performance.now() }
  await sleep(CPU_WINDOW_MS)
  const spentMs = cpuMs() - before.cpuMs
  const made = connections() - before.connections
  const windowMs = performance.now() - before.at
  const pss = pssKb()
  server.kill()
  const deathMs = await timed(() => destinations().length === 0)
  await stop()
  return {
    [`${count} TCP_CHECKs at delay_loop 1: CPU, %`]: (spentMs / windowMs) * 100,
    [`${count} TCP_CHECKs at delay_loop 1: CPU for each check, µs`]: (spentMs * 1_000) / made,
    [`${count} TCP_CHECKs at delay_loop 1: checks in a second, checks`]: (made * 1_000) / windowMs,
    [`${count} TCP_CHECKs: death of all to the last removal, ms`]: deathMs,
    [`${count} real servers: PSS, kB`]: pss,
  }
}

execFileSync('ip', ['link', 'add', 'nlmon0', 'type', 'nlmon'])
execFileSync('ip', ['link', 'set', 'nlmon0', 'up'])
execFileSync('ip', ['route', 'add', 'local', '10.91.0.0/16', 'dev', 'lo'])
for (const program of ['keepalived', 'tskeepalived'] as const) {
  const figures: Record<string, number> = {}
  for (const measure of [
    () => programming(program, 500, 20),
    () => programming(program, 1, 10_000),
    () => checking(program, 1_000),
    () => checking(program, 4_000),
  ]) {
    Object.assign(figures, await measure())
    console.log(program, JSON.stringify(figures))
  }
  writeFileSync(join(process.env['RESULTS'] ?? '.', program), JSON.stringify(figures))
}
process.exit()
