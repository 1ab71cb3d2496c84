/**
 * Dumps of many random configurations, ours against the original's: `npm run dumps -- --seed N --configs K`, of the VRRP
 * process and as many of the checker process; `--process vrrp` or `checker` for one of them. Only what both accept whole
 * is compared. `--record` keeps the original's dumps of the checker process, for who has no guest.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interfacesFromIp } from '../lab/dump-facts.ts'
import { compareDump, isDumped } from './dump-comparison.ts'
import type { DumpComparison } from './dump-comparison.ts'
import { drawDumped } from './dump-draw.ts'
import type { DumpedProcess } from './dump-draw.ts'
import { checkerLogs, DumpHosts, isBrokenOff, vrrpLog } from './dump-originals.ts'
import { dumpInLog } from './normalise-dump.ts'
import { recordDumps } from './recorded-dumps.ts'

export interface DumpCampaign {
  readonly compared: readonly DumpComparison[]
  /** originals that broke off, and were asked again */
  readonly brokenOff: number
}

/** The whole of a campaign: as many comparisons as wanted, in the order of the seed. */
export async function compareDumps(process: DumpedProcess, seed: number, wanted: number): Promise<DumpCampaign> {
  const folder = mkdtempSync(join(tmpdir(), 'tsk-dumps-'))
  try {
    return await (process === 'vrrp' ? compareVrrp : compareCheckers)(folder, seed, wanted)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** How often an original is asked that breaks off. */
const ATTEMPTS = 4
/** Of so many drawn one is dumped, at worst. */
const DRAWS_PER_DUMP = 10

async function compareVrrp(folder: string, seed: number, wanted: number): Promise<DumpCampaign> {
  const hosts = await DumpHosts.start()
  const compared: DumpComparison[] = []
  let brokenOff = 0
  let next = 0
  let running = 0
  try {
    await hosts.each(async (host) => {
      if (compared.length + running >= wanted || next > DRAWS_PER_DUMP * wanted) return false
      const number = next++
      const text = drawDumped('vrrp', seed, number)
      const path = join(folder, `${number}.conf`)
      writeFileSync(path, text)
      const interfaces = interfacesFromIp(host.run('ip', '-j', '-d', 'addr'))
      if (!isDumped('vrrp', path, interfaces)) return true
      running++
      let log = await vrrpLog(host, folder, String(number), text)
      for (let attempt = 1; attempt < ATTEMPTS && isBrokenOff(log.lines); attempt++) {
        brokenOff++
        log = await vrrpLog(host, folder, String(number), text)
      }
      running--
      if (isBrokenOff(log.lines)) return true
      const own = log.addresses === '' ? [] : interfacesFromIp(log.addresses).filter(({ above }) => above !== undefined)
      const found = compareDump('vrrp', path, text, [...interfaces, ...own], log.lines)
      if (found !== null) compared.push(found)
      return true
    })
  } finally {
    hosts.close()
  }
  return { compared, brokenOff }
}

/** So many originals in one guest, so that little is lost with a guest that fails. */
const BATCH = 100

interface Asked {
  readonly text: string
  readonly path: string
  attempts: number
}

async function compareCheckers(folder: string, seed: number, wanted: number): Promise<DumpCampaign> {
  const compared: DumpComparison[] = []
  const records: { readonly text: string; readonly dump: readonly string[] }[] = []
  let waiting: Asked[] = []
  let brokenOff = 0
  let next = 0
  for (;;) {
    while (waiting.length < Math.min(BATCH, wanted - compared.length) && next < DRAWS_PER_DUMP * wanted) {
      const number = next++
      const text = drawDumped('checker', seed, number)
      const path = join(folder, `${number}.conf`)
      writeFileSync(path, text)
      if (isDumped('checker', path, [])) waiting.push({ text, path, attempts: 0 })
    }
    if (waiting.length === 0) break
    const logs = await checkerLogs(waiting.map(({ text }) => text))
    const asked = waiting
    waiting = []
    for (const [i, one] of asked.entries()) {
      const log = logs[i] ?? []
      one.attempts++
      if (isBrokenOff(log)) {
        brokenOff++
        if (one.attempts < ATTEMPTS) waiting.push(one)
        continue
      }
      const found = compareDump('checker', one.path, one.text, [], log)
      if (found !== null) compared.push(found)
      records.push({ text: one.text, dump: dumpInLog(log) })
    }
  }
  if (process.argv.includes('--record')) recordDumps(records)
  return { compared, brokenOff }
}

if (process.argv[1] === import.meta.filename) {
  const words = process.argv.slice(2)
  const after = (name: string, otherwise: string): string => words[words.indexOf(name) + 1 || -1] ?? otherwise
  const seed = Number(after('--seed', '1'))
  const configs = Number(after('--configs', '100'))
  const shown = Number(after('--show', '10'))
  const only = after('--process', '')
  for (const one of ['vrrp', 'checker'] as const) {
    if (only !== '' && only !== one) continue
    const { compared, brokenOff } = await compareDumps(one, seed, configs)
    const differing = new Map<string, string>()
    for (const { text, difference } of compared)
      if (difference !== null && !differing.has(difference.kind))
        differing.set(difference.kind, text + difference.shown)
    for (const [kind, text] of [...differing].slice(0, shown)) console.log(`--- ${kind}\n${text}`)
    const same = compared.filter(({ difference }) => difference === null).length
    console.log(
      `${compared.length} dumps of the ${one} process from seed ${seed}: ${same} equal, ${compared.length - same} not`,
    )
    for (const name of new Set(compared.flatMap(({ departures }) => departures)))
      console.log(
        `  ${compared.filter(({ departures }) => departures.includes(name)).length} show a departure: ${name}`,
      )
    if (brokenOff > 0) console.log(`  ${brokenOff} originals broke off and were asked again`)
    if (same < compared.length || compared.length < configs) process.exitCode = 1
  }
}
