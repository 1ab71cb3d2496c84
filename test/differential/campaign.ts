/**
 * Many random configurations, each judged by both programs: `npm run differential -- --seed N --configs K`. What differs
 * and is no named departure is shown as small as it can be made; then it ends with 1. `--departures` shows the named ones too;
 * `--bad-lines` takes a line with a bad value for every row of the keyword table instead.
 */
import { Lan } from '../lab/lan.ts'
import { RANDOM_NICS } from '../lab/random-config.ts'
import { badLines, otherVerdictOf } from './bad-lines.ts'
import { departureOf } from './departures.ts'
import { drawConfigurations } from './draw.ts'
import { Judge, shrink } from './verdicts.ts'
import type { Verdict } from './verdicts.ts'

const words = process.argv.slice(2)
const seed = numberAfter('--seed', 1)
const configs = numberAfter('--configs', 1000)
const shown = numberAfter('--show', 20)
const showsDepartures = words.includes('--departures')

const judgesBadLines = words.includes('--bad-lines')

const lan = new Lan('dif', [{ name: 'h', nics: RANDOM_NICS.map((name) => ({ name, segment: 'lan' })) }])
const judge = new Judge(lan.host('h').namespace)
try {
  if (judgesBadLines) runBadLines()
  else run()
} finally {
  judge.close()
  lan.close()
}

function run(): void {
  const BATCH = 250
  const explained = new Map<string, number>()
  const statuses = new Map<number, number>()
  const differing: { readonly number: number; readonly verdict: Verdict; readonly name: string | null }[] = []
  let same = 0
  for (let from = 0; from < configs; from += BATCH) {
    const drawn = drawConfigurations(seed, from, Math.min(BATCH, configs - from))
    for (const [i, verdict] of judge.judge(drawn).entries()) {
      statuses.set(verdict.theirs, (statuses.get(verdict.theirs) ?? 0) + 1)
      if (verdict.ours === verdict.theirs) same++
      else {
        const name = departureOf(verdict)
        if (name !== null) explained.set(name, (explained.get(name) ?? 0) + 1)
        differing.push({ number: from + i, verdict, name })
      }
    }
  }
  const seen = new Set<string>()
  for (const { number, verdict, name } of differing) {
    if (seen.size >= shown) break
    if (name !== null && !showsDepartures) continue
    const small = smallest(verdict, name)
    if (seen.has(small.text)) continue
    seen.add(small.text)
    console.log(
      `--- configuration ${number}: ours ${small.ours}, theirs ${small.theirs}${name === null ? '' : ` (${name})`}`,
    )
    console.log(small.text.trimEnd())
    for (const one of small.diagnostics) console.log(`  ours:   ${one.class ?? 'note'}: ${one.message}`)
    for (const one of small.words) console.log(`  theirs: ${one}`)
  }
  console.log(`statuses of the original: ${[...statuses].map(([status, n]) => `${status}: ${n}`).join(', ')}`)
  for (const [name, count] of explained) console.log(`departure '${name}': ${count}`)
  const unexplained = differing.filter(({ name }) => name === null)
  const share = ((100 * same) / configs).toFixed(2)
  console.log(
    `${configs} configurations from seed ${seed}: ${same} (${share} %) with the same status, ${unexplained.length} unexplained`,
  )
  process.exitCode = unexplained.length === 0 ? 0 : 1
}

/** All lines with bad values, instead of random files. */
function runBadLines(): void {
  const BATCH = 250
  let same = 0
  let unexplained = 0
  for (let from = 0; from < badLines.length; from += BATCH) {
    const part = badLines.slice(from, from + BATCH)
    for (const [i, verdict] of judge.judge(part.map(({ text }) => text)).entries()) {
      const name = part[i]?.name ?? ''
      if (verdict.ours === verdict.theirs) same++
      else if (otherVerdictOf(name, verdict) === null) {
        unexplained++
        console.log(`${name}: ours ${verdict.ours}, theirs ${verdict.theirs}`)
      }
    }
  }
  console.log(`${badLines.length} lines: ${same} with the same status, ${unexplained} unexplained`)
  process.exitCode = unexplained === 0 ? 0 : 1
}

function smallest(verdict: Verdict, name: string | null): Verdict {
  const text = shrink(verdict.text, (texts) =>
    judge
      .judge(texts)
      .map((one) => one.ours === verdict.ours && one.theirs === verdict.theirs && departureOf(one) === name),
  )
  return judge.judge([text])[0] ?? verdict
}

function numberAfter(name: string, otherwise: number): number {
  const at = words.indexOf(name)
  return at < 0 ? otherwise : Number(words[at + 1])
}
