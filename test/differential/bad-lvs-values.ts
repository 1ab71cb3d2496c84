/**
 * Bad values for every row of the LVS side: a good line and then a bad one of the same keyword. What the `-t` of the
 * original makes of each is in `test/fixtures/bad-lvs-values.tsv`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { rootContext } from '../../src/config/grammar/root.ts'
import type { Context, Row } from '../../src/config/grammar/row.ts'
import { around, insideOf } from '../lab/example-text.ts'

export interface BadValueCase {
  /** keywords that lead to the row, and the row */
  readonly path: string
  /** what stands behind the keyword */
  readonly bad: string
  /** a whole file with the good line and the bad one */
  readonly text: string
}

/** So that a script is no matter of security, which would hide every other mistake. */
const SECURITY = 'enable_script_security\nscript_user root'

/** What the checker process heeds of `global_defs`. */
const GLOBAL = /^(lvs_|checker_|smtp_|no_checker_emails|default_interface_lvs|nftables_ipvs)/

/** Debian's has forgotten them, or they are shown elsewhere: the block of SSL_GET is that of HTTP_GET. */
const SKIPPED = new Set(['lvs_id', 'nat_mask', 'virtual_server/real_server/SSL_GET', 'smtp_server'])

/** Neither the default nor a limit, so that it shows whether it stays, where the samples of a row are. */
const GOOD: Readonly<Record<string, string>> = {
  'virtual_server/real_server/smtp_alert': 'off',
  'virtual_server/real_server/MISC_CHECK/user': 'root',
  'virtual_server/real_server/FILE_CHECK/weight': '3 reverse',
  'virtual_server/lvs_sched': 'rr',
  'virtual_server/lb_algo': 'rr',
  'virtual_server/lvs_method': 'DR',
  'virtual_server/lb_kind': 'DR',
  'virtual_server/persistence_granularity': '255.255.255.0',
  'virtual_server/real_server/lvs_method': 'TUN type gre csum',
  'global_defs/lvs_sync_daemon': 'lo id 7',
  'global_defs/lvs_timeouts': 'tcp 900 tcpfin 120 udp 300',
  'virtual_server/real_server/DNS_CHECK/type': 'MX',
}

/** Beside the statement, so that the dump shows its value. */
const BESIDE: Readonly<Record<string, string>> = {
  'virtual_server/persistence_granularity': 'persistence_timeout 60',
  'virtual_server/hysteresis': 'quorum 4\nweight 9',
  'virtual_server/quorum': 'weight 9',
  'global_defs/smtp_alert_checker': '',
}

const TUNNELS = [
  'TUN type',
  'TUN type no-such-word',
  'TUN type gue',
  'TUN type gue port',
  'TUN type gue port 0',
  'TUN type gue port 65536',
  'TUN type gue port x',
  'TUN type ipip port 5',
  'TUN type ipip csum',
  'TUN csum nocsum',
  'TUN no-such-word',
  'NAT type gre',
  'nat',
]
const ENDPOINTS = [
  '192.0.2.9/x 80',
  '2001:db8::9/64 80',
  '192.0.2.9-12 80',
  '192.0.2.9 65536',
  '192.0.2.9 -1',
  '192.0.2.9 x',
  '192.0.2.9 80x',
  '192.0.2.9 80 no-such-word',
  '192.0.2.9/24',
  '192.0.2.256 80',
  '2001:db8::g 80',
  '192.0.2.9 ""',
  '192.0.2.9 0',
]

/** What can be wrong with a value of a form of its own. */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  'virtual_server/lvs_method': TUNNELS,
  'virtual_server/real_server/lvs_method': TUNNELS,
  'virtual_server/sorry_server_lvs_method': TUNNELS,
  'virtual_server/sorry_server': ENDPOINTS,
  'virtual_server/real_server': ENDPOINTS,
  virtual_server: [
    ...ENDPOINTS,
    ...['fwmark', 'fwmark -1', 'fwmark 0', 'fwmark x', 'fwmark 4294967296', 'fwmark 7 80', 'fwmark ""'],
    ...['group', 'group no-such-group', 'group ""', 'group a no-such-word'],
  ],
  'virtual_server/persistence_granularity': ['255.255.255.256', '255.0.255.0', '0', '129', '255.255.255', '/24'],
  'virtual_server/real_server/HTTP_GET/url/digest': [
    '00112233445566778899aabbccddee',
    '00112233445566778899aabbccddeexx',
    '00112233445566778899aabbccddeeff0',
  ],
  'virtual_server/real_server/HTTP_GET/url/status_code': [
    ...[
      '99',
      '600',
      '200-',
      '-200',
      '300-200',
      '200-600',
      '20x',
      '200 no-such-word 404',
      '200, 201',
      '0200',
      '200-200',
    ],
  ],
  'virtual_server/real_server/HTTP_GET/url/regex': ['"a" "b"', 'a b', '"', 'a"b'],
  'virtual_server/real_server/HTTP_GET/url/regex_options': ['caseless no-such-word', 'CASELESS'],
  'virtual_server/real_server/HTTP_GET/url/regex_stack': [
    '1024',
    'x 4096',
    '1024 x',
    '4096 1024',
    '1 2 3',
    '-1 5',
    '0 0',
  ],
  'virtual_server/real_server/HTTP_GET/http_protocol': ['1', '2', '1.0D', '1.0 no-such-word'],
  'virtual_server/real_server/UDP_CHECK/payload': ['0g', 'xx', '0a no-such-word'],
  'virtual_server/real_server/UDP_CHECK/require_reply': ['0g', '0a no-such-word', 'xx'],
  'virtual_server/real_server/FILE_CHECK/weight': [
    ...['2147483648', '-2147483649', '254', '-254', '5 reverse no-such-word', '5 no-such-word', '5x', 'reverse'],
  ],
  'virtual_server/real_server/MISC_CHECK/user': ['root no-such-group', 'root root no-such-word', '0'],
  'global_defs/lvs_timeouts': [
    ...['tcp', 'tcp x', 'tcp -1', 'tcp 2678401', 'no-such-word 5', 'tcp 5 no-such-word', 'tcp 5 udp', 'tcpfin ""'],
    ...['tcp 5 tcp 6', 'tcp 0'],
  ],
  'global_defs/lvs_sync_daemon': [
    ...[
      'no-such-interface',
      'lo id',
      'lo id 256',
      'lo id -1',
      'lo id x',
      'lo maxlen 0',
      'lo maxlen 65508',
      'lo port 0',
    ],
    ...[
      'lo port 65536',
      'lo ttl 0',
      'lo ttl 256',
      'lo group',
      'lo group 192.0.2.1',
      'lo group x',
      'lo inst',
      'lo inst x',
    ],
    ...['lo no-such-word', 'lo a 256', 'lo a 7', 'lo a x', 'lo a 7 8'],
  ],
}

const MEMBERS = [
  ...['no-such-value', '192.0.2.256', '192.0.2.9 65536', '192.0.2.9 -1', '192.0.2.9 x', '192.0.2.9 80 no-such-word'],
  ...['192.0.2.20-19', '192.0.2.20-20', '192.0.2.20-256', '192.0.2.20-x', '192.0.2.20-', '192.0.2.20-192.0.3.30'],
  ...['10.0.0.0/16', '10.0.0.0/15', '10.0.0.0/8', '0.0.0.0/0', '192.0.2.64/32', '192.0.2.64/31', '192.0.2.64/-1'],
  ...['2001:db8::/112', '2001:db8::/108', '2001:db8::/64', '2001:db8::/1', '::/0', '2001:db8::/128'],
  ...['192.0.2.20-192.0.2.30', '192.0.2.20-192.0.2.10', '192.0.2.20-192.0.2.300', '2001:db8::1-2001:db8::9'],
  ...['2001:db8::1-2001:db9::9', '192.0.2.20-29x', '192.0.2.20-0x1e', '192.0.2.20-+30', '192.0.2.20-30-40'],
  ...['fwmark 7x', 'fwmark ""', 'fwmark 7 inet6', 'fwmark 7 ""', '192.0.2.9/24'],
  ...['192.0.2.20-29 65536', '192.0.2.64/33', '192.0.2.64/15', '192.0.2.65/26', '192.0.2.64/x', '192.0.2.64/'],
  ...['2001:db8::20-10', '2001:db8::20-10000', '2001:db8::20-x', '2001:db8::/111', '2001:db8::1/120', '2001:db8::/129'],
  ...['fwmark', 'fwmark x', 'fwmark -1', 'fwmark 4294967296', 'fwmark 0', 'fwmark 7 no-such-word', 'fwmark 7 inet x'],
  ...['""', '192.0.2.9 ""', '192.0.2.9 0', '192.0.2.20-29 x', '-1'],
]

export function badValueCases(): readonly BadValueCase[] {
  return [
    ...casesIn(rootContext.byName.get('global_defs')?.block ?? rootContext, ['global_defs']).filter(({ path }) =>
      GLOBAL.test(path.slice('global_defs/'.length)),
    ),
    ...casesOf(rootContext.byName.get('virtual_server'), ['virtual_server']),
    ...casesIn(rootContext.byName.get('virtual_server')?.block ?? rootContext, ['virtual_server']),
    ...casesIn(rootContext.byName.get('SSL')?.block ?? rootContext, ['SSL']),
    ...MEMBERS.map((bad): BadValueCase => {
      const groupWith = (member: string): string =>
        fileOf(['virtual_server_group'], `${GROUP_HEAD}192.0.2.50 80\n${member}}\n`)
      return {
        path: 'virtual_server_group',
        bad,
        text: groupWith(`${bad}\n`),
      }
    }),
  ]
}

const GROUP_HEAD = 'virtual_server_group a {\n'

function casesIn(context: Context, path: readonly string[]): BadValueCase[] {
  return context.rows.flatMap((row) => {
    const here = [...path, row.name]
    if (SKIPPED.has(row.name) || SKIPPED.has(here.join('/')) || row.since !== undefined) return []
    // Debian's has forgotten this one too.
    if (here.join('/').endsWith('TCP_CHECK/nb_get_retry')) return []
    const inner = row.block === null || row.block.rows.length === 0 ? [] : casesIn(row.block, here)
    return [...casesOf(row, here), ...inner]
  })
}

function casesOf(row: Row | undefined, path: readonly string[]): BadValueCase[] {
  if (row === undefined) return []
  const name = path.join('/')
  const beside = (lines: string): string => [BESIDE[name] ?? '', lines].filter(Boolean).join('\n')
  const goodWords = goodValue(row, name)
  const goodLine = `${row.name} ${goodWords}`
  const inBlock = row.takesBlock ? ` {\n${insideOf(path)}\n}` : ''
  return badValues(row, name, goodWords).map((bad) => {
    const line = `${row.name} ${bad}${inBlock}`
    // A second block or script is another matter than a bad one.
    const lines = row.takesBlock || row.once !== undefined ? line : `${goodLine}\n${line}`
    return { path: name, bad, text: fileOf(path, around(beside(lines), path)) }
  })
}

function goodValue({ range, samples }: Row, path: string): string {
  if (GOOD[path] !== undefined) return GOOD[path]
  if (range === null) return samples.find((sample) => sample !== '' && sample !== 'off') ?? ''
  return String(Math.min(range.most, Math.max(range.least, 0) + 2))
}

function badValues(row: Row, path: string, good: string): readonly string[] {
  const { range } = row
  const further = FURTHER[path] ?? []
  const other = row.samples.findLast((sample) => sample !== '' && sample !== good) ?? good
  const words = ['', 'no-such-value', '-1', '""', ...further]
  if (range === null) return [...new Set([...words, '0', `${other} no-such-word`])]
  const beyond = range.most < 2 ** 44 ? [String(range.most + 1)] : []
  const below = range.least > 0 ? [String(range.least - 1)] : range.least < 0 ? [String(range.least - 1)] : []
  const another = String(Number(good) + 1)
  const numbers = [
    ...below,
    ...beyond,
    '99999999999999999999',
    `${another}x`,
    `${another}.5`,
    `0x${another}`,
    `+${another}`,
  ]
  return [...new Set([...words, ...numbers, `${another} no-such-word`])]
}

/** What `around` makes, without what has nothing to do with LVS. */
function fileOf(path: readonly string[], text: string): string {
  const from = (keyword: string): string => text.slice(text.search(new RegExp(`^${keyword} `, 'm')))
  const server =
    'virtual_server 192.0.2.1 80 {\nprotocol TCP\nlvs_sched wlc\nlvs_method NAT\nreal_server 192.0.2.3 80 {\nSSL_GET {\nurl {\npath /\n}\n}\n}\n}\n'
  const files = 'track_file a {\nfile /run/track\n}\n'
  const others = path.includes('BFD_CHECK') ? 'bfd_instance a {\nneighbor_ip 192.0.2.77\n}\n' : files
  const group = 'virtual_server_group a {\n192.0.2.50 80\n}\n'
  switch (path[0]) {
    case 'global_defs':
      return from('global_defs').replace('global_defs  {', `global_defs {\n${SECURITY}`) + server
    case 'SSL':
      return `${from('SSL')}${server}`
    case 'virtual_server_group':
      return `${text}virtual_server group a {\nprotocol TCP\npersistence_timeout 60\nlvs_sched wlc\nlvs_method NAT\nreal_server 192.0.2.3 80 {\n}\n}\n`
    default:
      return `global_defs {\n${SECURITY}\n}\n${others}${path.length === 1 ? group : ''}${from('virtual_server')}`
  }
}

/** What the original made of one case. */
export interface RecordedCase {
  readonly path: string
  readonly bad: string
  readonly status: number
  readonly words: readonly string[]
}

const file = new URL('../fixtures/bad-lvs-values.tsv', import.meta.url)

export function recordCases(cases: readonly RecordedCase[]): void {
  const lines = cases.map(({ path, bad, status, words }) => [path, bad, status, words.join(' | ')].join('\t'))
  writeFileSync(file, `path\tbad\tstatus\twords\n${lines.join('\n')}\n`)
}

export function recordedCases(): RecordedCase[] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [path = '', bad = '', status = '', words = ''] = line.split('\t')
    return { path, bad, status: Number(status), words: words === '' ? [] : words.split(' | ') }
  })
}

/** The original's words, without where it found it. */
export function wordsOf(lines: readonly string[]): string[] {
  const bare = lines.map((line) => line.replace(/^\(?(\S*: )?Line \d+\) /, '').replace(/^\(Line \d+\) /, ''))
  return [...new Set(bare.filter((line) => line !== ''))]
}
