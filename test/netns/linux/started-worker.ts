/** Runs worker.ts inside a host of the laboratory and reads its lines. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Host } from '../../lab/lan.ts'

const workerPath = fileURLToPath(new URL('worker.ts', import.meta.url))
const loader = import.meta.resolve('tsx')

export class Worker {
  readonly lines: unknown[] = []
  errors = ''
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>
  #rest = ''

  constructor(host: Host, scenario: string, input: unknown) {
    const args = [
      'netns',
      'exec',
      host.namespace,
      process.execPath,
      '--import',
      loader,
      workerPath,
      scenario,
      JSON.stringify(input),
    ]
    this.#child = spawn('ip', args, { stdio: 'pipe' })
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      const parts = (this.#rest + chunk.toString()).split('\n')
      this.#rest = parts.pop() ?? ''
      for (const part of parts) this.lines.push(JSON.parse(part))
    })
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()))
    this.#ended = new Promise((resolve) => this.#child.on('close', resolve))
  }

  /** The first line, from `from` on, that `wanted` takes; throws after a while. */
  async line<T>(wanted: (line: T) => boolean, from = 0): Promise<T> {
    for (let i = 0; i < 1_000; i++) {
      const found = this.lines.slice(from).find((line) => wanted(line as T))
      if (found !== undefined) return found as T
      if (this.#child.exitCode !== null) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`the worker did not say it; it said ${JSON.stringify(this.lines)} ${this.errors}`)
  }

  ready(): Promise<unknown> {
    return this.line((line) => line === 'ready')
  }

  /** A line on its standard input. */
  command(text: string): void {
    this.#child.stdin?.write(`${text}\n`)
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Its exit status, without asking it to end. */
  ended(): Promise<number | null> {
    return this.#ended
  }

  async stop(): Promise<number | null> {
    this.#child.stdin?.end()
    return this.#ended
  }
}

/** Runs to the end; its lines. */
export async function runWorker(host: Host, scenario: string, input: unknown, lines: number): Promise<unknown[]> {
  const worker = new Worker(host, scenario, input)
  await worker.line(() => worker.lines.length >= lines)
  await worker.stop()
  return worker.lines
}
