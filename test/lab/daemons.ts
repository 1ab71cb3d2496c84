/**
 * The two programs under test, ours and the original, started the same way: same options, own pid files, log on
 * standard error, so that one scenario can be played with either on either side.
 */
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Host } from './lan.ts'

export type Program = 'tskeepalived' | 'keepalived'

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

/** The main module of ours, when it is not the one that `npm run build` makes. */
export interface Build {
  readonly main: string
}

/**
 * Command and leading arguments of either program. Ours is the built one (`npm run build` comes first), with the options for
 * Node that stand in its first line, as when it is installed.
 */
export function commandOf(program: Program | Build): { command: string; args: string[] } {
  if (program === 'keepalived') return { command: 'keepalived', args: [] }
  const main = program === 'tskeepalived' ? join(repositoryRoot, 'dist/main.js') : program.main
  const [, options = ''] = /^#!\S+ -S node (.*)/.exec(readFileSync(main, 'utf8')) ?? []
  return { command: process.execPath, args: [...options.split(' ').filter(Boolean), main] }
}

export class Daemon {
  readonly program: Program
  readonly host: Host
  readonly configPath: string
  readonly #directory: string
  readonly #child: ChildProcess
  readonly #lines: string[] = []
  readonly #exit: Promise<number>
  #rest = ''

  private constructor(
    program: Program | Build,
    host: Host,
    config: string,
    options: readonly string[],
    environment: Record<string, string>,
  ) {
    this.program = typeof program === 'string' ? program : 'tskeepalived'
    this.host = host
    this.#directory = mkdtempSync(join(tmpdir(), 'tsk-daemon-'))
    this.configPath = join(this.#directory, 'keepalived.conf')
    writeFileSync(this.configPath, config)
    const { command, args } = commandOf(program)
    this.#child = host.spawn(
      command,
      [
        ...args,
        '-n',
        '-l',
        '-G',
        ...options,
        '-f',
        this.configPath,
        '-p',
        this.pidFile('parent'),
        '-r',
        this.pidFile('vrrp'),
        '-c',
        this.pidFile('checkers'),
      ],
      { TMPDIR: this.#directory, ...environment },
    )
    const take = (chunk: Buffer): void => this.#take(chunk.toString('latin1'))
    this.#child.stderr?.on('data', take)
    this.#child.stdout?.on('data', take)
    this.#exit = new Promise((resolve) => {
      this.#child.on('close', (code) => resolve(code ?? -1))
    })
  }

  static start(
    program: Program | Build,
    host: Host,
    config: string,
    options: readonly string[] = ['-D'],
    environment: Record<string, string> = {},
  ): Daemon {
    return new Daemon(program, host, config, options, environment)
  }

  get directory(): string {
    return this.#directory
  }

  /** Log lines so far, without their time stamps. */
  get lines(): readonly string[] {
    return this.#lines
  }

  get log(): string {
    return this.#lines.join('\n')
  }

  /** of the parent, which may not have its pid file yet */
  get processId(): number {
    return this.#child.pid ?? 0
  }

  pid(which: 'parent' | 'vrrp' | 'checkers' = 'parent'): number {
    return Number(readFileSync(this.pidFile(which), 'utf8').trim())
  }

  pidFile(which: 'parent' | 'vrrp' | 'checkers'): string {
    return join(this.#directory, `${which}.pid`)
  }

  isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Waits until a line matches; the index after it, to look on from there. */
  async waitForLine(pattern: RegExp, options: { from?: number; timeoutMs?: number } = {}): Promise<number> {
    const deadline = Date.now() + (options.timeoutMs ?? 20_000)
    for (let next = options.from ?? 0; ;) {
      for (; next < this.#lines.length; next++) if (pattern.test(this.#lines[next] ?? '')) return next + 1
      if (Date.now() > deadline) {
        throw new Error(`${this.program} on ${this.host.name} never logged ${pattern}; its log:\n${this.log}`)
      }
      if (!this.isRunning()) {
        await this.#exit
        if (next >= this.#lines.length)
          throw new Error(`${this.program} on ${this.host.name} ended; its log:\n${this.log}`)
      }
      await sleep(20)
    }
  }

  rewriteConfig(config: string): void {
    writeFileSync(this.configPath, config)
  }

  signal(signal: NodeJS.Signals, which: 'parent' | 'vrrp' | 'checkers' = 'parent'): void {
    process.kill(this.pid(which), signal)
  }

  /** Orderly stop; the exit status. */
  async stop(): Promise<number> {
    if (this.isRunning()) this.#child.kill('SIGTERM')
    return this.exited()
  }

  exited(): Promise<number> {
    return this.#exit
  }

  /**
   * kill -9 of parent and children at once: a crash that cleans nothing up. The parent is frozen first, so that it neither
   * starts its children again nor leaves them to notice its death.
   */
  crash(): void {
    this.#kill('parent', 'SIGSTOP')
    for (const which of ['vrrp', 'checkers', 'parent'] as const) this.#kill(which, 'SIGKILL')
  }

  #kill(which: 'parent' | 'vrrp' | 'checkers', signal: NodeJS.Signals): void {
    if (!existsSync(this.pidFile(which))) return
    try {
      process.kill(this.pid(which), signal)
    } catch {
      // A pid file whose process has gone.
    }
  }

  close(): void {
    this.crash()
    if (this.isRunning()) this.#child.kill('SIGKILL')
    rmSync(this.#directory, { recursive: true, force: true })
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\n')
    this.#rest = parts.pop() ?? ''
    for (const part of parts)
      this.#lines.push(part.replace(/^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(\.\d+)? \d{4}: /, ''))
  }
}

/** What a daemon of ours answers at its control socket. */
export function askDaemon(daemon: Daemon, question: 'status' | 'reload'): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(daemon.pidFile('parent').replace(/pid$/, 'sock'))
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
    socket.write(`${question}\n`)
  })
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Polls until `condition` holds; the error says what was waited for. */
export async function until(what: string, condition: () => boolean, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never: ${what}`)
    await sleep(25)
  }
}
