import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { copyFileSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { watchProcesses } from '../../../src/linux/process-watch.ts'
import type { ProcessWatch, ProcessWatchOptions } from '../../../src/linux/process-watch.ts'

let serial = 0
let directory: string
let program: string
let started: ChildProcess[]
let watch: ProcessWatch | null
let told: string[]
let logged: string[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tsk-proc-'))
  // A name that nothing else on this machine has.
  serial++
  program = join(directory, `tsk${process.pid}w${serial}`)
  copyFileSync('/bin/sleep', program)
  started = []
  watch = null
  told = []
  logged = []
})
afterEach(async () => {
  watch?.close()
  for (const child of started) child.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

function start(seconds: string): ChildProcess {
  const child = spawn(program, [seconds], { stdio: 'ignore' })
  started.push(child)
  return child
}

function begin(options: ProcessWatchOptions = {}): void {
  const name = program.slice(directory.length + 1)
  const base = { params: null, paramMatch: null, fullCommand: false }
  watch = watchProcesses(
    [
      { ...base, name: 'name', process: name },
      { ...base, name: 'parameter', process: program, params: ['77'], paramMatch: 'exact' },
    ],
    (which, count) => told.push(`${which} ${count}`),
    (_, text) => logged.push(text),
    options,
  )
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(condition(), `told: ${told.join(', ')}; logged: ${logged.join(', ')}`).toBe(true)
}

describe.each([
  ['events of the kernel, or /proc where none arrive', {}],
  ['/proc alone', { useEvents: false }],
])('counting processes by %s', (_, options) => {
  test('the counts at the start are told at once, then every start and end', async () => {
    start('88')
    await until(() => readlinkSync(`/proc/${started[0]?.pid}/exe`) === program)
    begin(options)
    expect(told).toEqual(['name 1', 'parameter 0'])
    const second = start('77')
    await until(() => told.includes('name 2') && told.includes('parameter 1'))
    second.kill('SIGKILL')
    await until(() => told.at(-1) === 'name 1' || told.at(-1) === 'parameter 0')
    await until(() => told.lastIndexOf('name 1') > 1 && told.lastIndexOf('parameter 0') > 1)
  })
})

test('a process that has ended but was not waited for does not count', async () => {
  // The shell starts it and then becomes a program that never waits.
  const shell = spawn('sh', ['-c', `${program} 0.1 & exec sleep 60`], { stdio: 'ignore' })
  started.push(shell)
  const isZombie = () =>
    execFileSync('ps', ['--ppid', String(shell.pid), '-o', 'stat='], { encoding: 'utf8' }).startsWith('Z')
  await until(isZombie)
  begin({ useEvents: false })
  expect(told).toEqual(['name 0', 'parameter 0'])
})

test('nothing is counted twice, and nothing forgotten, when many come and go at once', async () => {
  // Starts, forks without a new program, and ends, faster than one can look.
  begin()
  await until(() => told.length === 2)
  await new Promise((resolve) => setTimeout(resolve, 200))
  execFileSync('sh', ['-c', `for i in $(seq 100); do ${program} 0.01 & done; wait`])
  start('88')
  const last = () => told.filter((line) => line.startsWith('name')).at(-1)
  await until(() => last() === 'name 1')
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(last()).toBe('name 1')
})

test('process events where there are none: said once, and /proc is looked at', async () => {
  // Network namespaces without a first one to turn to.
  const name = program.slice(directory.length + 1)
  const script = `
    import { watchProcesses } from '${new URL('../../../src/linux/process-watch.ts', import.meta.url).pathname}'
    const spec = { name: 'n', process: '${name}', params: null, paramMatch: null, fullCommand: false }
    const onCount = (name, count) => {
      console.log(name, count)
      if (count === 1) process.exit(0)
    }
    watchProcesses(
      [spec],
      onCount,
      (level, text) => console.log(level, text),
      { firstNamespace: '/nowhere' },
    )`
  const child = spawn(
    'unshare',
    ['--net', process.execPath, '--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  started.push(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await until(() => output.includes('looking at /proc'))
  start('88')
  await until(() => output.includes('n 1'))
  expect(output.match(/looking at \/proc/g)).toHaveLength(1)
})
