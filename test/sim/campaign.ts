/**
 * Runs random histories: `npm run sim -- --seed N --histories K`. A failure prints its seed; the same command with
 * `--histories 1 --trace` shows every step of it.
 */
import { runHistory } from './history.ts'

const options = readOptions(process.argv.slice(2))
let steps = 0
let failures = 0
const begin = process.hrtime.bigint()
for (let i = 0; i < options.histories; i++) {
  const seed = options.seed + i
  const result = runHistory(seed, options.trace ? (line) => console.log(line) : undefined)
  steps += result.steps
  if (result.violation === null) continue
  failures++
  console.log(`seed ${seed}: ${result.violation}`)
  for (const fault of result.faults) console.log(`  ${fault}`)
  console.log(`  again: npm run sim -- --seed ${seed} --histories 1 --trace`)
  if (failures >= options.maxFailures) break
}
const seconds = Number(process.hrtime.bigint() - begin) / 1e9
console.log(
  `${options.histories} histories from seed ${options.seed}: ${failures} failed, ${steps} steps in ${seconds.toFixed(1)} s`,
)
process.exitCode = failures === 0 ? 0 : 1

interface Options {
  readonly seed: number
  readonly histories: number
  readonly trace: boolean
  readonly maxFailures: number
}

function readOptions(words: readonly string[]): Options {
  const number = (name: string, otherwise: number): number => {
    const i = words.indexOf(name)
    return i < 0 ? otherwise : Number(words[i + 1])
  }
  return {
    seed: number('--seed', 1),
    histories: number('--histories', 200),
    trace: words.includes('--trace'),
    maxFailures: number('--max-failures', 5),
  }
}
