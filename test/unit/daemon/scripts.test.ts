/** The process that starts scripts, and an engine beside it, over sockets of this process. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeScriptRunner, type ScriptRunner } from '../../../src/daemon/script-runner.ts'
import { makeScriptStarter } from '../../../src/daemon/script-starter.ts'
import { openSocketPair } from '../../../src/linux/socket-pair.ts'
import type { CommandRun } from '../../../src/linux/spawn.ts'
import { until } from '../../lab/daemons.ts'

let directory: string
const open: Socket[] = []
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tsk-scripts-'))
})
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy()
  rmSync(directory, { recursive: true })
})

const said: string[] = []
const log = (_: string, text: string): void => void said.push(text)

function connect(runner: ScriptRunner, starter = makeScriptStarter()): { readonly cut: () => void } {
  const [engine, other] = openSocketPair().map((fd) => new Socket({ fd })) as [Socket, Socket]
  open.push(engine, other)
  starter.serve(other)
  runner.attach(engine)
  return { cut: () => other.destroy() }
}

const command = (script: string, rest: Partial<CommandRun> = {}): CommandRun => ({
  argv: ['/bin/sh', '-c', script],
  uid: null,
  gid: null,
  timeoutMs: null,
  ...rest,
})
const path = (name: string) => join(directory, name)
const pidIn = (name: string) => Number(readFileSync(path(name), 'utf8'))
const written = (name: string) => existsSync(path(name)) && readFileSync(path(name), 'utf8').trim() !== ''
const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))

test('results come back as if the engine had run it', async () => {
  const runner = makeScriptRunner({ log })
  connect(runner)
  expect(
    await Promise.all([
      runner.run(command('exit 0')),
      runner.run(command('exit 3')),
      runner.run(command('kill -TERM $$')),
      runner.run(command('sleep 100', { timeoutMs: 50 })),
      runner.run({ ...command(''), argv: ['/no/such/program'] }),
      runner.run({ ...command(''), argv: ['/bin/sh', '-c', 'test "$1" = "$(printf "a\\nü")"', 'name', 'a\nü'] }),
    ]),
  ).toEqual([
    { kind: 'exit', status: 0 },
    { kind: 'exit', status: 3 },
    { kind: 'signal', signal: 'SIGTERM' },
    { kind: 'timeout' },
    { kind: 'failed', reason: 'ENOENT' },
    { kind: 'exit', status: 0 },
  ])
})

test('what is asked for before there is a starter waits for it, but no more than a bound', async () => {
  const runner = makeScriptRunner({ log, maxPending: 2 })
  const control = new AbortController()
  const first = runner.run(command('exit 4'))
  const given = runner.run(command(`touch ${path('never')}`, { signal: control.signal }))
  expect(await runner.run(command('exit 0'))).toEqual({ kind: 'failed', reason: 'EAGAIN' })
  control.abort()
  expect(await given).toEqual({ kind: 'timeout' })
  expect(await runner.run(command('exit 0', { signal: control.signal }))).toEqual({
    kind: 'failed',
    reason: 'stopping',
  })
  connect(runner)
  expect(await first).toEqual({ kind: 'exit', status: 4 })
  expect(existsSync(path('never'))).toBe(false)
})

test('an abort ends a script with its group', async () => {
  const runner = makeScriptRunner({ log })
  connect(runner)
  const control = new AbortController()
  const result = runner.run(command(`sleep 100 & echo $! > ${path('pid')}; wait`, { signal: control.signal }))
  await until('started', () => written('pid'))
  control.abort()
  expect(await result).toEqual({ kind: 'timeout' })
  await until('ended', () => !isAlive(pidIn('pid')))
})

test('a starter that dies: no verdict about what ran, its successor ends the checks, and notify scripts go on', async () => {
  const runner = makeScriptRunner({ log })
  // As after SIGKILL: the starter that is cut off here ends nothing, for its own copy of the line stays.
  const [engine, dead] = openSocketPair().map((fd) => new Socket({ fd })) as [Socket, Socket]
  open.push(engine, dead)
  const lines: string[] = []
  dead.on('data', (chunk) => lines.push(...String(chunk).trim().split('\n')))
  runner.attach(engine)
  const { runCommand } = await import('../../../src/linux/spawn.ts')
  const check = runner.run(command('true', { endsWithUs: 'killed' }))
  const notify = runner.run(command('true'))
  await until('asked', () => lines.length === 2)
  let pid = 0
  const real = runCommand(command('trap "" TERM; while :; do sleep 1; done', { onStarted: (is) => (pid = is) }))
  dead.write(`${JSON.stringify({ kind: 'started', id: 1, pid })}\n`)
  await new Promise((resolve) => setTimeout(resolve, 50))
  dead.destroy()
  expect(await Promise.all([check, notify])).toEqual([
    { kind: 'failed', reason: 'ECONNRESET' },
    { kind: 'failed', reason: 'ECONNRESET' },
  ])
  expect(said.at(-1)).toBe('The process that starts scripts is gone, with 2 of them unfinished')
  const later = runner.run(command('exit 5'))
  connect(runner)
  expect(await real).toEqual({ kind: 'signal', signal: 'SIGKILL' })
  expect(await later).toEqual({ kind: 'exit', status: 5 })
})

test('an engine that ends without a starter ends what the last one had left', async () => {
  const runner = makeScriptRunner({ log })
  const [engine, dead] = openSocketPair().map((fd) => new Socket({ fd })) as [Socket, Socket]
  open.push(engine, dead)
  runner.attach(engine)
  const check = runner.run(command('true', { endsWithUs: 'killed' }))
  const { runCommand } = await import('../../../src/linux/spawn.ts')
  let pid = 0
  const real = runCommand(command('exec sleep 100', { onStarted: (is) => (pid = is) }))
  dead.write(`${JSON.stringify({ kind: 'started', id: 1, pid })}\n`)
  await new Promise((resolve) => setTimeout(resolve, 50))
  dead.destroy()
  await check
  await runner.close()
  expect(await real).toEqual({ kind: 'signal', signal: 'SIGKILL' })
})

test('an engine that dies: its checks and readers are ended, notify scripts go on', async () => {
  const runner = makeScriptRunner({ log })
  const starter = makeScriptStarter()
  connect(runner, starter)
  const script = (name: string) => `echo $$ > ${path(name)}; exec sleep 100`
  void runner.run(command(script('check'), { endsWithUs: 'killed' }))
  void runner.run(command(script('reader'), { endsWithUs: 'told' }))
  void runner.run(command(script('notify')))
  await until('started', () => ['check', 'reader', 'notify'].every(written))
  let deserted = false
  starter.whenDeserted(() => (deserted = true))
  expect(deserted).toBe(false)
  open[0]?.destroy()
  await until('ended', () => !isAlive(pidIn('check')) && !isAlive(pidIn('reader')))
  expect(deserted).toBe(true)
  expect(isAlive(pidIn('notify'))).toBe(true)
  process.kill(-pidIn('notify'), 'SIGKILL')
})

test('whatever an engine asked for at its very end is started, except what may not outlive it', async () => {
  const runner = makeScriptRunner({ log })
  const starter = makeScriptStarter()
  connect(runner, starter)
  const numbers = Array.from({ length: 200 }, (_, i) => i)
  // Longer than the buffer of a socket, all of them together.
  const padding = 'x'.repeat(5_000)
  for (const i of numbers) void runner.run(command(`echo ${i} >> ${path('log')} # ${padding}`))
  void runner.run(command(`touch ${path('check')}`, { endsWithUs: 'killed' }))
  await runner.close()
  await new Promise<void>((resolve) => starter.whenDeserted(resolve))
  const lines = () => readFileSync(path('log'), 'utf8').trim().split('\n').map(Number)
  await until('all have run', () => lines().length === numbers.length)
  expect(lines().sort((a, b) => a - b)).toEqual(numbers)
  expect(existsSync(path('check'))).toBe(false)
})

test.skipIf(process.getuid?.() !== 0)('account and further groups go with it', async () => {
  const runner = makeScriptRunner({ log })
  connect(runner)
  const script = '[ "$(id -u)/$(id -g)/$(id -G)" = "65534/65534/65534 4 20" ]'
  expect(await runner.run(command(script, { uid: 65534, gid: 65534, groups: [4, 20] }))).toEqual({
    kind: 'exit',
    status: 0,
  })
})

test('a starter that is silent past the time of a script is no verdict either', async () => {
  const runner = makeScriptRunner({ log, graceMs: 20 })
  const [engine, silent] = openSocketPair().map((fd) => new Socket({ fd })) as [Socket, Socket]
  open.push(engine, silent)
  runner.attach(engine)
  expect(await runner.run(command('exit 0', { timeoutMs: 20 }))).toEqual({ kind: 'failed', reason: 'ECONNRESET' })
})

test('a script that waits long for its turn has its time all the same, while the starter is heard of', async () => {
  const runner = makeScriptRunner({ log, graceMs: 40 })
  const [engine, busy] = openSocketPair().map((fd) => new Socket({ fd })) as [Socket, Socket]
  open.push(engine, busy)
  runner.attach(engine)
  const result = runner.run(command('exit 0', { timeoutMs: 40 }))
  const say = (message: object): void => void busy.write(`${JSON.stringify(message)}\n`)
  for (let i = 0; i < 20; i++) {
    say({ kind: 'started', id: 1000 + i, pid: 1 })
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  say({ kind: 'started', id: 1, pid: 2 })
  say({ kind: 'ended', id: 1, result: { kind: 'exit', status: 0 } })
  expect(await result).toEqual({ kind: 'exit', status: 0 })
})

test('engines take turns: one with hundreds of scripts lets the other through', async () => {
  const starter = makeScriptStarter()
  const [busy, other] = [makeScriptRunner({ log }), makeScriptRunner({ log })]
  connect(busy, starter)
  connect(other, starter)
  const order: string[] = []
  const crowd = Array.from({ length: 300 }, async () => {
    await busy.run({ ...command(''), argv: ['/bin/true'] })
    order.push('crowd')
  })
  const one = other.run({ ...command(''), argv: ['/bin/true'] }).then(() => order.push('one'))
  await Promise.all([...crowd, one])
  expect(order.indexOf('one')).toBeLessThan(150)
})
