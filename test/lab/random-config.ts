/**
 * Random configurations from the keyword table: what each keyword takes comes from its row, so a new row is in them at
 * once. Only what must fit together is known here: names, router ids, parts without which a block means nothing.
 */
import { rootContext } from '../../src/config/grammar/root.ts'
import { inlineWords } from '../../src/config/grammar/inline-words.ts'
import type { Context, Row } from '../../src/config/grammar/row.ts'
import { nextInteger, nextRandom } from '../../src/lib/random.ts'
import type { Random } from '../../src/lib/random.ts'

/** One line of a file, and the lines in its braces. */
export interface RandomLine {
  text: string
  block: RandomLine[] | null
}

/** The interfaces that a host needs for them. */
export const RANDOM_NICS = ['eth0', 'eth1'] as const

/** What a block cannot do without; a list takes the first sample of its entries. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  vrrp_instance: ['interface', 'virtual_router_id', 'virtual_ipaddress'],
  vrrp_sync_group: ['group'],
  vrrp_script: ['script'],
  vrrp_track_process: ['process'],
  track_file: ['file'],
  bfd_instance: ['neighbor_ip'],
  virtual_server: ['protocol', 'lvs_sched', 'real_server'],
  'virtual_server/real_server/HTTP_GET': ['url'],
  'virtual_server/real_server/HTTP_GET/url': ['path'],
  'virtual_server/real_server/MISC_CHECK': ['misc_path'],
  'virtual_server/real_server/DNS_CHECK': ['name'],
  'virtual_server/real_server/FILE_CHECK': ['track_file'],
  'virtual_server/real_server/BFD_CHECK': ['name'],
  'virtual_server/real_server/UDP_CHECK': ['payload'],
}

/** What names a thing of another block: that thing, and a line that makes a good one. */
const DECLARATIONS: readonly { readonly named: RegExp; readonly opens: string; readonly block: readonly string[] }[] = [
  { named: /^track_script$/, opens: 'vrrp_script a', block: ['script /bin/true'] },
  { named: /^track_process$/, opens: 'vrrp_track_process a', block: ['process /usr/sbin/named'] },
  { named: /^(track_file|FILE_CHECK)$/, opens: 'track_file a', block: ['file /run/track'] },
  { named: /^(track_bfd|BFD_CHECK)$/, opens: 'bfd_instance a', block: ['neighbor_ip 192.0.2.7'] },
  { named: /^virtual_server group a$/, opens: 'virtual_server_group a', block: ['192.0.2.10 80'] },
]

/** Debian's is built without iptables, and has forgotten four spellings of 2002. */
const UNKNOWN = new Set([
  'global_defs vrrp_ipsets',
  'global_defs lvs_id',
  'vrrp_instance lvs_sync_daemon_inteface',
  'virtual_server nat_mask',
  'virtual_server/real_server/TCP_CHECK nb_get_retry',
])

/** Rows that Debian's 2.2.7 has an opinion of. */
function comparable(context: Context, row: Row): boolean {
  return row.since === undefined && !UNKNOWN.has(`${context.name} ${row.name}`)
}

/** A whole file that makes sense; `size` is about the number of keywords that each block gets beyond what it needs. */
export function randomConfiguration(random: Random, size: number): RandomLine[] {
  const lines: RandomLine[] = []
  const instances = chance(random, 0.75) ? 1 + nextInteger(random, 2) : 0
  for (let i = 0; i < instances; i++) lines.push(...instance(random, i, size))
  if (instances > 0 && chance(random, 0.2)) lines.push(syncGroup(random, instances, size))
  const wanted = rootContext.rows.filter((row) => comparable(rootContext, row) && !PLACED.has(row.name))
  const others = nextInteger(random, 3) + (instances === 0 ? 1 : 0)
  for (let i = 0; i < others; i++) lines.push(randomLine(random, rootContext, pick(random, wanted), size))
  declareNames(lines)
  if (chance(random, 0.75)) lines.unshift(scriptSecurity())
  return lines
}

/** Without it every file with a script has the status of a security violation, whatever else is wrong with it. */
function scriptSecurity(): RandomLine {
  const words = ['enable_script_security', 'script_user root']
  return { text: 'global_defs', block: words.map((text) => ({ text, block: null })) }
}

/** These are placed with care. */
const PLACED = new Set(['vrrp_instance', 'vrrp_sync_group', 'net_namespace', 'net_namespace_ipvs'])

function instance(random: Random, number: number, size: number): RandomLine[] {
  const row = rowOf(rootContext, 'vrrp_instance')
  const line = randomLine(random, rootContext, row, size)
  line.text = `vrrp_instance ${String.fromCharCode(97 + number)}`
  for (const inner of line.block ?? []) {
    if (inner.text.startsWith('virtual_router_id ')) inner.text = `virtual_router_id ${10 + number}`
  }
  return [line]
}

function syncGroup(random: Random, instances: number, size: number): RandomLine {
  const line = randomLine(random, rootContext, rowOf(rootContext, 'vrrp_sync_group'), size)
  for (const inner of line.block ?? []) {
    if (inner.text === 'group') inner.block = ['a', 'b'].slice(0, instances).map((text) => ({ text, block: null }))
  }
  return line
}

function rowOf(context: Context, name: string): Row {
  const row = context.byName.get(name)
  if (row === undefined) throw new Error(`no row ${name} in ${context.name}`)
  return row
}

/** One statement of a row, with its block when it has one; numbers are at most `spread` above the least. */
export function randomLine(random: Random, context: Context, row: Row, size: number, spread?: number): RandomLine {
  const argument = asRoot(argumentOf(random, row, context, spread))
  const text = argument === '' ? row.name : `${row.name} ${argument}`
  if (row.block === null) return { text, block: null }
  if (row.block.rows.length > 0) return { text, block: randomBlock(random, row.block, size) }
  const count = 1 + nextInteger(random, 2)
  const samples = row.entrySamples.length > 0 ? row.entrySamples : ['a']
  const entries = Array.from({ length: count }, () => pick(random, known(samples, context, row)))
  return { text, block: [...new Set(entries)].map((entry) => ({ text: entry, block: null })) }
}

function randomBlock(random: Random, context: Context, size: number): RandomLine[] {
  const required = (REQUIRED[context.name] ?? []).map((name) => rowOf(context, name))
  const rows = [...required]
  const others = context.rows.filter((row) => comparable(context, row) && !required.includes(row))
  const wanted = nextInteger(random, size + 1)
  for (let i = 0; i < wanted && others.length > 0; i++) {
    const row = pick(random, others)
    if (row.repeat === true || !rows.includes(row)) rows.push(row)
  }
  return rows.map((row) => randomLine(random, context, row, size))
}

/** A sample of the row, or a number from its range. */
function argumentOf(random: Random, row: Row, context: Context, spread?: number): string {
  const { range } = row
  const sampled = range === null || (spread === undefined && chance(random, 0.3))
  if (sampled) return pick(random, known(row.samples, context, row))
  const most = Math.min(range.most, range.least + (spread ?? 10 ** (1 + nextInteger(random, 4))))
  const value = range.least + nextRandom(random) * (most - range.least)
  return /^-?\d+$/.test(row.samples.at(-1) ?? '') && row.unit !== 's' ? String(Math.floor(value)) : value.toFixed(0)
}

/** Samples without words that came later. */
function known(samples: readonly string[], context: Context, row: Row): readonly string[] {
  const path = context === rootContext ? row.name : `${context.name}/${row.name}`
  const later = new Set(
    inlineWords
      .filter(({ after }) => after.includes(path))
      .flatMap(({ words }) => words.filter(({ since }) => since !== undefined).map(({ name }) => name)),
  )
  const fitting = samples.filter((sample) => !sample.split(/[ |]/).some((word) => later.has(word)))
  return fitting.length > 0 ? fitting : samples
}

/** 2.2.7 ends itself where a script has an account of its own, so there would be nothing to compare. */
function asRoot(text: string): string {
  return text.replace(/\bnobody\b/g, 'root').replace(/\bnogroup\b/g, 'root')
}

function declareNames(lines: RandomLine[]): void {
  for (const { named, opens, block } of DECLARATIONS) {
    if (lines.some((line) => line.text === opens) || !mentions(lines, named)) continue
    lines.unshift({ text: opens, block: block.map((text) => ({ text, block: null })) })
  }
}

function mentions(lines: readonly RandomLine[], named: RegExp): boolean {
  return lines.some((line) => (line.block !== null && named.test(line.text)) || mentions(line.block ?? [], named))
}

/** The text of a file. */
export function writeRandom(lines: readonly RandomLine[], indent = ''): string {
  return lines
    .map(({ text, block }) =>
      block === null ? `${indent}${text}\n` : `${indent}${text} {\n${writeRandom(block, `${indent}    `)}${indent}}\n`,
    )
    .join('')
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[nextInteger(random, from.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

export function chance(random: Random, probability: number): boolean {
  return nextRandom(random) < probability
}

/** A file of virtual servers, no two with the same address, and what belongs to them. */
export function randomServices(random: Random, size: number): RandomLine[] {
  const of = (name: string): RandomLine => randomLine(random, rootContext, rowOf(rootContext, name), size)
  const servers = new Map(
    Array.from({ length: 1 + nextInteger(random, 3) }, () => of('virtual_server')).map((line) => [line.text, line]),
  )
  const lines = [...servers.values()]
  if (chance(random, 0.3)) lines.unshift(of('global_defs'))
  if (chance(random, 0.1)) lines.unshift(of('SSL'))
  declareNames(lines)
  if (chance(random, 0.75)) lines.unshift(scriptSecurity())
  return lines
}
