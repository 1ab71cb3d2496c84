/**
 * A router with two interfaces, instances, checks, scripts and a FIFO, and what must be true of it whatever happened: the kernel
 * has the addresses and routes of the last file, every process is there, and none has more descriptors than before.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Daemon, sleep } from '../lab/daemons.ts'
import { Lan, type Host } from '../lab/lan.ts'

/** What the file says. */
export interface Plan {
  readonly instances: number
  readonly scripts: number
  readonly servers: number
}

export const basePlan: Plan = { instances: 4, scripts: 3, servers: 2 }

export type ProcessName = 'parent' | 'vrrp' | 'checker' | 'scripts'
export const processNames: readonly ProcessName[] = ['parent', 'vrrp', 'checker', 'scripts']

/** A look at the processes may meet a script that is just starting. */
const spareDescriptors = 3
const pollMs = 50

export class World {
  readonly lan: Lan
  readonly host: Host
  /** dumps, pid files, the control socket */
  readonly directory: string
  plan: Plan = basePlan
  daemon: Daemon
  /** longest time until everything was as it must be */
  slowestMs = 0
  readonly #patienceMs: number
  readonly #descriptors = new Map<number, number>()

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs
    this.lan = new Lan('chaos', [{ name: 'c', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
    this.host = this.lan.host('c')
    this.directory = mkdtempSync(join(tmpdir(), 'tsk-chaos-'))
    this.makeSecondInterface()
    this.daemon = this.start()
  }

  start(): Daemon {
    this.daemon = Daemon.start('tskeepalived', this.host, this.file(), [], { TMPDIR: this.directory })
    return this.daemon
  }

  /** Not the LAN's, so that it can be taken out and put back. */
  makeSecondInterface(): void {
    this.host.run('ip', 'link', 'add', 'eth1', 'type', 'veth', 'peer', 'name', 'eth1.other')
    this.host.run('ip', 'link', 'set', 'eth1.other', 'up')
    this.host.run('ip', 'link', 'set', 'eth1', 'up')
    this.host.run('ip', 'addr', 'add', '10.8.0.1/24', 'dev', 'eth1')
  }

  file(plan: Plan = this.plan): string {
    const scripts = counted(plan.scripts).map(
      (i) =>
        `vrrp_script s${i} {\n script "/bin/sleep ${i === 1 ? 0 : 600}"\n interval ${i === 1 ? 1 : 600}\n weight 1\n}\n`,
    )
    const instances = counted(plan.instances).map((i) => {
      const nic = nicOf(i)
      return `vrrp_instance v${i} {
  interface ${nic}
  version 3
  virtual_router_id ${i}
  priority 150
  advert_int 0.1
  notify "/bin/true"
  virtual_ipaddress {
    ${address(i)} dev ${nic}
  }
  virtual_routes {
    ${route(i)} dev ${nic}
  }
  ${
    plan.scripts > 0 && i === 1
      ? `track_script {\n${counted(plan.scripts)
          .map((s) => `s${s}`)
          .join('\n')}\n}`
      : ''
  }
}
`
    })
    const servers = counted(plan.servers).map(
      (i) => `virtual_server 10.7.0.${i} 80 {
  delay_loop 1
  protocol TCP
  real_server 10.9.0.1 ${8000 + i} {
    MISC_CHECK {
      misc_path "/bin/false"
    }
  }
}
`,
    )
    const fifo = `global_defs {\n vrrp_notify_fifo ${join(this.directory, 'fifo')}\n}\n`
    return [fifo, ...scripts, ...instances, ...servers].join('')
  }

  reload(plan: Plan): void {
    this.plan = plan
    this.daemon.rewriteConfig(this.file())
    this.daemon.signal('SIGHUP')
  }

  pid(name: ProcessName): number | null {
    const pids = execFileSync('ip', ['netns', 'pids', this.host.namespace], { encoding: 'utf8' }).split('\n')
    const title = name === 'parent' ? /^tskeepalived -/ : new RegExp(`^tskeepalived: ${name}`)
    const found = pids.filter((pid) => pid !== '' && title.test(commandLine(pid)))
    return found.length === 1 ? Number(found[0]) : null
  }

  /** Throws with what is wrong when it is still so after the time allowed, which begins when the last process was started. */
  async settle(patienceMs = this.#patienceMs): Promise<void> {
    const startedAt = Date.now()
    let wrong = this.#wrong()
    while (wrong !== null) {
      if (Date.now() - startedAt > patienceMs + this.#longestDelayMs()) {
        throw new Error(`${wrong}; the log:\n${this.daemon.lines.slice(-60).join('\n')}`)
      }
      await sleep(pollMs)
      wrong = this.#wrong()
    }
    if (patienceMs === this.#patienceMs) this.slowestMs = Math.max(this.slowestMs, Date.now() - startedAt)
  }

  /** Orderly stop, and nothing is left. */
  async end(): Promise<void> {
    const status = await this.daemon.stop()
    const left: string[] = status === 0 ? [] : [`status ${status}`]
    for (let i = 0; this.#pids().length > 0 && i < 100; i++) await sleep(pollMs)
    left.push(...this.#pids().map((pid) => `process ${pid} ${commandLine(pid)}`))
    left.push(...this.#addresses().map((one) => `address ${one}`), ...this.#routes().map((one) => `route ${one}`))
    const files = [...readdirSync(this.directory), ...readdirSync(this.daemon.directory)]
    left.push(...files.filter((name) => /\.(pid|sock|reload)$|^fifo$/.test(name)).map((name) => `file ${name}`))
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}; the log:\n${this.daemon.log}`)
  }

  close(): void {
    this.daemon.close()
    this.lan.close()
    rmSync(this.directory, { recursive: true, force: true })
  }

  /** Each reload to its end; what one process holds for itself, in MB. */
  memoryMb(name: ProcessName): number {
    const rollup = readFileSync(`/proc/${this.pid(name)}/smaps_rollup`, 'latin1')
    return Number(/^Private_Dirty:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024
  }

  #wrong(): string | null {
    const missing = processNames.filter((name) => this.pid(name) === null)
    if (missing.length > 0) return `no process ${missing.join(', ')}`
    const wanted = counted(this.plan.instances)
    const differs =
      difference('addresses', this.#addresses(), wanted.map(address)) ??
      difference('routes', this.#routes(), wanted.map(route))
    return differs ?? this.#grown()
  }

  /** Only files of the same size are compared with one another. */
  #grown(): string | null {
    if (this.plan !== basePlan) return null
    for (const name of processNames) {
      const pid = this.pid(name)
      if (pid === null) return `no process ${name}`
      const now = descriptorsOf(pid)
      const before = this.#descriptors.get(pid) ?? now
      if (now > before + spareDescriptors) return `${name} has ${now} descriptors open, and had ${before}`
      this.#descriptors.set(pid, Math.max(before, now))
    }
    return null
  }

  /** compat: a process that dies again and again is started ever later, as said in the log. */
  #longestDelayMs(): number {
    const delays = this.daemon.lines.map((line) => Number(/process delayed (\d+) seconds/.exec(line)?.[1] ?? 0))
    return Math.max(0, ...delays) * 1000
  }

  #pids(): string[] {
    return execFileSync('ip', ['netns', 'pids', this.host.namespace], { encoding: 'utf8' }).split('\n').filter(Boolean)
  }

  #addresses(): string[] {
    const shown = this.host.run('ip', '-4', '-o', 'addr', 'show')
    return [...shown.matchAll(/inet (10\.7\.\d+\.\d+\/32)/g)].map(([, one = '']) => one)
  }

  #routes(): string[] {
    const shown = this.host.run('ip', '-4', 'route', 'show')
    return [...shown.matchAll(/^(198\.51\.100\.\d+) /gm)].map(([, one = '']) => one)
  }
}

function counted(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}

function nicOf(i: number): string {
  return i % 2 === 0 ? 'eth1' : 'eth0'
}

function address(i: number): string {
  return `10.7.1.${i}/32`
}

function route(i: number): string {
  return `198.51.100.${i}`
}

function difference(what: string, have: readonly string[], want: readonly string[]): string | null {
  const [a, b] = [have.toSorted().join(' '), want.toSorted().join(' ')]
  return a === b ? null : `${what} are [${a}] and should be [${b}]`
}

function descriptorsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    // It has just ended, which the next look sees.
    return 0
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
  } catch {
    // It has just ended.
    return ''
  }
}

/** Until the file system takes no more; what fills it. */
export function fill(directory: string): string {
  const path = join(directory, 'filler')
  for (let size = 64 * 1024; size > 0; size = Math.floor(size / 2)) {
    try {
      for (let i = 0; i < 1000; i++) writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // ENOSPC, which is what is wanted.
    }
  }
  return path
}
