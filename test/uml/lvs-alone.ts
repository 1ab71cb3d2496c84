/**
 * npm run lvs [-- first last]: each configuration of lvs-configurations.ts in a daemon of its own, with keepalived and with us;
 * prints what differs. Several minutes for all of them.
 */
import type { Snapshot } from './guest/lvs-configurations.ts'
import { playConfigurations } from './lvs-boot.ts'
import { configurations, departsAfterReload } from './lvs-configurations.ts'

/** in one boot: the guest has one processor */
const BATCH = 4
const kinds = ['rules', 'thresholds', 'connections', 'daemons', 'scripts'] as const

const [first = 1, last = configurations.length] = process.argv.slice(2).map(Number)
let failures = 0
for (let from = first; from <= last; from += BATCH) await playBatch(from, Math.min(last, from + BATCH - 1))
console.log(failures === 0 ? `configurations ${first} to ${last}: no difference` : `${failures} differences`)
process.exit(failures === 0 ? 0 : 1)

async function playBatch(from: number, to: number): Promise<void> {
  const played = await playConfigurations(`${from}-${to}`).catch((error: unknown) => {
    tell(`${from} to ${to} did not come to their end: ${String(error)}`)
    return []
  })
  for (let n = from; n <= to; n++) {
    const of = (program: string): readonly Snapshot[] =>
      played.find((one) => one.world === `${n}` && one.program === program)?.snapshots ?? []
    const [theirs, ours] = [of('keepalived'), of('tskeepalived')]
    console.log(`${n}: ${configurations[n - 1]?.about ?? ''}`)
    const failure = played.find(({ world }) => world === `${n}`)?.failure ?? null
    if (failure !== null) tell(`ended early, after ${theirs.length} and ${ours.length} stages: ${failure}`)
    theirs.forEach((snapshot, i) => compare(snapshot, ours[i]))
  }
}

function compare(theirs: Snapshot, ours: Snapshot | undefined): void {
  for (const kind of kinds) {
    const wanted = theirs[kind].filter((line) => !departsAfterReload(line))
    const found = (ours?.[kind] ?? []).filter((line) => !departsAfterReload(line))
    for (const line of wanted) if (!found.includes(line)) tell(`${theirs.at}: only keepalived has ${line}`)
    for (const line of found) if (!wanted.includes(line)) tell(`${theirs.at}: only we have ${line}`)
  }
  if (theirs.timeouts !== ours?.timeouts) tell(`${theirs.at}: timeouts ${theirs.timeouts} and ${ours?.timeouts ?? ''}`)
}

function tell(text: string): void {
  failures++
  console.log(`  ${text}`)
}
