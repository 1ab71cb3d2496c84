/**
 * The dump shows every keyword of the table: with it in the file something is written that is not there without it, and
 * in a line with the label of its row. A row that keepalived's dump does not show says why.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dumpCheckerProcess, dumpVrrpProcess } from '../../../src/config/dump/dump.ts'
import { initialLvsView, initialVrrpView } from '../../../src/config/dump/view.ts'
import { allContexts, rootContext } from '../../../src/config/grammar/root.ts'
import type { Context, Row } from '../../../src/config/grammar/row.ts'
import { dumpLabelOf } from '../../../src/config/grammar/table.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { around, exampleTexts } from '../../lab/example-text.ts'
import { link } from '../../sim/fixtures.ts'
import { environmentOf, MAIN } from '../../unit/config/load-text.ts'

const UNICAST = 'unicast_peer {\n192.0.2.77\n}'
const VMAC_ADDRESS = 'virtual_ipaddress_excluded {\n192.0.2.78 dev eth1 use_vmac\n}'

/** Without it in the block, or with it elsewhere in the file, there is nothing to show. */
const BESIDE: Readonly<Record<string, string>> = {
  'global_defs/notification_email': 'notification_email_from a@b.example',
  'global_defs/nftables_priority': 'nftables',
  'global_defs/nftables_ifindex': 'nftables',
  'global_defs/nftables_ipvs_priority': 'nftables_ipvs',
  'global_defs/nftables_ipvs_start_fwmark': 'nftables_ipvs',
  'global_defs/notify_fifo_script': 'notify_fifo /run/fifo',
  'global_defs/vrrp_notify_fifo_script': 'vrrp_notify_fifo /run/fifo',
  'global_defs/lvs_notify_fifo_script': 'lvs_notify_fifo /run/fifo',
  'global_defs/reload_repeat': 'reload_time_file /run/reload-time',
  'vrrp_instance/check_unicast_src': UNICAST,
  'vrrp_instance/old_unicast_checksum': UNICAST,
  'vrrp_instance/garp_extra_if': VMAC_ADDRESS,
  'vrrp_instance/vmac_garp_intvl': VMAC_ADDRESS,
  'vrrp_instance/accept': 'no_accept',
  'vrrp_instance/preempt': 'nopreempt',
  'vrrp_instance/authentication/auth_pass': 'auth_type PASS',
  'virtual_server/quorum': 'weight 1000000',
  'virtual_server/hysteresis': 'weight 1000000\nquorum 1000000',
  'virtual_server/real_server/MISC_CHECK/retry': 'delay_before_retry 7',
  'virtual_server/real_server/MISC_CHECK/delay_before_retry': 'retry 2',
  'virtual_server/real_server/UDP_CHECK/min_reply_length': 'require_reply',
  'virtual_server/real_server/UDP_CHECK/max_reply_length': 'require_reply',
}
const BIND = 'bindto 192.0.2.9'
const REGEX = 'regex a'

/** Things that are shown only where something tracks them. */
const TRACKING = `vrrp_instance tracking {
interface eth1
virtual_router_id 99
virtual_ipaddress {
192.0.2.99
}
track_script {
a
}
track_file {
a
}
}
virtual_server group a {
protocol TCP
lvs_sched rr
lvs_method NAT
real_server 192.0.2.201 80 {
}
}
`

const INTERFACES = [link('eth0', 2, ['192.0.2.90/24', 'fe80::1/64']), link('eth1', 3, ['198.51.100.90/24'])]
const WORLD = {
  interfaceExists: (name: string) => /^(lo|eth\d|blue)$/.test(name),
  files: { '/etc/k/more.conf': 'use_pid_dir\n', '/etc/k/hmac.key': `hex:${'5a'.repeat(32)}\n` },
}

function dump(text: string): readonly string[] {
  const { config } = loadConfig(MAIN, environmentOf(text + TRACKING, WORLD))
  if (config === null) return ['refused']
  const vrrp = dumpVrrpProcess(config, initialVrrpView(config, INTERFACES))
  return [...vrrp, ...dumpCheckerProcess(config, initialLvsView(config))]
}

function besideOf(path: readonly string[], { name }: Row): string {
  const own = BESIDE[path.join('/')]
  if (own !== undefined) return own
  if (name === 'bind_port') return BIND
  return name.startsWith('regex_') ? REGEX : ''
}

interface DumpedLine {
  readonly text: string
  /** what it stands below */
  readonly title: string
}

/** Lines of `some` beyond those of `others`. */
function beyond(some: readonly string[], others: readonly string[]): DumpedLine[] {
  const left = new Map<string, number>()
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1)
  return some.flatMap((line, i) => {
    const known = left.get(line) ?? 0
    left.set(line, known - 1)
    if (known > 0) return []
    const title = some.slice(0, i).findLast((above) => above.search(/\S/) < line.search(/\S/))
    return [{ text: line.trim(), title: title?.trim() ?? '' }]
  })
}

/** The lines that one of its examples brings, or takes away. */
function shownBy(path: readonly string[], row: Row): readonly DumpedLine[] {
  const beside = besideOf(path, row)
  const without = dump(around(beside, path))
  const number = row.range === null ? [] : [around(`${beside}\n${row.name} ${row.range.least + 3}`, path)]
  const texts = exampleTexts(path).map((text) => {
    const start = text.indexOf(`\n${row.name}`, path.length === 1 ? 0 : text.indexOf(`\n${path[0] ?? ''} `)) + 1
    return `${text.slice(0, start)}${beside}\n${text.slice(start)}`
  })
  return [...texts, ...number].flatMap((text) => {
    const lines = dump(text)
    return [...beyond(lines, without), ...beyond(without, lines)]
  })
}

/** A block that holds keywords is shown by them; what came after 2.2.7 is not in its dump. */
function isExpected(row: Row): boolean {
  return (row.block === null || row.block.rows.length === 0) && row.since === undefined
}

const pathOf = (context: Context, row: Row): readonly string[] =>
  context === rootContext ? [row.name] : [...context.name.split('/'), row.name]

test.each([...allContexts()].map((context) => [context.name, context] as const))('%s', (_name, context) => {
  for (const row of context.rows.filter(isExpected)) {
    const lines = shownBy(pathOf(context, row), row)
    const label = dumpLabelOf(row, context)
    // A reason that is no longer true would hide a lost line.
    if (row.undumped !== undefined) expect(lines, row.name).toEqual([])
    else if (label === null) expect(lines, row.name).not.toEqual([])
    else
      expect(
        lines.filter(({ text, title }) => [text, title].some((line) => line.replace('------< ', '').startsWith(label))),
        `${row.name}: ${label}`,
      ).not.toEqual([])
  }
})

test('every row names its line, or says why it has none', () => {
  const silent = [...allContexts()].flatMap((context) =>
    context.rows
      .filter(isExpected)
      .filter((row) => (dumpLabelOf(row, context) === null) === (row.undumped === undefined))
      .map((row) => pathOf(context, row).join('/')),
  )
  expect(silent).toEqual([])
})

test('a label stands in the table, and nowhere else', () => {
  // One word alone is also a matter of what runs: the state of a script is a status.
  const labels = new Set(
    [...allContexts()].flatMap((context) =>
      context.rows.flatMap(({ dumped }) => (dumped !== undefined && 'label' in dumped ? [dumped.label.trim()] : [])),
    ),
  )
  const folder = 'src/config/dump'
  const twice = readdirSync(folder).flatMap((name) => {
    const written = readFileSync(`${folder}/${name}`, 'utf8').matchAll(/^ *(?:row|text)\(\s*'([^']*)'/gm)
    return [...written].flatMap(([, label = '']) =>
      label.includes(' ') && labels.has(label.trim()) ? [`${name}: ${label}`] : [],
    )
  })
  expect(twice).toEqual([])
})
