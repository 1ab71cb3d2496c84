/**
 * Reads broken configurations: `npm run fuzz -- --seed N --inputs K`. Nothing may throw, take long or let memory grow. A
 * failure prints its seed; the same command with `--inputs 1 --show` prints that input.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { checkInput } from './check-input.ts'
import { makeInput } from './inputs.ts'

/** CPU time: one input has at most 3,000 characters, and may make half a million lines of them. */
const MAX_MS = 5_000
const INTERVAL = 50_000
const MAX_GROWTH_MB = 20
const MAX_FAILURES = 5
const THOROUGH_EVERY = 10

const seed = numberOf('--seed', 1)
const inputs = numberOf('--inputs', 100_000)
const show = process.argv.includes('--show')
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let failures = 0
let characters = 0
let slowest = { ms: 0, seed, length: 1 }
let worst = { usPerCharacter: 0, seed, ms: 0 }
let firstHeapMb: number | null = null
const begin = performance.now()
for (let i = 0; i < inputs && failures < MAX_FAILURES; i++) {
  const input = makeInput(seed + i)
  if (show) console.log(input.text)
  characters += input.text.length
  const before = process.cpuUsage()
  const wrong = checkInput(input, (seed + i) % THOROUGH_EVERY === 0)
  const used = process.cpuUsage(before)
  const ms = (used.user + used.system) / 1000
  if (wrong !== null) fail(seed + i, wrong)
  if (ms > MAX_MS) fail(seed + i, `took ${ms.toFixed(0)} ms of CPU time`)
  if (ms > slowest.ms) slowest = { ms, seed: seed + i, length: input.text.length }
  const usPerCharacter = (ms * 1000) / Math.max(input.text.length, 100)
  if (usPerCharacter > worst.usPerCharacter) worst = { usPerCharacter, seed: seed + i, ms }
  if ((i + 1) % INTERVAL === 0) watchHeap(i + 1)
}
const seconds = (performance.now() - begin) / 1000
console.log(
  `${inputs} inputs from seed ${seed}: ${failures} failed, ${(characters / 1e6).toFixed(1)} MB in ${seconds.toFixed(0)} s`,
)
console.log(`slowest: ${slowest.ms.toFixed(1)} ms for ${slowest.length} characters, seed ${slowest.seed}`)
console.log(
  `worst per character: ${worst.usPerCharacter.toFixed(1)} us (${worst.ms.toFixed(1)} ms), seed ${worst.seed}`,
)
process.exitCode = failures === 0 ? 0 : 1

function fail(at: number, what: string): void {
  failures++
  console.log(`seed ${at}: ${what}\n  again: npm run fuzz -- --seed ${at} --inputs 1 --show`)
}

function watchHeap(count: number): void {
  collect()
  const heapMb = process.memoryUsage().heapUsed / 1e6
  firstHeapMb ??= heapMb
  console.log(`${count} inputs, heap ${heapMb.toFixed(1)} MB, ${((performance.now() - begin) / 1000).toFixed(0)} s`)
  if (heapMb > firstHeapMb + MAX_GROWTH_MB) fail(seed + count, `the heap grew from ${firstHeapMb.toFixed(1)} MB`)
}

function numberOf(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
