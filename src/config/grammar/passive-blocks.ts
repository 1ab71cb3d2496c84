/** Blocks of the root whose words are read and checked, but which have no effect so far. */
import { US_PER_MS } from '../../lib/time.ts'
import { address, interfaceName } from './address.ts'
import { contextOf, lines, wordList } from './block.ts'
import type { WordEntry } from './block.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Reader, RowSpec } from './row.ts'
import { argument, boolean, flag, integer, reportBad, seconds } from './scalar.ts'
import { weighted } from './tracker-values.ts'

const MAX_GARP_US = 2_147_483_647

/** An interface, and where it stands. */
const placedInterface: Reader<WordEntry> = {
  syntax: interfaceName.syntax,
  block: null,
  read: (statement, row, use) => {
    const word = interfaceName.read(statement, row, use)
    return word === undefined ? undefined : { word, mark: statement.mark }
  },
  samples: interfaceName.samples,
  write: ({ word }) => interfaceName.write(word),
}

// prettier-ignore
export const garpGroupRows = [
  {
    name: 'garp_interval', field: 'garpIntervalUs', value: seconds(0, MAX_GARP_US),
    bad: "garp_group garp_interval '%w' invalid", dumped: { label: 'GARP interval', as: 'short seconds' },
    doc: 'gap between gratuitous ARPs',
  },
  {
    name: 'gna_interval', field: 'gnaIntervalUs', value: seconds(0, MAX_GARP_US),
    bad: "garp_group gna_interval '%w' invalid", dumped: { label: 'GNA interval', as: 'short seconds' },
    doc: 'gap between unsolicited neighbour advertisements',
  },
  {
    name: 'interface', field: 'interface', value: placedInterface, repeat: true,
    dumped: { inLineOf: 'interfaces' },
    doc: 'an interface that it is for',
  },
  {
    name: 'interfaces', field: 'interfaces',
    value: wordList('<interface> ...', ['eth0', 'eth0 eth1'], 'Warning - empty garp_group interfaces block'),
    repeat: true, dumped: { label: 'Interfaces', sign: '' },
    doc: 'interfaces that share the limit',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const trackGroupRows = [
  {
    name: 'group', field: 'members', value: wordList('<vrrp_instance> ...', ['a'], 'Warning - track group %o has empty group block'),
    dumped: { label: 'VRRP member instances', as: 'list' }, doc: 'instances that fail together with a static entry',
  },
] as const satisfies readonly RowSpec[]

const bfdNumber = (name: string, range: string): string =>
  `Configuration error: BFD instance %o ${name} value %w not valid (must be in range ${range}), ignoring`
const bfdTime = (name: string, range: string): string =>
  `Configuration error: BFD instance %o ${name} value %w is not valid (must be in range ${range}), ignoring`
const NEIGHBOR = 'Configuration error: BFD instance %o has malformed neighbor address %w, ignoring instance'
const TTL = bfdNumber('ttl/hoplimit', '[1-255]')

// prettier-ignore
export const bfdRows = [
  {
    name: 'neighbor_ip', field: 'neighborIp', value: address, bad: NEIGHBOR,
    dumped: { label: 'Checker Track BFD' },
    doc: 'address of the other end',
  },
  { name: 'neighbour_ip', field: 'neighborIp', value: address, bad: NEIGHBOR, sameAs: 'neighbor_ip', doc: 'address of the other end' },
  {
    name: 'source_ip', field: 'sourceIp', value: address,
    bad: 'Configuration error: BFD instance %o has malformed source address %w, ignoring',
    default: 'chosen by the kernel', dumped: { inLineOf: 'neighbor_ip' },
    doc: 'our address',
  },
  {
    name: 'min_rx', field: 'minRxUs', value: milliseconds(1), default: '10',
    bad: bfdTime('min_rx', '[1-4294967]'),
    undumped: 'shown by the BFD process, which we have not', doc: 'how often we can hear a packet',
  },
  {
    name: 'min_tx', field: 'minTxUs', value: milliseconds(1), default: '10',
    bad: bfdTime('min_tx', '[1-4294967]'),
    undumped: 'shown by the BFD process, which we have not', doc: 'how often we want to send one',
  },
  {
    name: 'idle_tx', field: 'idleTxUs', value: milliseconds(1000), default: '1000',
    bad: bfdTime('idle_tx', '[1000-4294967]'),
    undumped: 'shown by the BFD process, which we have not', doc: 'how often we send while the session is down',
  },
  {
    name: 'multiplier', field: 'multiplier', value: integer(1, 255), default: '5',
    bad: bfdNumber('multiplier', '[1-255]'),
    undumped: 'shown by the BFD process, which we have not', doc: 'packets missed until it is down',
  },
  {
    name: 'passive', field: 'passive', value: flag, default: 'off',
    undumped: 'shown by the BFD process, which we have not', doc: 'wait for the other end to begin',
  },
  {
    name: 'ttl', field: 'ttl', value: integer(1, 255), default: '255', bad: TTL,
    undumped: 'shown by the BFD process, which we have not', doc: 'TTL of our packets',
  },
  {
    name: 'hoplimit', field: 'ttl', value: integer(1, 255), bad: TTL, sameAs: 'ttl',
    undumped: 'shown by the BFD process, which we have not', doc: 'hop limit of our packets',
  },
  {
    name: 'max_hops', field: 'maxHops', value: integer(-1, 255), default: '0', bad: bfdNumber('max_hops', '[-1-255]'),
    undumped: 'shown by the BFD process, which we have not', doc: 'hops that a packet may have made',
  },
  {
    name: 'multihop', field: 'multihop', value: boolean, since: '2.3.0', default: 'off',
    doc: 'a session over several hops (RFC 5883)',
  },
  {
    name: 'weight', field: 'weight', value: weighted(253), default: '0', bad: bfdNumber('weight', '[-253-253]'),
    undumped: 'shown by the BFD process, which we have not', doc: 'change of priority when it is down; 0: FAULT',
  },
  {
    name: 'vrrp', field: 'forVrrp', value: flag, dumped: { inLineOf: 'neighbor_ip' }, doc: 'tell VRRP only',
  },
  {
    name: 'checker', field: 'forCheckers', value: flag,
    undumped: 'shown by the BFD process, which we have not', doc: 'tell the checkers only',
  },
] as const satisfies readonly RowSpec[]

export const garpGroupContext = contextOf('garp_group', garpGroupRows)
export const trackGroupContext = contextOf('track_group', trackGroupRows)
export const bfdContext = contextOf('bfd_instance', bfdRows)

/** Entries that are kept as they are. */
export const plainEntries = (syntax: string, samples: readonly string[]): Reader<readonly PlainEntry[]> =>
  lines(syntax, { read: ({ words, mark }) => ({ words, mark }), write: ({ words }) => words, samples })

export interface PlainEntry {
  readonly words: readonly string[]
  readonly mark: Mark
}

function milliseconds(least: number): Reader<number> {
  const most = 4_294_967
  return {
    syntax: `<${least}..${most}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use)
      if (given === undefined) return undefined
      const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
      if (value >= least && value <= most) return Math.round(value * US_PER_MS)
      reportBad(statement, row, use, given, `expected milliseconds from ${least} to ${most}`)
      return undefined
    },
    samples: [String(least), String(most), String(least + 0.5)],
    write: (us) => [String(us / US_PER_MS)],
    range: { least, most },
    unit: 'ms',
  }
}
