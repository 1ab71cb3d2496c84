/** What is done to the daemon. Each leaves the world such that it must come right by itself. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { nextInteger, type Random } from '../../src/lib/random.ts'
import { sleep, until } from '../lab/daemons.ts'
import { basePlan, fill, type ProcessName, type World } from './world.ts'

export type Fault = (world: World, random: Random) => Promise<void> | void

/**
 * Clocks are not stepped: a time namespace has no wall clock of its own, and that of the machine is not ours. The simulation does
 * it (`test/sim`, the command `clock`).
 */
export const faults: Readonly<Record<string, Fault>> = {
  'kill an engine': (world, random) => kill(world, pick(random, ['vrrp', 'checker'])),
  'kill the process of scripts': (world) => kill(world, 'scripts'),
  'kill the parent': async (world) => {
    kill(world, 'parent')
    await until('the others have ended', () =>
      (['vrrp', 'checker', 'scripts'] as const).every((name) => world.pid(name) === null),
    )
    world.start()
  },
  'kill everything': (world) => {
    world.daemon.close()
    // Nobody is left who knows that it was ours.
    rmSync(join(world.directory, 'fifo'), { force: true })
    world.start()
  },
  'stop a process for a while': async (world, random) => {
    const pid = world.pid(pick(random, ['parent', 'vrrp', 'checker', 'scripts']))
    if (pid === null) return
    process.kill(pid, 'SIGSTOP')
    await sleep(500 + nextInteger(random, 2_500))
    process.kill(pid, 'SIGCONT')
  },
  'a storm of reloads': async (world, random) => {
    for (let i = 0; i < 10; i++) {
      if (nextInteger(random, 4) === 0) {
        world.daemon.rewriteConfig('vrrp_instance {')
        world.daemon.signal('SIGHUP')
      } else world.reload({ ...basePlan, instances: 1 + nextInteger(random, 8) })
      await sleep(nextInteger(random, 150))
    }
    world.reload(basePlan)
  },
  'an engine dies while it takes a file over': async (world, random) => {
    world.reload({ ...basePlan, instances: 1 + nextInteger(random, 8) })
    await sleep(nextInteger(random, 60))
    kill(world, pick(random, ['vrrp', 'checker', 'scripts']))
    world.reload(basePlan)
  },
  'an interface goes and comes back': async (world, random) => {
    world.host.run('ip', 'link', 'del', 'eth1')
    await sleep(nextInteger(random, 800))
    world.makeSecondInterface()
  },
  'somebody takes an address and a route away': (world) => {
    world.host.tryRun('ip', 'addr', 'del', '10.7.1.1/32', 'dev', 'eth0')
    world.host.tryRun('ip', 'route', 'del', '198.51.100.2')
  },
  'many scripts': async (world, random) => {
    const scripts = 100 + nextInteger(random, 200)
    world.reload({ ...basePlan, scripts })
    await world.settle()
    world.reload(basePlan)
  },
  'no memory for a child': async (world, random) => {
    const parent = world.pid('parent')
    if (parent === null) return
    const before = world.daemon.lines.length
    // Less than a Node needs to start; whoever runs already keeps what it has.
    execFileSync('prlimit', ['--pid', String(parent), `--as=${200 << 20}:unlimited`])
    kill(world, pick(random, ['vrrp', 'checker', 'scripts']))
    await until('it has died again', () => died(world, before) >= 2 || world.pid('parent') === null)
    if (world.pid('parent') === null) world.start()
    else execFileSync('prlimit', ['--pid', String(parent), '--as=unlimited:unlimited'])
  },
  'no room for its files': async (world) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', world.directory], { stdio: 'ignore' })
    } catch {
      // Without the right to mount there is no small disk here.
      return
    }
    try {
      const filler = fill(world.directory)
      for (const signal of ['SIGUSR1', 'SIGUSR2', 'SIGHUP'] as const) world.daemon.signal(signal)
      await sleep(500)
      rmSync(filler)
      await world.settle()
    } finally {
      execFileSync('umount', ['-l', world.directory])
    }
  },
}

function kill(world: World, name: ProcessName): void {
  const pid = world.pid(name)
  if (pid !== null) process.kill(pid, 'SIGKILL')
}

function died(world: World, from: number): number {
  return world.daemon.lines.slice(from).filter((line) => / died: Respawning/.test(line)).length
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[nextInteger(random, items.length)] as T
}
