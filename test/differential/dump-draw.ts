/**
 * Random configurations whose dumps are compared, of VRRP or of LVS, drawn from the keyword table. The n-th of a seed is
 * always the same. What is left out, or put in order, is here, each with its reason.
 */
import { globalContext } from '../../src/config/grammar/global.ts'
import { inlineWords } from '../../src/config/grammar/inline-words.ts'
import { rootContext } from '../../src/config/grammar/root.ts'
import type { Context } from '../../src/config/grammar/row.ts'
import { makeRandom, nextInteger } from '../../src/lib/random.ts'
import { randomConfiguration, randomServices, writeRandom } from '../lab/random-config.ts'
import type { RandomLine } from '../lab/random-config.ts'

export type DumpedProcess = 'vrrp' | 'checker'

export function drawDumped(process: DumpedProcess, seed: number, number: number): string {
  const random = makeRandom(seed * 1_000_003 + number)
  const size = 1 + nextInteger(random, 9)
  const lines = process === 'vrrp' ? randomConfiguration(random, size) : randomServices(random, size)
  return writeRandom(lines.flatMap((line) => prepare(line, rootContext, process)))
}

const LEFT_OUT: readonly { readonly words: RegExp; readonly from?: DumpedProcess; readonly reason: string }[] = [
  { words: /^(instance|use_pid_dir)\b/, reason: 'changes where the pid files are by which the original is ended' },
  { words: /^(net_namespace|namespace_with_ipsets)/, reason: 'leaves the namespace of the test' },
  { words: /^lvs_sync_daemon/, from: 'vrrp', reason: 'needs IPVS, which only the guest of the checkers has' },
  { words: /^(lvs_sched|lb_algo) twos\b/, reason: 'the kernel of the guest has no such scheduler' },
  { words: /^child_wait_time\b/, reason: 'the original kills processes that are in the midst of their dump' },
  { words: /^linkbeat_/, reason: 'how a link is polled is a fact of the host' },
  { words: /^use_ipvlan\b/, reason: 'the kernel of the test has none, and a missing one is not told alike' },
  {
    words: /^(delay|fork_delay|terminate_delay) (214[89]|21[5-9]\d|2[2-9]\d\d|3\d{3})/,
    reason: 'the original counts microseconds in 32 bits and writes a negative time',
  },
  { words: /^vmac_(addr_)?prefix "/, reason: 'no interface has blanks in its name, but the original lists it' },
  {
    words: /^vrrp_track_file\b/,
    reason: 'a second file of a name, whose first number the original writes all the same',
  },
  { words: /^vrrp_rx_bufs_multiplier \d{10}$/, reason: 'the original writes such a number as a negative one' },
  { words: /^nftables_ipvs/, from: 'checker', reason: 'the kernel of the guest has no nftables' },
]

function prepare(line: RandomLine, context: Context | null, process: DumpedProcess): RandomLine[] {
  const { text, block } = line
  const row = context?.byName.get(text.split(' ', 1)[0] ?? '')
  if (LEFT_OUT.some(({ words, from }) => words.test(text) && (from ?? process) === process)) return []
  // What has no effect here yet is not dumped, except that of global_defs.
  if (row?.status === 'parsed' && context !== globalContext) return []
  if (row === undefined && text.split(' ').some((word) => PASSIVE_OPTIONS.has(word))) return []
  if (block === null) return [line]
  const inner = block.flatMap((one) => prepare(one, row?.block ?? null, process))
  return [{ text: withPort(text, inner), block: inOrder(text, inner) }]
}

/** SMTP_CHECK of a server without port asks port 0 there, and so does a DNS_CHECK that says where to but not the port. */
function withPort(text: string, inner: readonly RandomLine[]): string {
  const [keyword, , port] = text.split(' ')
  const asksNoPort = inner.some(
    (one) => one.text.startsWith('SMTP_CHECK') || (one.text.startsWith('DNS_CHECK') && says(one, 'connect_ip')),
  )
  return keyword === 'real_server' && port === undefined && asksNoPort ? `${text} 25` : text
}

function says({ block }: RandomLine, word: string): boolean {
  return block?.some(({ text }) => text.startsWith(`${word} `)) === true
}

/** Words behind an address that have no effect yet. */
const PASSIVE_OPTIONS = new Set(
  inlineWords
    .filter(({ status, after }) => status === 'parsed' && after.includes('vrrp_instance/virtual_ipaddress'))
    .flatMap(({ words }) => words.map(({ name }) => name)),
)

/** Where we depart from the original, so that there would be nothing to compare; docs/COMPATIBILITY.md has each. */
function inOrder(text: string, lines: readonly RandomLine[]): RandomLine[] {
  const plain = (word: string): RandomLine => ({ text: word, block: null })
  switch (text.split(' ', 1)[0]) {
    // A host of SMTP_CHECK without a time of its own has none at all there.
    case 'host':
      return [...lines.filter((one) => !one.text.startsWith('connect_timeout')), plain('connect_timeout 3')]
    // SMTP_CHECK takes the time of what stands above it only; a granularity is a mask or a length there.
    case 'virtual_server':
    case 'real_server':
      return withOneScheduler(lines)
        .toSorted((a, b) => Number(isTimeout(b)) - Number(isTimeout(a)))
        .filter((one) => !one.text.startsWith('persistence_granularity') && !isRefused(one, lines))
    // Two macvlans for one address; and with two macvlans for addresses it counts one instance too few.
    case 'vrrp_instance': {
      const has = (word: string): boolean => lines.some((one) => one.text.startsWith(word))
      const hasBoth = has('use_vmac_addr') && lines.some((one) => /^use_vmac( |$)/.test(one.text))
      const hasOwn = lines.some((one) => one.block?.some((each) => / use_vmac/.test(each.text)))
      return lines.filter(
        ({ text: word }) => !(hasBoth && word === 'use_vmac_addr') && !(hasOwn && word === 'promote_secondaries'),
      )
    }
    // A macvlan is made for an address that does not count, because it is not of the first one's family.
    case 'virtual_ipaddress':
      return lines.filter((one) => !/ use_vmac/.test(one.text) || isIpv6(one) === isIpv6(lines[0]))
    default:
      return [...lines]
  }
}

/** The words of a scheduler count for the one above them there. */
function withOneScheduler(lines: readonly RandomLine[]): readonly RandomLine[] {
  const schedulers = lines.filter((one) => /^(lvs_sched|lb_algo) /.test(one.text))
  return lines.filter((one) => !schedulers.slice(1).includes(one))
}

function isIpv6(line: RandomLine | undefined): boolean {
  return line?.text.includes(':') === true
}

/** The kernel takes no destination whose lower threshold is above the upper one, so it is not counted there. */
function isRefused({ text }: RandomLine, others: readonly RandomLine[]): boolean {
  const numberOf = (line: string | undefined): number => Number(line?.split(' ')[1] ?? 0)
  const upper = others.find((one) => one.text.startsWith('uthreshold'))?.text
  return text.startsWith('lthreshold') && numberOf(text) > numberOf(upper)
}

function isTimeout({ text }: RandomLine): boolean {
  return text.startsWith('connect_timeout')
}
