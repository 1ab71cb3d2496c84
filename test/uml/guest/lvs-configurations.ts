/**
 * Runs inside the guest. Each world of test/uml/lvs-configurations.ts is a director in a network namespace of its own, once
 * with keepalived and once with ours, all side by side; the real servers are web servers in the guest's first namespace.
 * Those of one fate are behind one link of the director: a socket that listens on that link is all of them, and they die
 * when it is closed. (Without a route to them the original would wait in close(), one connection after the other.) What
 * IPVS holds at each stage goes to $RESULTS.
 *
 * $ALONE is "first-last": those configurations, each in a file and a director of its own.
 */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AF_INET6, SOCK_CLOEXEC, SOCK_NONBLOCK, SOL_SOCKET, cString, int32, libc } from '../../../src/linux/libc.ts'
import { inetSocketAddress } from '../../../src/linux/socket-address.ts'
import { commandOf, sleep, until, type Program } from '../../lab/daemons.ts'
import { configurations, departsAfterReload, fileAlone, fileOf, worlds, type World } from '../lvs-configurations.ts'

export interface Snapshot {
  readonly at: string
  readonly rules: readonly string[]
  readonly thresholds: readonly string[]
  readonly connections: readonly string[]
  readonly daemons: readonly string[]
  readonly timeouts: string
  readonly scripts: readonly string[]
}

export interface Played {
  readonly world: string
  readonly program: Program
  readonly snapshots: readonly Snapshot[]
  readonly log: string
  /** why it did not come to its end; null: it did */
  readonly failure: string | null
}

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'lvs-'))
const ip = (...args: string[]): void => void execFileSync('ip', args)
/** no change for so long: the last check of the slowest server is over */
const QUIET_MS = 5_000
const alone = process.env['ALONE']
/** Each pair is five processes; alone they are many pairs, and more than two would starve each other. */
const PAIRS_AT_ONCE = alone === undefined ? 4 : 2
/** networks of real servers, by when they die: first, second, never */
const fates = [1, 2, 3]
/** A host with other work on it needs minutes where an idle one needs seconds. */
const STAGE_LIMIT_MS = alone === undefined ? 90_000 : 300_000

interface Stage {
  readonly at: string
  readonly act: (director: Director) => void | Promise<void>
  readonly sign: RegExp
}

const fell = /Removing|Disabling|failed/
const stages: readonly Stage[] = [
  { at: 'start', act: (director) => director.start(), sign: /success|UP|Entering MASTER/ },
  { at: 'the first are dead', act: (director) => director.die(1), sign: fell },
  { at: 'the second are dead', act: (director) => director.die(2), sign: fell },
  { at: 'all are back', act: (director) => director.revive(), sign: /Adding|Enabling|success/ },
  { at: 'after the reload', act: (director) => director.reload(), sign: /Reload complete|Reinitializing/ },
  { at: 'dead after the reload', act: (director) => director.die(1), sign: fell },
  { at: 'stopped', act: (director) => director.stop(), sign: /Stopped/ },
]

class Director {
  readonly #name: string
  readonly #number: number
  readonly #servers = new Map<number, net.Server>()
  readonly #program: Program
  readonly #file: (changed: boolean, script: string) => string
  readonly #world: string
  readonly #snapshots: Snapshot[] = []
  readonly #script: string
  failure: string | null = null
  #daemon: ChildProcess | null = null
  #log = ''
  #scriptLines = 0

  constructor(number: number, program: Program, world: string, file: (changed: boolean, script: string) => string) {
    this.#name = `w${number}`
    this.#program = program
    this.#world = world
    this.#file = file
    this.#script = this.#path('script')
    this.#number = number
    ip('netns', 'add', this.#name)
    this.#ip('link', 'set', 'lo', 'up')
    for (const fate of fates) {
      const [outside, inside, net] = [`v${number}f${fate}`, `eth${fate % 3}`, `9${fate + 3}`]
      ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', inside, 'netns', this.#name)
      ip('addr', 'add', `10.${net}.${number}.1/24`, 'dev', outside)
      ip('addr', 'add', `fd${net}:${number}::1/64`, 'dev', outside, 'nodad')
      ip('link', 'set', outside, 'up')
      this.#ip('addr', 'add', `10.${net}.${number}.2/24`, 'dev', inside)
      this.#ip('addr', 'add', `fd${net}:${number}::2/64`, 'dev', inside, 'nodad')
      this.#ip('link', 'set', inside, 'up')
      this.#ip('route', 'add', `10.9${fate}.0.0/16`, 'via', `10.${net}.${number}.1`)
      this.#ip('route', 'add', `fd9${fate}::/16`, 'via', `fd${net}:${number}::1`)
    }
    this.#ip('addr', 'add', '10.90.0.99/32', 'dev', 'eth0')
    writeFileSync(this.#script, `#!/bin/sh\necho "$@" >>${this.#path('scripts')}\n`)
    chmodSync(this.#script, 0o755)
  }

  get played(): Played {
    return {
      world: this.#world,
      program: this.#program,
      snapshots: this.#snapshots,
      log: this.#log,
      failure: this.failure,
    }
  }

  async prepare(): Promise<void> {
    await this.revive()
    if (this.#world === 'flush') await this.#ipvsadm('-A', '-t', '10.77.0.1:80')
  }

  /** Acts, and waits until the log says that it was noticed. */
  async act(stage: Stage): Promise<void> {
    const before = this.#log.length
    await stage.act(this)
    const noticed = (): boolean => this.#daemon === null || stage.sign.test(this.#log.slice(before))
    await until(`${stage.at} in ${this.#world} with ${this.#program}`, noticed, STAGE_LIMIT_MS)
  }

  /** The rules, once they have not changed for a while. */
  async settled(): Promise<string[]> {
    const deadline = Date.now() + STAGE_LIMIT_MS
    let last = ''
    for (let since = Date.now(); Date.now() - since < QUIET_MS; await sleep(500)) {
      const now = this.#table()
      if (now !== last) since = Date.now()
      last = now
      if (Date.now() > deadline) throw new Error(`never quiet: ${this.#world} with ${this.#program}`)
    }
    return sortedLines(await this.#ipvsadm('-Sn'))
  }

  /** What IPVS holds, but for its counters; a start of ipvsadm each time would starve the daemons. */
  #table(): string {
    if (this.#daemon === null) return ''
    const table = readFileSync(`/proc/${this.#daemon.pid}/net/ip_vs`, 'latin1')
    return table.replaceAll(/ +\d+ +\d+ *$/gm, '')
  }

  async snapshot(at: string): Promise<void> {
    const scripts = existsSync(this.#path('scripts'))
      ? readFileSync(this.#path('scripts'), 'utf8').split('\n').filter(Boolean)
      : []
    this.#snapshots.push({
      at,
      rules: sortedLines(await this.#ipvsadm('-Sn')),
      thresholds: entries(await this.#ipvsadm('-Ln', '--thresholds')),
      connections: entries(await this.#ipvsadm('-Ln', '--persistent-conn')),
      daemons: sortedLines(await this.#ipvsadm('-Ln', '--daemon')),
      timeouts: await this.#ipvsadm('-Ln', '--timeout'),
      scripts: scripts.slice(this.#scriptLines).sort(),
    })
    this.#scriptLines = scripts.length
  }

  start(): void {
    writeFileSync(this.#path('conf'), this.#file(false, this.#script))
    const { command, args } = commandOf(this.#program)
    const files = ['-f', 'conf', '-p', 'p.pid', '-c', 'c.pid', '-r', 'r.pid'].map((word, i) =>
      i % 2 === 0 ? word : this.#path(word),
    )
    const child = spawn('ip', ['netns', 'exec', this.#name, command, ...args, '-n', '-l', '-D', '-G', ...files], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const take = (chunk: Buffer): void => void (this.#log += chunk.toString('latin1'))
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    this.#daemon = child
  }

  reload(): void {
    writeFileSync(this.#path('conf'), this.#file(true, this.#script))
    this.#daemon?.kill('SIGHUP')
  }

  async stop(): Promise<void> {
    const child = this.#daemon
    if (child === null) return
    const ended = new Promise((resolve) => child.on('close', resolve))
    child.kill('SIGTERM')
    await ended
    this.#daemon = null
  }

  /** What is being answered is answered; new connections are refused. */
  die(fate: number): void {
    this.#servers.get(fate)?.close()
    this.#servers.delete(fate)
  }

  async revive(): Promise<void> {
    for (const fate of fates) {
      if (this.#servers.has(fate)) continue
      const server = net.createServer((socket) => socket.destroy())
      this.#servers.set(fate, server)
      await new Promise<void>((resolve) =>
        server.listen({ fd: listenOn(`v${this.#number}f${fate}`), backlog: 4_000 }, resolve),
      )
    }
  }

  #ip(...args: string[]): void {
    ip('-n', this.#name, ...args)
  }

  async #ipvsadm(...args: string[]): Promise<string> {
    const { stdout } = await run('ip', ['netns', 'exec', this.#name, 'ipvsadm', ...args])
    return stdout
  }

  #path(name: string): string {
    return join(folder, `${this.#name}-${name}`)
  }
}

/** A socket for port 80 of every address, for connections over that link alone. */
function listenOn(device: string): number {
  const fd = libc('socket', AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)
  const name = cString(device)
  libc('setsockopt', fd, SOL_SOCKET, SO_BINDTODEVICE, name, name.length)
  libc('setsockopt', fd, SOL_SOCKET, SO_REUSEADDR, int32(1), 4)
  const address = inetSocketAddress({ family: 6, bytes: new Uint8Array(16) }, 80)
  libc('bind', fd, address, address.length)
  return fd
}

const SOCK_STREAM = 1
const SO_REUSEADDR = 2
const SO_BINDTODEVICE = 25

const sortedLines = (text: string): string[] => text.split('\n').filter(Boolean).sort()

/** Each destination behind the name of its service, so that their order does not count. */
function entries(text: string): string[] {
  let service = ''
  const found: string[] = []
  for (const line of text.split('\n')) {
    if (/^(TCP|UDP|SCTP|FWM)/.test(line)) service = line
    if (line !== '') found.push(line.startsWith(' ') ? `${service} ${line.trim()}` : line)
  }
  return found.sort()
}

for (const net of ['10.91.0.0/16', '10.92.0.0/16', '10.93.0.0/16']) ip('route', 'add', 'local', net, 'dev', 'lo')
for (const net of ['fd91::/16', 'fd92::/16', 'fd93::/16']) ip('-6', 'route', 'add', 'local', net, 'dev', 'lo')
const plays: { world: string; file: (changed: boolean, script: string) => string }[] = []
if (alone === undefined) {
  for (const world of Object.keys(worlds) as World[])
    plays.push({ world, file: (changed, script) => fileOf(world, changed, script) })
} else {
  const [first = 1, last = configurations.length] = alone.split('-').map(Number)
  for (let n = first; n <= last; n++)
    plays.push({ world: `${n}`, file: (changed, script) => fileAlone(n, changed, script) })
}
const programs: readonly Program[] = ['keepalived', 'tskeepalived']
const waiting = plays.map((play, i) => ({ ...play, number: 2 * i + 1 }))
const played: Played[] = []
await Promise.all(Array.from({ length: PAIRS_AT_ONCE }, playSome))

async function playSome(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { number, world, file } = next
    const pair = programs.map((program, i) => new Director(number + i, program, world, file))
    try {
      await playPair(pair)
    } catch (error) {
      for (const director of pair) director.failure = String(error)
      await Promise.all(pair.map((director) => director.stop()))
    }
    played.push(...pair.map((director) => director.played))
  }
}

/**
 * Stage by stage, both together. Both are looked at when they have been quiet for a while; where they differ then, they get
 * more time, because a program that is starved of the processor may see deaths that are none.
 */
async function playPair(pair: readonly Director[]): Promise<void> {
  await Promise.all(pair.map((director) => director.prepare()))
  for (const stage of stages) {
    await Promise.all(pair.map((director) => director.act(stage)))
    for (let attempt = 0; attempt < 6; attempt++) {
      const [theirs = [], ours = []] = await Promise.all(pair.map((director) => director.settled()))
      const compared = (lines: readonly string[]): string =>
        lines.filter((line) => !departsAfterReload(line)).join('\n')
      if (compared(theirs) === compared(ours)) break
    }
    await Promise.all(pair.map((director) => director.snapshot(stage.at)))
  }
}

writeFileSync(join(process.env['RESULTS'] ?? '.', 'played'), JSON.stringify(played))
process.exit()
