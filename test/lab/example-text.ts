/** A configuration around one statement or entry, whatever its context, so that it means something there. */
import { rootContext } from '../../src/config/grammar/root.ts'
import type { Row } from '../../src/config/grammar/row.ts'
import type { Keyword } from '../../src/config/grammar/table.ts'

/** What must stand beside an example in its block, by the word that would do the same. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vrrp_instance: {
    interface: 'interface eth0',
    virtual_router_id: 'virtual_router_id 1',
    virtual_ipaddress: 'virtual_ipaddress {\n192.0.2.1\n}',
  },
  vrrp_script: { script: 'script /bin/true' },
  virtual_server_group: { '': '192.0.2.50 80' },
  vrrp_sync_group: { group: 'group {\na\n}' },
  vrrp_track_process: { process: 'process named' },
  garp_group: { garp_interval: 'garp_interval 1' },
  track_file: { file: 'file /run/track' },
  vrrp_track_file: { file: 'file /run/track' },
  track_group: { group: 'group {\na\n}' },
  bfd_instance: { neighbor_ip: 'neighbor_ip 192.0.2.77' },
  virtual_server: {
    protocol: 'protocol TCP',
    lvs_sched: 'lvs_sched wlc',
    lvs_method: 'lvs_method NAT',
    sorry_server: 'sorry_server 192.0.2.8 80',
    real_server: 'real_server 192.0.2.3 80 {\n}',
  },
  'virtual_server/real_server/MISC_CHECK': { misc_path: 'misc_path /bin/true' },
  'virtual_server/real_server/FILE_CHECK': { track_file: 'track_file a' },
  'virtual_server/real_server/BFD_CHECK': { name: 'name a' },
  'virtual_server/real_server/HTTP_GET': { url: 'url {\npath /\n}' },
  'virtual_server/real_server/SSL_GET': { url: 'url {\npath /\n}' },
  'virtual_server/real_server/HTTP_GET/url': { path: 'path /' },
  'virtual_server/real_server/SSL_GET/url': { path: 'path /' },
}

/** What else one keyword needs. */
const NEEDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'virtual_server/ops': { protocol: 'protocol UDP' },
  'virtual_server/hashed': { lvs_sched: 'lvs_sched sh' },
  'virtual_server/sh-port': { lvs_sched: 'lvs_sched sh' },
  'virtual_server/sh-fallback': { lvs_sched: 'lvs_sched sh' },
  'virtual_server/mh-port': { lvs_sched: 'lvs_sched mh' },
  'virtual_server/mh-fallback': { lvs_sched: 'lvs_sched mh' },
  'vrrp_instance/unicast_ttl': { unicast_peer: 'unicast_peer {\n192.0.2.9\n}' },
  'vrrp_instance/timer_expired_backup': { nopreempt: 'nopreempt' },
  'vrrp_instance/thread_timer_expired': { nopreempt: 'nopreempt' },
  'vrrp_instance/vmac_xmit_base': { use_vmac: 'use_vmac' },
  'vrrp_instance/native_ipv6': { virtual_ipaddress: 'virtual_ipaddress {\n2001:db8::1\n}' },
  'vrrp_instance/authentication/auth_type': { auth_pass: 'auth_pass secret' },
}

/** Things that others name; each called `a`. */
const NAMED: readonly string[] = [
  'vrrp_script',
  'vrrp_track_process',
  'track_file',
  'bfd_instance',
  'vrrp_instance',
  'virtual_server_group',
  'track_group',
]

/** The row of a keyword path, or of the keyword that the path of a word begins with. */
export function rowAt(path: string): { readonly row: Row; readonly path: readonly string[] } | null {
  let context = rootContext
  let found: Row | null = null
  const taken: string[] = []
  for (const name of path.split('/')) {
    const row: Row | undefined = context.byName.get(name)
    if (row === undefined) break
    found = row
    taken.push(name)
    if (row.block === null || row.block.rows.length === 0) break
    context = row.block
  }
  return found === null ? null : { row: found, path: taken }
}

const fieldAt = (path: readonly string[]): string | undefined => rowAt(path.join('/'))?.row.field

/** All texts that show a row: one per sample, or one per entry of its list. */
export function exampleTexts(path: readonly string[]): readonly string[] {
  const row = rowAt(path.join('/'))?.row
  if (row === undefined) return []
  const name = path.at(-1) ?? ''
  const [first = ''] = row.samples
  const inner = insideOf(path)
  const statements =
    row.entrySamples.length > 0
      ? row.entrySamples.map((entry) => `${name} ${first} {\n${entry}\n}`)
      : row.samples.map((sample) => `${name} ${sample}${row.takesBlock ? ` {\n${inner}\n}` : ''}`)
  return statements.map((statement) => around(statement, path))
}

/** What must stand in the braces of a block. */
export function insideOf(path: readonly string[]): string {
  return Object.values(BESIDE[path.join('/')] ?? {}).join('\n')
}

/** A whole file with a statement at the end of a path. */
export function around(statement: string, path: readonly string[]): string {
  let text = statement
  for (let depth = path.length - 1; depth > 0; depth--) {
    const outer = path.slice(0, depth)
    const own = fieldAt([...outer, path[depth] ?? ''])
    const needs = { ...BESIDE[outer.join('/')], ...NEEDS[path.join('/')] }
    const beside = Object.entries(depth === path.length - 1 ? needs : (BESIDE[outer.join('/')] ?? {})).filter(
      ([word]) => fieldAt([...outer, word]) !== own,
    )
    const row = rowAt(outer.join('/'))?.row
    text = [`${outer.at(-1)} ${row?.samples[0] ?? ''} {`, ...beside.map(([, line]) => line), text, '}'].join('\n')
  }
  const others = NAMED.filter((name) => name !== path[0]).map((name) => {
    return `${name} a {\n${Object.values(BESIDE[name] ?? {}).join('\n')}\n}`
  })
  return `${[...others, text].join('\n')}\n`
}

/** The texts for one keyword or word of the table, of which each shows it. */
export function examplesOf(keyword: Keyword): readonly string[] {
  const { context, name, kind } = keyword
  const direct = kind === 'keyword' ? [...(context === '(root)' ? [] : context.split('/')), name] : null
  if (direct !== null) return exampleTexts(direct)
  const at = rowAt(context)
  if (at === null) return []
  const texts = exampleTexts(at.path)
  const [, next] = context.split('/').slice(at.path.length - 1)
  const wanted = [next ?? '', name].filter((word) => word !== '' && !word.startsWith('<'))
  return texts.filter((text) => wanted.every((word) => hasWord(text, word)))
}

function hasWord(text: string, word: string): boolean {
  return text
    .split(/[\s|]+/)
    .some((one) => one === word || one.replace(/^[+-]/, '') === word || (word.endsWith(':') && one.startsWith(word)))
}
