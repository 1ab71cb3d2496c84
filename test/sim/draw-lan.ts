/**
 * A LAN drawn from a seed: virtual routers that two to five hosts share, and for each host the text of its configuration.
 *
 * What the hosts must agree on (versions, intervals, passwords, lists of addresses) is drawn once for all of them; the
 * rest comes from the keyword table, so that a new row is in the histories at once. Every word drawn from the table has
 * a number, and a failing history is made smaller by leaving words out.
 */
import type { Config, VrrpInstanceConfig } from '../../src/config/config.ts'
import { loadConfig } from '../../src/config/load.ts'
import { globalContext } from '../../src/config/grammar/global.ts'
import type { Context, Row } from '../../src/config/grammar/row.ts'
import { instanceContext } from '../../src/config/grammar/vrrp-instance.ts'
import { processContext, scriptContext, syncGroupContext } from '../../src/config/grammar/vrrp-others.ts'
import { nextInteger, type Random } from '../../src/lib/random.ts'
import { sameValue } from '../../src/lib/same.ts'
import type { Us } from '../../src/lib/time.ts'
import { chance, pick, randomLine, writeRandom, type RandomLine } from '../lab/random-config.ts'
import { environmentOf, MAIN } from '../unit/config/load-text.ts'

const SECOND = 1_000_000

/** What all hosts agree on about one virtual router. */
export interface VirtualRouter {
  readonly number: number
  readonly name: string
  readonly nic: string
  readonly family: 4 | 6
  readonly intervalUs: Us
  /** lines of every host's block */
  readonly lines: readonly string[]
  readonly addresses: readonly string[]
  readonly unicast: boolean
  /** it sums its trailers' times: how wrong a clock may be matters */
  readonly signed: boolean
}

/** One word from the keyword table, and the block in which it stands. */
export interface DrawnWord {
  readonly number: number
  /** '(global)', '(group)', '(script)', '(process)' or an instance's name */
  readonly block: string
  readonly line: RandomLine
}

export interface HostPlan {
  readonly number: number
  readonly name: string
  readonly words: readonly DrawnWord[]
  /** lines of each instance that are this host's own: version, priority, preemption, trackers */
  readonly own: Readonly<Record<string, readonly string[]>>
  readonly statics: readonly RandomLine[]
  /** names of the virtual routers that it takes part in */
  readonly runs: readonly string[]
}

export interface LanPlan {
  readonly virtualRouters: readonly VirtualRouter[]
  readonly hosts: readonly HostPlan[]
  /** names of the members of the sync group; empty: none */
  readonly group: readonly string[]
  /** some instance has an interface for itself */
  readonly vmacs: boolean
  readonly scripted: boolean
  readonly processed: boolean
  /** there is a track file, or a BFD session */
  readonly numbered: boolean
  readonly sessioned: boolean
  /** lines of the script and the process tracker that all hosts share */
  readonly script: readonly string[]
  readonly process: readonly string[]
  readonly intervalUs: Us
}

/** Words of an instance that are drawn with care, or would end what the invariants promise. */
const PLACED_IN_INSTANCE = new Set([
  // All must agree on them.
  ...['interface', 'virtual_router_id', 'advert_int', 'version', 'authentication', 'auth_hmac', 'native_ipv6'],
  ...['virtual_ipaddress', 'virtual_ipaddress_excluded', 'no_virtual_ipaddress', 'virtual_routes', 'virtual_rules'],
  ...['mcast_src_ip', 'mcast_dst_ip', 'unicast_src_ip', 'unicast_peer', 'unicast_ttl', 'unicast_fault_no_peer'],
  ...['old_unicast_checksum', 'vrf'],
  // An owner that hears nobody, and another of the same priority, are two masters for good.
  'owner_ignore_adverts',
  // Drawn for the whole host, or below.
  ...[
    'timer_expired_backup',
    'thread_timer_expired',
    'priority',
    'preempt',
    'nopreempt',
    'preempt_delay',
    'state',
    'notify',
    'down_timer_adverts',
    'debug',
  ],
  ...['track_interface', 'track_script', 'track_process', 'track_file', 'track_bfd', 'lvs_sync_daemon_interface'],
  // Only some routers of an instance, and not together.
  ...['use_vmac', 'use_vmac_addr', 'vmac_xmit_base', 'use_ipvlan', 'vmac_addr'],
])

const PLACED_IN_GLOBAL = new Set([
  ...['vrrp_version', 'vrrp_mcast_group4', 'vrrp_mcast_group6', 'vrrp_owner_ignore_adverts', 'vrrp_notify_fifo'],
  'vrrp_down_timer_adverts',
])

/** How far a drawn number may be above the least: a minute of announcements is history enough. */
const SPREAD = 6

export function drawLan(random: Random): LanPlan {
  const hosts = between(random, 2, 5)
  const grouped = chance(random, 0.3)
  const intervalUs = pick(random, [SECOND, SECOND, SECOND / 10])
  const count = grouped ? between(random, 2, 3) : pick(random, [1, 1, 1, 2, 2, 3])
  const mixed = !grouped && chance(random, 0.15)
  const virtualRouters: VirtualRouter[] = []
  for (let number = 1; number <= count; number++) {
    virtualRouters.push(drawVirtualRouter(random, { number, intervalUs, mixed: mixed && number === 1 }))
  }
  const scripted = chance(random, 0.35)
  const processed = chance(random, 0.2)
  const numbered = chance(random, 0.15)
  const sessioned = chance(random, 0.15)
  const equal = chance(random, 0.2)
  const owner = !scripted && !processed && !numbered && !sessioned && !grouped && chance(random, 0.1)
  const vmacs = chance(random, 0.25) ? 0.7 : 0
  const weight = pick(random, [0, -60, 40])
  const track = {
    script: scripted ? `check weight ${weight}${chance(random, 0.1) ? ' reverse' : ''}` : null,
    process: processed ? `daemon weight ${pick(random, [0, -30, 20])}` : null,
    file: numbered ? `number weight ${pick(random, [0, 1, -2])}${chance(random, 0.1) ? ' reverse' : ''}` : null,
    session: sessioned ? `session weight ${pick(random, [0, -40, 20])}` : null,
    nic: chance(random, 0.15) ? `eth1 weight ${pick(random, [0, -50, 30])}` : null,
    /** only one member of a group tracks */
    first: chance(random, 0.5),
  }
  const plans: HostPlan[] = []
  let word = 0
  for (let i = 0; i < hosts; i++) {
    const priority = owner && i === 0 ? 255 : equal ? 100 : 60 + 30 * i + between(random, 0, 20)
    const preemption = priority === 255 ? [] : drawPreemption(random, intervalUs)
    const runs = virtualRouters.filter(() => grouped || chance(random, 0.85)).map(({ name }) => name)
    const own: Record<string, string[]> = {}
    for (const one of virtualRouters) {
      const tracks = one.number === 1 || !track.first || !grouped
      own[one.name] = [
        `priority ${priority}`,
        ...preemption,
        ...(mixed && one.number === 1 ? [`version ${between(random, 2, 3)}`] : []),
        ...(chance(random, vmacs) ? drawVmac(random, one, i) : []),
        ...(chance(random, 0.15) ? [`down_timer_adverts ${between(random, 1, 5)}`] : []),
        ...(one.unicast ? peersOf(one, i, hosts) : []),
        ...(tracks && track.script !== null ? [`track_script {\n ${track.script}\n}`] : []),
        ...(tracks && track.process !== null ? [`track_process {\n ${track.process}\n}`] : []),
        ...(tracks && track.file !== null ? [`track_file {\n ${track.file}\n}`] : []),
        ...(tracks && track.session !== null ? [`track_bfd {\n ${track.session}\n}`] : []),
        ...(tracks && track.nic !== null ? [`track_interface {\n ${track.nic}\n}`] : []),
      ]
    }
    const words: DrawnWord[] = []
    const draw = (block: string, context: Context, wanted: (row: Row) => boolean, most: number): void => {
      const rows = context.rows.filter((row) => row.status === 'acts' && wanted(row))
      const taken = new Set<string>()
      for (let left = between(random, 0, most); left > 0; left--) {
        const row = pick(random, rows)
        if (taken.has(row.field)) continue
        taken.add(row.field)
        words.push({ number: word++, block, line: randomLine(random, context, row, 2, SPREAD) })
      }
    }
    draw('(global)', globalContext, isGlobalWord, 3)
    for (const { name } of virtualRouters) draw(name, instanceContext, (row) => !PLACED_IN_INSTANCE.has(row.name), 5)
    if (grouped) draw('(group)', syncGroupContext, isGroupWord, 2)
    if (scripted)
      draw('(script)', scriptContext, (row) => ['init_fail', 'timeout', 'rise', 'fall'].includes(row.name), 2)
    if (processed) draw('(process)', processContext, (row) => /delay$|^quorum$/.test(row.name), 2)
    plans.push({
      number: i + 1,
      name: `r${i + 1}`,
      words,
      own,
      statics: chance(random, 0.2) ? statics(i + 1) : [],
      runs: runs.length > 0 ? runs : [virtualRouters[0]?.name ?? ''],
    })
  }
  return {
    virtualRouters,
    hosts: plans,
    group: grouped ? virtualRouters.map(({ name }) => name) : [],
    vmacs: vmacs > 0,
    scripted,
    processed,
    numbered,
    sessioned,
    script: [
      `interval ${Math.max(1, intervalUs / SECOND)}`,
      `rise ${between(random, 1, 3)}`,
      `fall ${between(random, 1, 3)}`,
    ],
    process: ['process named'],
    intervalUs,
  }
}

function isGlobalWord(row: Row): boolean {
  return (row.name.startsWith('vrrp_') || row.name === 'log_unknown_vrids') && !PLACED_IN_GLOBAL.has(row.name)
}

function isGroupWord(row: Row): boolean {
  return /^notify_|^smtp_alert|tracking/.test(row.name)
}

function drawPreemption(random: Random, intervalUs: Us): string[] {
  if (chance(random, 0.2))
    return ['nopreempt', ...(chance(random, 0.5) ? [`timer_expired_backup ${between(random, 1, 254)}`] : [])]
  return chance(random, 0.2) ? [`preempt_delay ${(between(random, 1, 5) * intervalUs) / SECOND}`] : []
}

/** RFC 9568 section 7.3: a virtual router's own hardware address, in each way to have it. */
function drawVmac(random: Random, { name, nic, family, unicast }: VirtualRouter, host: number): string[] {
  const own = ownAddress(nic, family, 60 + host)
  const either = [['use_vmac', 'vmac_xmit_base'], ['use_vmac_addr']]
  // Its peers send to the address of the interface below.
  if (unicast) return pick(random, either)
  return pick(random, [
    ...either,
    ['use_vmac'],
    ['use_vmac'],
    [`use_vmac own${name.slice(-1)}`],
    [`use_ipvlan ip${name.slice(-1)} ${own}/${family === 4 ? 24 : 64}`],
  ])
}

function drawVirtualRouter(
  random: Random,
  { number, intervalUs, mixed }: { number: number; intervalUs: Us; mixed: boolean },
): VirtualRouter {
  const nic = number === 1 || chance(random, 0.4) ? 'eth0' : 'eth1'
  const family = !mixed && chance(random, 0.25) ? 6 : 4
  const version = family === 6 || intervalUs < SECOND || chance(random, 0.3) ? 3 : 2
  const seconds = mixed ? Math.max(1, intervalUs / SECOND) : intervalUs / SECOND
  const signed = chance(random, 0.12)
  const unicast = chance(random, 0.2)
  const subnet = nic === 'eth0' ? '10.9.0' : '10.8.0'
  const prefix = nic === 'eth0' ? 'fd00:9' : 'fd00:8'
  const address = (n: number): string =>
    family === 4 ? `${subnet}.${100 + 10 * number + n}/24` : `${prefix}::${number}${n}/64`
  const words = (): string => (chance(random, 0.15) ? ` ${pick(random, ADDRESS_WORDS)}` : '')
  const addresses = Array.from({ length: between(random, 1, 3) }, (_, n) => `${address(n)} dev ${nic}${words()}`)
  const excluded = chance(random, 0.25)
    ? [
        `10.7.${number}.1/24 dev ${pick(random, ['eth0', 'eth1'])}${words()}`,
        ...(chance(random, 0.5) ? [`fd00:7::${number}/64 dev eth0`] : []),
      ]
    : []
  const routes = chance(random, 0.25)
    ? [
        `10.60.${number}.0/24 via ${subnet}.254 dev ${nic}`,
        ...(chance(random, 0.5) ? [`fd60:${number}::/32 via ${prefix}::fe dev ${nic}`] : []),
      ]
    : []
  const rules = chance(random, 0.15) ? [`from 10.60.${number}.0/24 table 100 priority ${2000 + number}`] : []
  const authentication = signed ? '' : pick(random, ['', '', 'PASS', 'AH'])
  const lines = [
    `interface ${nic}`,
    `virtual_router_id ${50 + number}`,
    `advert_int ${seconds}`,
    ...(mixed ? [] : [`version ${version}`]),
    ...(version === 2 && !mixed && authentication !== ''
      ? [`authentication {\n auth_type ${authentication}\n auth_pass 1111\n}`]
      : []),
    ...(signed ? [hmac(random)] : []),
    ...block('virtual_ipaddress_excluded', excluded),
    ...block('virtual_routes', routes),
    ...block('virtual_rules', rules),
  ]
  return { number, name: `VI_${number}`, nic, family, intervalUs: seconds * SECOND, lines, addresses, unicast, signed }
}

const ADDRESS_WORDS = ['scope link', 'noprefixroute', 'no_track', 'preferred_lft 0']

function hmac(random: Random): string {
  const replay = pick(random, ['', 'time_window 5', 'anti_replay monotonic'])
  return `auth_hmac {\n key 1 the-secret-of-all-routers-of-this-lan\n active_key 1\n ${replay}\n}`
}

function block(word: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${word} {\n${lines.map((line) => ` ${line}\n`).join('')}}`]
}

function peersOf(one: VirtualRouter, i: number, hosts: number): string[] {
  const address = (n: number): string => ownAddress(one.nic, one.family, n)
  const peers = [...Array(hosts).keys()].filter((peer) => peer !== i).map((peer) => address(peer + 1))
  return [`unicast_src_ip ${address(i + 1)}`, ...block('unicast_peer', peers)]
}

/** The address of host `n` on an interface. */
export function ownAddress(nic: string, family: 4 | 6, n: number): string {
  return family === 4
    ? `${nic === 'eth0' ? '10.9.0' : '10.8.0'}.${n}`
    : `${nic === 'eth0' ? 'fd00:9' : 'fd00:8'}::f${n}`
}

function statics(n: number): RandomLine[] {
  const line = (text: string): RandomLine => ({ text, block: null })
  return [
    { text: 'static_ipaddress', block: [line(`10.77.${n}.1/24 dev eth1`), line(`fd77::${n}/64 dev eth1`)] },
    { text: 'static_routes', block: [line('10.50.0.0/16 via 10.9.0.253 dev eth0')] },
    { text: 'static_rules', block: [line('from 10.50.0.0/16 table 100 priority 1000')] },
  ]
}

// From the plan to a configuration

/** What a reload can change about a host without touching the plan. */
export interface HostChange {
  /** instead of the plan's, for every instance */
  readonly priority?: number
  /** instances that are left out */
  readonly without?: readonly string[]
  /** the last address of the first stands in the second */
  readonly moved?: readonly [string, string]
  /** lines appended to every instance */
  readonly more?: readonly string[]
  /** no static entries */
  readonly withoutStatics?: boolean
}

export function textOf(lan: LanPlan, host: HostPlan, change: HostChange = {}): string {
  const words = (name: string): string =>
    writeRandom(host.words.filter((word) => word.block === name).map((word) => word.line))
  const addressesOf = movedAddresses(lan, change.moved)
  const running = lan.virtualRouters.filter(({ name }) => host.runs.includes(name) && !change.without?.includes(name))
  const instances = running.map(({ name, lines }) => {
    const own = (host.own[name] ?? []).map((line) =>
      change.priority !== undefined && line.startsWith('priority ') && line !== 'priority 255'
        ? `priority ${change.priority}`
        : line,
    )
    return (
      `vrrp_instance ${name} {\n${[...lines, ...own, ...(change.more ?? []), 'notify /bin/notify'].join('\n')}\n` +
      `virtual_ipaddress {\n${(addressesOf.get(name) ?? []).join('\n')}\n}\n${words(name)}}\n`
    )
  })
  const members = lan.group.filter((name) => running.some((one) => one.name === name))
  return [
    `global_defs {\nenable_script_security\nscript_user root\nvrrp_notify_fifo /run/fifo\n${words('(global)')}}\n`,
    lan.scripted ? `vrrp_script check {\nscript /bin/check\n${lan.script.join('\n')}\n${words('(script)')}}\n` : '',
    lan.processed ? `vrrp_track_process daemon {\n${lan.process.join('\n')}\n${words('(process)')}}\n` : '',
    lan.numbered ? 'vrrp_track_file number {\nfile /run/number\n}\n' : '',
    lan.sessioned ? 'bfd_instance session {\nneighbor_ip 10.9.0.200\n}\n' : '',
    change.withoutStatics === true ? '' : writeRandom(host.statics),
    ...instances,
    members.length > 1
      ? `vrrp_sync_group G1 {\ngroup {\n${members.join('\n')}\n}\nnotify /bin/notify\n${words('(group)')}}\n`
      : '',
  ].join('')
}

function movedAddresses(lan: LanPlan, moved: HostChange['moved']): Map<string, string[]> {
  const lists = new Map(lan.virtualRouters.map(({ name, addresses }) => [name, [...addresses]]))
  const from = lists.get(moved?.[0] ?? '')
  const to = lists.get(moved?.[1] ?? '')
  if (from && to && from.length > 1) to.push(from.pop() as string)
  return lists
}

/** The last configurations read: a plan is read when it is drawn and when it is run. */
const read = new Map<string, Config | null>()
const MOST_REMEMBERED = 16

/** Null: the words do not go together. */
export function readText(text: string): Config | null {
  const known = read.get(text)
  if (known !== undefined) return known
  if (read.size >= MOST_REMEMBERED) read.clear()
  const config = readAnew(text)
  read.set(text, config)
  return config
}

/** For a reload: equal in everything, and the same object in nothing. */
export function readAnew(text: string): Config | null {
  const { config, diagnostics } = loadConfig(
    MAIN,
    environmentOf(text, { interfaceExists: (name) => /^eth[01]$/.test(name) }),
  )
  return config === null || diagnostics.some(({ severity }) => severity === 'error') ? null : config
}

function complaints(text: string): string {
  const { diagnostics } = loadConfig(MAIN, environmentOf(text, { interfaceExists: (name) => /^eth[01]$/.test(name) }))
  return [...diagnostics.map(({ severity, message }) => `${severity}: ${message}`), text].join('\n')
}

/** Drawn words that do not go together, or change what all agreed on, are taken out again. */
export function withoutBadWords(lan: LanPlan): LanPlan {
  const hosts = lan.hosts.map((host) => {
    // Only these change what all agreed on; for the rest it is enough that they can be read.
    const strict = host.words.some(({ line }) => line.text.includes('strict'))
    if (!strict && readText(textOf(lan, host)) !== null) return host
    const plain = readText(textOf(lan, { ...host, words: [] }))
    if (plain === null) throw new Error(`a bad plan: ${complaints(textOf(lan, { ...host, words: [] }))}`)
    const good = (words: readonly DrawnWord[]): boolean => {
      const config = readText(textOf(lan, { ...host, words }))
      return config !== null && agrees(config.vrrp.instances, plain.vrrp.instances)
    }
    if (good(host.words)) return host
    const kept: DrawnWord[] = []
    for (const word of host.words) if (good([...kept, word])) kept.push(word)
    return { ...host, words: kept }
  })
  return { ...lan, hosts }
}

function agrees(a: readonly VrrpInstanceConfig[], b: readonly VrrpInstanceConfig[]): boolean {
  const agreed = (one: VrrpInstanceConfig): unknown[] => [
    ...[one.name, one.version, one.family, one.interface, one.vrid, one.priority, one.advertIntervalUs],
    ...[one.authentication, one.authHmac, one.addresses, one.excludedAddresses, one.mcastGroup, one.unicastPeers],
    ...[one.sourceIp, one.trackScripts, one.trackProcesses, one.trackInterfaces, one.preempt],
  ]
  return sameValue(a.map(agreed), b.map(agreed))
}

export function between(random: Random, low: number, high: number): number {
  return low + nextInteger(random, high - low + 1)
}
