/**
 * Runs random histories: `npm run sim -- --seed N --histories K`. A failure is made as small as it can be, and printed with
 * the command that replays it; `--trace` shows the configurations and every step.
 */
import { runHistory, runPlan } from './history.ts'
import { leaveOut, planHistory } from './plan.ts'
import { commandOf, shrink } from './shrink.ts'

const options = readOptions(process.argv.slice(2))
let steps = 0
let failures = 0
let run = 0
const begin = process.hrtime.bigint()
for (; run < options.histories && failures < options.maxFailures; run++) {
  const seed = options.seed + run
  const result = options.trace || options.without.length > 0 ? replay(seed) : runHistory(seed)
  steps += result.steps
  if (result.violation !== null) {
    failures++
    console.log(`seed ${seed}: ${result.violation}`)
    if (options.without.length === 0 && !options.trace) tellSmallest(seed)
  }
  if ((run + 1) % 5_000 === 0) console.log(`${run + 1} histories, ${failures} failed, ${seconds().toFixed(0)} s`)
}
console.log(
  `${run} histories from seed ${options.seed}: ${failures} failed, ${steps} steps in ${seconds().toFixed(1)} s`,
)
process.exitCode = failures === 0 ? 0 : 1

function replay(seed: number): ReturnType<typeof runHistory> {
  const plan = leaveOut(planHistory(seed), new Set(options.without))
  if (plan === null) throw new Error('nothing is left to run')
  return runPlan(plan, options.trace ? (line) => console.log(line) : undefined)
}

function tellSmallest(seed: number): void {
  const { without, result } = shrink(seed, runHistory(seed))
  console.log(`  smallest: ${result.violation}`)
  for (const fault of result.faults) console.log(`    ${fault}`)
  console.log(`  again: ${commandOf(seed, without)}`)
}

function seconds(): number {
  return Number(process.hrtime.bigint() - begin) / 1e9
}

interface Options {
  readonly seed: number
  readonly histories: number
  readonly trace: boolean
  readonly maxFailures: number
  readonly without: readonly string[]
}

function readOptions(words: readonly string[]): Options {
  const word = (name: string): string | null => words[words.indexOf(name) + 1 || words.length] ?? null
  const number = (name: string, otherwise: number): number => Number(word(name) ?? otherwise)
  return {
    seed: number('--seed', 1),
    histories: number('--histories', 200),
    trace: words.includes('--trace'),
    maxFailures: number('--max-failures', 5),
    without: (word('--without') ?? '').split(',').filter((part) => part !== ''),
  }
}
