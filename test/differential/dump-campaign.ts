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
import { checkerLogs, DumpHosts, vrrpLog } from './dump-originals.ts'
import { dumpInLog } from './normalise-dump.ts'
import { recordDumps } from './recorded-dumps.ts'

/** The whole of a campaign: as many comparisons as wanted, in the order of the seed. */
export async function compareDumps(process: DumpedProcess, seed: number, wanted: number): Promise<DumpComparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tsk-dumps-'))
  try {
    return await (process === 'vrrp' ? compareVrrp : compareCheckers)(folder, seed, wanted)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compareVrrp(folder: string, seed: number, wanted: number): Promise<DumpComparison[]> {
  const hosts = await DumpHosts.start()
  const found: DumpComparison[] = []
  let next = 0
  let running = 0
  try {
    await hosts.each(async (host) => {
      if (found.length + running >= wanted || next > DRAWS_PER_DUMP * wanted) return false
      const number = next++
      const text = drawDumped('vrrp', seed, number)
      const path = join(folder, `${number}.conf`)
      writeFileSync(path, text)
      const interfaces = interfacesFromIp(host.run('ip', '-j', '-d', 'addr'))
      if (!isDumped('vrrp', path, interfaces)) return true
      running++
      const { lines, addresses } = await vrrpLog(host, folder, String(number), text)
      running--
      const own = addresses === '' ? [] : interfacesFromIp(addresses).filter(({ above }) => above !== undefined)
      const compared = compareDump('vrrp', path, text, [...interfaces, ...own], lines)
      if (compared !== null) found.push(compared)
      return true
    })
  } finally {
    hosts.close()
  }
  return found
}

async function compareCheckers(folder: string, seed: number, wanted: number): Promise<DumpComparison[]> {
  const drawn: { readonly text: string; readonly path: string }[] = []
  for (let number = 0; drawn.length < wanted && number < DRAWS_PER_DUMP * wanted; number++) {
    const text = drawDumped('checker', seed, number)
    const path = join(folder, `${number}.conf`)
    writeFileSync(path, text)
    if (isDumped('checker', path, [])) drawn.push({ text, path })
  }
  const logs = await checkerLogs(drawn.map(({ text }) => text))
  if (process.argv.includes('--record'))
    recordDumps(drawn.map(({ text }, i) => ({ text, dump: dumpInLog(logs[i] ?? []) })))
  return drawn.flatMap(({ text, path }, i) => compareDump('checker', path, text, [], logs[i] ?? []) ?? [])
}

/** Of so many drawn one is dumped, at worst. */
const DRAWS_PER_DUMP = 10

if (process.argv[1] === import.meta.filename) {
  const words = process.argv.slice(2)
  const after = (name: string, otherwise: string): string => words[words.indexOf(name) + 1 || -1] ?? otherwise
  const seed = Number(after('--seed', '1'))
  const configs = Number(after('--configs', '100'))
  const shown = Number(after('--show', '10'))
  const only = after('--process', '')
  for (const one of ['vrrp', 'checker'] as const) {
    if (only !== '' && only !== one) continue
    const compared = await compareDumps(one, seed, configs)
    const differing = new Map<string, string>()
    for (const { text, difference } of compared)
      if (difference !== null && !differing.has(difference.kind))
        differing.set(difference.kind, text + difference.shown)
    for (const [kind, text] of [...differing].slice(0, shown)) console.log(`--- ${kind}\n${text}`)
    const same = compared.filter(({ difference }) => difference === null).length
    console.log(
      `${compared.length} dumps of the ${one} process from seed ${seed}: ${same} equal, ${compared.length - same} not`,
    )
    if (same < compared.length || compared.length < configs) process.exitCode = 1
  }
}
