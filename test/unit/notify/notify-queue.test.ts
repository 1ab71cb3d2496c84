import { describe, expect, test } from 'vitest'
import type { Command } from '../../../src/config/command.ts'
import type { NotifyOutcome, NotifyQueue, NotifyRun } from '../../../src/notify/notify-queue.ts'
import { makeNotifyQueue } from '../../../src/notify/notify-queue.ts'

const command = (...argv: string[]): Command => ({ argv, text: argv.join(' '), uid: null, gid: null })
const done: NotifyOutcome = { kind: 'exited', status: 0 }

interface Stage {
  readonly queue: NotifyQueue
  readonly started: string[]
  readonly log: string[]
  /** ends the oldest script that runs */
  readonly end: (outcome?: NotifyOutcome) => Promise<void>
  readonly running: { run: NotifyRun; finish: (outcome: NotifyOutcome) => void }[]
}

function stage(more: { timeoutMs?: number; maxWaiting?: number } = {}): Stage {
  const started: string[] = []
  const log: string[] = []
  const running: Stage['running'] = []
  const queue = makeNotifyQueue({
    run: (run) => {
      started.push(run.command.argv.join(' '))
      return new Promise((finish) => running.push({ run, finish }))
    },
    log: (level, text) => log.push(`${level}: ${text}`),
    ...more,
  })
  const end = async (outcome = done): Promise<void> => {
    running.shift()?.finish(outcome)
    await turns()
  }
  return { queue, started, log, end, running }
}

describe('the notify queue', () => {
  test('runs the scripts of one object one after another, in order', async () => {
    const { queue, started, end } = stage()
    for (const state of ['BACKUP', 'MASTER', 'FAULT']) queue.enqueue('VI_1', command('n'), ['INSTANCE', 'VI_1', state])
    await turns()
    expect(started).toEqual(['n INSTANCE VI_1 BACKUP'])
    await end()
    expect(started).toHaveLength(2)
    await end()
    await end()
    expect(started).toEqual(['BACKUP', 'MASTER', 'FAULT'].map((state) => `n INSTANCE VI_1 ${state}`))
    expect(queue.busy()).toBe(false)
  })

  test('does not let one object wait for another', async () => {
    const { queue, started } = stage()
    queue.enqueue('VI_1', command('a'), [])
    queue.enqueue('VI_2', command('b'), [])
    await turns()
    expect(started).toEqual(['a', 'b'])
  })

  test('leaves out states in the middle, never the last one of any listener', async () => {
    const { queue, started, end, log } = stage({ maxWaiting: 4 })
    for (let i = 0; i < 50; i++) {
      queue.enqueue('VI_1', command('master'), [String(i)])
      queue.enqueue('VI_1', command('any'), [String(i)])
    }
    for (let i = 0; i < 20; i++) await end()
    expect(started.length).toBeLessThanOrEqual(5)
    expect(started[0]).toBe('master 0')
    expect(started.slice(-2)).toEqual(['master 49', 'any 49'])
    expect(log).toEqual([
      'warning: Notify scripts of VI_1 are slower than its changes, leaving out intermediate states',
    ])
  })

  test('keeps the order of what it runs', async () => {
    const { queue, started, end } = stage({ maxWaiting: 3 })
    for (let i = 0; i < 30; i++) queue.enqueue('VI_1', command('n'), [String(i)])
    for (let i = 0; i < 10; i++) await end()
    const numbers = started.map((line) => Number(line.slice(2)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(numbers.at(-1)).toBe(29)
  })

  test('ends a script that hangs, and goes on', async () => {
    const { queue, started, running, log, end } = stage({ timeoutMs: 20 })
    queue.enqueue('VI_1', command('hangs'), [])
    queue.enqueue('VI_1', command('next'), [])
    await turns()
    running[0]!.run.onStarted()
    await new Promise<void>((resolve) => running[0]!.run.signal.addEventListener('abort', () => resolve()))
    await end({ kind: 'killed', signal: 'TERM' })
    expect(started).toEqual(['hangs', 'next'])
    expect(log).toEqual([
      'err: Notify script hangs still runs after 0.02 seconds, ending it',
      'info: Notify script hangs ended by signal TERM',
    ])
    await end()
  })

  test('tells how scripts ended, and survives one that cannot start', async () => {
    const log: string[] = []
    const queue = makeNotifyQueue({
      run: ({ command: { argv } }) =>
        argv[0] === 'throws'
          ? Promise.reject(new Error('no such file'))
          : Promise.resolve({ kind: 'exited', status: 3 }),
      log: (level, text) => log.push(`${level}: ${text}`),
    })
    queue.enqueue('o', command('throws'), [])
    queue.enqueue('o', command('fails'), [])
    await queue.drain(1000)
    expect(log).toEqual([
      'info: Unable to run notify script throws: no such file',
      'info: Notify script fails exited with status 3',
    ])
  })

  test('drain waits for the last script, but not longer than it may', async () => {
    const { queue, end } = stage()
    queue.enqueue('VI_1', command('a'), [])
    let drained = false
    const waiting = queue.drain(60_000).then(() => (drained = true))
    await turns()
    expect(drained).toBe(false)
    await end()
    await waiting
  })

  test('a stop shortens the time of each script from its start on, and runs whatever waits, in order', async () => {
    const { queue, started, running, end } = stage()
    for (const word of ['runs', 'waits', 'is last']) queue.enqueue('VI_1', command(word), [])
    queue.enqueue('VI_2', command('has not started'), [])
    await turns()
    running[0]!.run.onStarted()
    const drained = queue.drain(40)
    await new Promise<void>((resolve) => running[0]!.run.signal.addEventListener('abort', () => resolve()))
    expect(started).toEqual(['runs', 'has not started'])
    await end({ kind: 'killed', signal: 'TERM' })
    expect(started).toEqual(['runs', 'has not started', 'waits'])
    await drained
    expect(started).toEqual(['runs', 'has not started', 'waits', 'is last'])
    expect(running.map(({ run }) => run.signal.aborted)).toEqual([false, false, false])
  })
})

async function turns(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}
