/**
 * A director and the world around it, in one network namespace: real servers that live and die, a mail server, the reader
 * of a FIFO, scripts that write down their arguments; and a record of all that, stage by stage.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, constants, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandOf, sleep, until, type Program } from '../../lab/daemons.ts'

export interface Stage {
  readonly title: string
  readonly log: readonly string[]
  readonly fifo: readonly string[]
  /** subject, recipients and the line with the reason */
  readonly mails: readonly string[]
  /** arguments of scripts */
  readonly scripts: readonly string[]
  /** `ipvsadm -Sn` */
  readonly ipvs: readonly string[]
}

export interface Director {
  readonly fifo: string
  readonly script: string
  readonly stages: Stage[]
  readonly openWorld: () => Promise<void>
  /** an HTTP server on port 80; `plan` gives a word for each request, the last one for ever */
  readonly serve: (address: string, plan?: readonly string[]) => Promise<void>
  readonly kill: (address: string) => void
  /** from now on a server has that page, or has it not */
  readonly page: (address: string, path: string, there: boolean) => void
  readonly start: (config: string) => Promise<void>
  readonly reload: (config: string) => void
  readonly stop: () => Promise<void>
  /** kill -9 of parent and child */
  readonly crash: () => void
  readonly ipvsadm: (args: string) => void
  /** requests and lines of every server with a plan, once that plan has been played and a little more */
  readonly playPlans: () => Promise<Record<string, string[]>>
  /** does something, waits until the log has every pattern and nothing more comes, and records what came */
  readonly stage: (title: string, act: () => void | Promise<void>, patterns?: readonly RegExp[]) => Promise<void>
}

interface Server {
  readonly http: http.Server
  readonly sockets: Set<net.Socket>
  readonly missing: Set<string>
  readonly plan: string[]
  /** requests that make a plan complete */
  readonly wanted: number
}

const PLANNED = /10\.(88|99)\.4\./
/**
 * Nothing more comes when nothing has come for so long, and the processor had nothing to do for so long of it: on a busy
 * host the guest is slow, and a mail may be under way for seconds.
 */
const QUIET_MS = 1_300
const IDLE_MS = 600
const TICK_MS = 10

export function makeDirector(program: Program): Director {
  const folder = mkdtempSync(join(tmpdir(), `${program}-`))
  const path = (name: string): string => join(folder, name)
  const servers = new Map<string, Server>()
  const record = { log: [] as string[], fifo: [] as string[], mails: [] as string[] }
  const planned = new Map<string, { atMs: number; text: string }[]>()
  let stages: Stage[] = []
  let daemon: ChildProcess | null = null
  let changedAt = Date.now()
  let idleAtMs = idleMs()
  let scriptsSeen = 0

  const changed = (): void => {
    changedAt = Date.now()
    idleAtMs = idleMs()
  }
  const isQuiet = (): boolean => Date.now() - changedAt >= QUIET_MS && idleMs() - idleAtMs >= IDLE_MS
  const note = (list: string[], text: string): void => {
    changed()
    list.push(text)
  }
  const notePlanned = (address: string, text: string): void => {
    const list = planned.get(address) ?? []
    planned.set(address, list)
    list.push({ atMs: Date.now(), text })
  }

  function noteLog(line: string): void {
    const text = line.replace(/^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:.]+ \d{4}: /, '')
    const address = /10\.99\.4\.\d+/.exec(text)?.[0]
    if (address !== undefined) notePlanned(address, text)
    else if (!PLANNED.test(text)) note(record.log, text)
  }

  async function serve(address: string, plan: readonly string[] = ['ok']): Promise<void> {
    const server: Server = {
      http: http.createServer(answer),
      sockets: new Set(),
      missing: new Set(),
      plan: [...plan],
      wanted: plan.length + 3,
    }
    function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
      const word = (server.plan.length > 1 ? server.plan.shift() : server.plan[0]) ?? 'ok'
      if (PLANNED.test(address)) notePlanned(address, `${request.url} ${word}`)
      const status = word === 'ok' && !server.missing.has(request.url ?? '') ? '200 OK' : '500 Oops'
      const length = request.url === '/odd' ? 3 : 5
      response.socket?.end(`HTTP/1.1 ${status}\r\nContent-Length: ${length}\r\n\r\nhello`)
    }
    server.http.on('connection', (socket) => {
      server.sockets.add(socket)
      socket.on('close', () => server.sockets.delete(socket))
      socket.on('error', () => {})
    })
    servers.set(address, server)
    await new Promise<void>((resolve) => server.http.listen(80, address, resolve))
  }

  async function openWorld(): Promise<void> {
    execFileSync('ip', ['link', 'set', 'lo', 'up'])
    for (const range of ['10.88.0.0/16', '10.99.0.0/16'])
      execFileSync('ip', ['route', 'add', 'local', range, 'dev', 'lo'])
    execFileSync('mkfifo', [path('fifo')])
    const reader = new net.Socket({
      fd: openSync(path('fifo'), constants.O_RDWR | constants.O_NONBLOCK),
      readable: true,
      writable: false,
    })
    // A NUL behind a line would show here.
    reader.on('data', (chunk) => {
      for (const line of chunk.toString('latin1').split('\n'))
        if (line !== '' && !PLANNED.test(line)) note(record.fifo, line)
    })
    writeFileSync(path('script.sh'), `#!/bin/sh\necho "$@" >>${path('scripts')}\n`)
    chmodSync(path('script.sh'), 0o755)
    writeFileSync(path('scripts'), '')
    await new Promise<void>((resolve) => net.createServer(takeMail).listen(25, '127.0.0.1', resolve))
  }

  function takeMail(socket: net.Socket): void {
    let rest = ''
    let text: string[] | null = null
    const recipients: string[] = []
    socket.on('error', () => {})
    socket.write('220 sink ESMTP\r\n')
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) takeLine(line)
    })
    function takeLine(line: string): void {
      if (text === null) {
        if (/^RCPT/i.test(line)) recipients.push(/<(.*)>/.exec(line)?.[1] ?? line)
        if (/^DATA/i.test(line)) text = []
        if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write(text === null ? '250 ok\r\n' : '354 go\r\n')
      } else if (line === '.') {
        const what = text.flatMap((one) => one.split('\n')).filter((one) => /^(Subject: |=>)/.test(one))
        if (!PLANNED.test(what.join())) note(record.mails, `${recipients.join(' ')} ${what.join(' ')}`)
        text = null
        socket.write('250 ok\r\n')
      } else text.push(line)
    }
  }

  async function start(config: string): Promise<void> {
    writeFileSync(path('conf'), config)
    const { command, args } = commandOf(program)
    const files = ['-f', path('conf'), '-p', path('p.pid'), '-c', path('c.pid')]
    const child = spawn(command, [...args, '-n', '-l', '-D', '-G', '-C', ...files], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    daemon = child
    let rest = ''
    let started = false
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString('latin1')).split('\n')
        rest = lines.pop() ?? ''
        started ||= lines.some((line) => line.includes('Startup complete'))
        for (const line of lines) noteLog(line)
      })
    }
    await until('Startup complete', () => started || child.exitCode !== null, 60_000)
  }

  async function stop(): Promise<void> {
    const child = daemon
    if (child === null) return
    const ended = new Promise((resolve) => child.on('close', resolve))
    child.kill('SIGTERM')
    await ended
  }

  function crash(): void {
    const pidOf = (name: string): number => Number(readFileSync(path(name), 'utf8'))
    // Frozen first, so that it does not start its child again.
    process.kill(pidOf('p.pid'), 'SIGSTOP')
    process.kill(pidOf('c.pid'), 'SIGKILL')
    process.kill(pidOf('p.pid'), 'SIGKILL')
  }

  async function playPlans(): Promise<Record<string, string[]>> {
    const requestsOf = (address: string): number =>
      (planned.get(address) ?? []).filter(({ text }) => text.startsWith('/')).length
    const left = (): string[] =>
      [...servers]
        .filter(([address, { wanted }]) => PLANNED.test(address) && requestsOf(address) < wanted)
        .map(([address]) => address)
    await until('every plan was played', () => left().length === 0, 120_000)
    const found: Record<string, string[]> = {}
    for (const [address, list] of [...planned].sort(([a], [b]) => (a < b ? -1 : 1))) {
      let lastMs = -Infinity
      found[address] = list.map(({ atMs, text }) => {
        if (!text.startsWith('/')) return text
        const distance = distanceOf(atMs - lastMs)
        lastMs = atMs
        return `${distance}: ${text}`
      })
    }
    return found
  }

  async function stage(
    title: string,
    act: () => void | Promise<void>,
    patterns: readonly RegExp[] = [],
  ): Promise<void> {
    await act()
    const deadline = Date.now() + 25_000
    const missing = (): RegExp[] => patterns.filter((pattern) => !record.log.some((line) => pattern.test(line)))
    while (missing().length > 0 && Date.now() < deadline) await sleep(100)
    for (const pattern of missing()) record.log.push(`MISSING ${pattern}`)
    changed()
    let scripts: string[] = []
    while (!isQuiet() && Date.now() < deadline + 20_000) {
      await sleep(100)
      const before = scripts.length
      scripts = readFileSync(path('scripts'), 'utf8').split('\n').filter(Boolean)
      if (scripts.length > before) changed()
    }
    stages.push({
      title,
      log: record.log.splice(0),
      fifo: record.fifo.splice(0),
      mails: record.mails.splice(0),
      scripts: scripts.slice(scriptsSeen).filter((line) => !PLANNED.test(line)),
      ipvs: execFileSync('ipvsadm', ['-Sn'], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line !== '' && !PLANNED.test(line)),
    })
    scriptsSeen = scripts.length
  }

  return {
    fifo: path('fifo'),
    script: path('script.sh'),
    stages,
    openWorld,
    serve,
    kill(address) {
      const server = servers.get(address)
      server?.http.close()
      for (const socket of server?.sockets ?? []) socket.destroy()
    },
    page(address, path, there) {
      const missing = servers.get(address)?.missing
      if (there) missing?.delete(path)
      else missing?.add(path)
    },
    start,
    reload(config) {
      writeFileSync(path('conf'), config)
      daemon?.kill('SIGHUP')
    },
    stop,
    crash,
    ipvsadm: (args) => void execFileSync('ipvsadm', args.split(' ')),
    playPlans,
    stage,
  }
}

/** delay_before_retry is two seconds there, delay_loop six; the guest is slow. */
function distanceOf(ms: number): string {
  if (ms < 1_200) return 'at once'
  return ms < 4_000 ? 'retry' : 'loop'
}

/** How long the processor had nothing to do, since the boot. */
function idleMs(): number {
  const [, , , , idle = 0, waiting = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)
    .join()
    .split(/ +/)
    .map(Number)
  return (idle + waiting) * TICK_MS
}
