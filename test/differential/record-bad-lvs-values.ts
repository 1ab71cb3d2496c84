/** `npx tsx test/differential/record-bad-lvs-values.ts` records anew what the original makes of `badValueCases`. */
import { Lan } from '../lab/lan.ts'
import { RANDOM_NICS } from '../lab/random-config.ts'
import { badValueCases, recordCases, wordsOf } from './bad-lvs-values.ts'
import { Judge } from './verdicts.ts'

const BATCH = 100
const cases = badValueCases()
const lan = new Lan('blv', [{ name: 'h', nics: RANDOM_NICS.map((name) => ({ name, segment: 'lan' })) }])
const judge = new Judge(lan.host('h').namespace)
try {
  const batches = Array.from({ length: Math.ceil(cases.length / BATCH) }, (_, i) => i * BATCH)
  const verdicts = batches.flatMap((from) => judge.judge(cases.slice(from, from + BATCH).map(({ text }) => text)))
  recordCases(
    cases.map(({ path, bad }, i) => {
      const verdict = verdicts[i]
      return { path, bad, status: verdict?.theirs ?? -1, words: wordsOf(verdict?.words ?? []) }
    }),
  )
} finally {
  judge.close()
  lan.close()
}
