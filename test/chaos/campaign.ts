/**
 * `npm run chaos [-- --seed N --rounds K --faults M --patience SECONDS]`: rounds of faults, each from its seed; then a hundred
 * reloads, over which no process may grow. A failure prints the command that repeats it.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { askDaemon } from '../lab/daemons.ts'
import { whyNoNamespaces } from '../lab/lan.ts'
import { playRound } from './round.ts'
import { basePlan, processNames, World } from './world.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '20' },
    faults: { type: 'string', default: '4' },
    patience: { type: 'string', default: '5' },
  },
})
const patienceMs = Number(values.patience) * 1000
const warmReloads = 200
const reloads = 100
/** of garbage that was not collected yet */
const spareMb = 12

const why = whyNoNamespaces()
if (why !== null) throw new Error(why)
let failed = 0
for (let i = 0; i < Number(values.rounds); i++) {
  const seed = Number(values.seed) + i
  const names: string[] = []
  try {
    const slowestMs = await playRound({
      seed,
      faults: Number(values.faults),
      patienceMs,
      tell: (name) => names.push(name),
    })
    console.log(`ok     ${seed}: ${names.join(', ')}; right after ${(slowestMs / 1000).toFixed(1)} s at most`)
  } catch (error) {
    failed += 1
    console.log(`FAILED ${(error as Error).message}`)
    console.log(`npm run chaos -- --seed ${seed} --rounds 1 --faults ${values.faults}`)
  }
}
for (const line of await growth()) {
  failed += 1
  console.log(`FAILED ${line}`)
}
console.log(failed === 0 ? 'all held' : `${failed} did not hold`)
process.exitCode = failed === 0 ? 0 : 1

async function growth(): Promise<string[]> {
  const world = new World(patienceMs)
  try {
    await world.settle()
    await reload(world, warmReloads)
    const before = processNames.map((name) => world.memoryMb(name))
    await reload(world, reloads)
    const after = processNames.map((name) => world.memoryMb(name))
    const lines = processNames.map(
      (name, i) => `${name} ${before[i]?.toFixed(1)} MB, after ${reloads} reloads ${after[i]?.toFixed(1)} MB`,
    )
    for (const line of lines) console.log(`memory ${line}`)
    const grown = lines.filter((_, i) => (after[i] ?? 0) - (before[i] ?? 0) > spareMb)
    await world.settle()
    await world.end()
    return grown
  } finally {
    world.close()
  }
}

async function reload(world: World, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const last = i === times - 1
    writeFileSync(world.daemon.configPath, world.file(last ? basePlan : { ...basePlan, instances: 1 + (i % 8) }))
    await askDaemon(world.daemon, 'reload')
  }
}
