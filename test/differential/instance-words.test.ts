/**
 * Words about elections, adverts and announcements: the same packets and lines of both programs beside the same events. All
 * cells of a file play at once.
 */
import { describe, expect, test } from 'vitest'
import { sleep, type Program } from '../lab/daemons.ts'
import { whyNoNamespaces } from '../lab/lan.ts'
import { WordLan, type Seen, type WordCell } from '../lab/word-cells.ts'

const why = whyNoNamespaces()
const programs: readonly Program[] = ['keepalived', 'tskeepalived']
const quiet = 'garp_master_repeat 1; garp_master_delay 0; garp_lower_prio_repeat 1; garp_lower_prio_delay 0'

/** As master, they hear one advert of this priority. */
const lower = { hears: [{ priority: 50 }] }
const higher = { hears: [{ priority: 200 }] }

interface Contest extends WordCell {
  /** kinds of packets that follow */
  readonly then: readonly string[]
  /** ours sends those too, behind them */
  readonly more?: readonly string[]
}

const contests: Readonly<Record<string, Readonly<Record<string, Contest>>>> = {
  '': {
    'a lower priority is answered, and the addresses are announced': {
      ...lower,
      words: quiet,
      then: ['advert', 'arp'],
    },
    lower_prio_no_advert: { ...lower, words: `${quiet}; lower_prio_no_advert`, then: ['arp'] },
    'garp_lower_prio_repeat, garp_lower_prio_delay': {
      ...lower,
      words: 'garp_master_delay 4; garp_lower_prio_repeat 3; garp_lower_prio_delay 1',
      // Among them the second volley of the takeover.
      then: ['advert', ...Array<string>(11).fill('arp')],
    },
    'garp_lower_prio_repeat 0': {
      ...lower,
      words: 'garp_lower_prio_repeat 0; garp_master_delay 0',
      then: ['advert'],
    },
    'a leaving one is answered': { hears: [{ priority: 0 }], words: quiet, then: ['advert'], more: ['arp'] },
    'a higher priority is yielded to': { ...higher, words: quiet, then: [] },
    higher_prio_send_advert: { ...higher, words: `${quiet}; higher_prio_send_advert`, then: ['advert'] },
    'garp_master_delay, garp_master_repeat': { words: 'garp_master_delay 2; garp_master_repeat 2', then: [] },
    mcast_src_ip: { words: `${quiet}; mcast_src_ip 10.8.0.1`, then: [] },
    mcast_dst_ip: { words: `${quiet}; mcast_dst_ip 224.0.0.77`, then: [] },
    version: { words: `${quiet}; version 3`, priority: 250, then: [] },
  },
  'vrrp_lower_prio_no_advert; vrrp_higher_prio_send_advert; vrrp_garp_lower_prio_repeat 2; vrrp_garp_lower_prio_delay 1; vrrp_garp_master_delay 2; vrrp_garp_master_repeat 3; vrrp_mcast_group4 224.0.0.99; vrrp_mcast_group6 ff02::99; vrrp_version 3':
    {
      'what is said for all': {
        ...lower,
        hears: [{ priority: 50, version: 3, to: '224.0.0.99' }],
        then: ['arp', 'arp', 'arp', 'arp'],
      },
      'its own words': {
        hears: [{ priority: 50 }],
        words: `${quiet}; version 2; lower_prio_no_advert no; mcast_dst_ip 224.0.0.18`,
        then: ['advert', 'arp'],
      },
      'its own word about the higher': {
        hears: [{ priority: 200 }],
        words: `${quiet}; version 2; higher_prio_send_advert no; mcast_dst_ip 224.0.0.18`,
        then: [],
      },
      'a higher priority': { hears: [{ priority: 200, version: 3, to: '224.0.0.99' }], then: ['advert'] },
      IPv6: { addresses: 'fe80::5/64; fd00::5/64', then: [] },
    },
  vrrp_min_garp: {
    plain: { ...lower, then: ['advert', 'arp'] },
    'its own': {
      ...lower,
      words: 'garp_master_repeat 2; garp_master_delay 1; garp_lower_prio_repeat 2',
      then: ['advert', 'arp', 'arp'],
    },
  },
}

/** As backup, it hears two adverts; until shortly before the second one would be out of date. */
interface Listening extends WordCell {
  readonly becomesMaster: boolean
}

const stronger = { priority: 200 }
const otherList = { priority: 200, addresses: ['10.9.0.99'] }
const elsewhere = { priority: 200, from: '10.9.0.8' }
const unicast = 'unicast_peer {; 10.9.0.7; }'
const toUs = { priority: 200, to: '10.9.0.1' }
const toUsFromStranger = { ...toUs, from: '10.9.0.8' }

const listeners: Readonly<Record<string, Readonly<Record<string, Listening>>>> = {
  '': {
    'nobody is heard': { becomesMaster: true },
    'a higher priority': { hears: [stronger, stronger], becomesMaster: false },
    'an equal one': { hears: [{ priority: 150 }, { priority: 150 }], becomesMaster: false },
    'another list of addresses': { hears: [stronger, otherList], becomesMaster: true },
    skip_check_adv_addr: { words: 'skip_check_adv_addr', hears: [stronger, otherList], becomesMaster: false },
    'skip_check_adv_addr, of another router': {
      words: 'skip_check_adv_addr',
      hears: [stronger, { ...elsewhere, ...otherList, from: '10.9.0.8' }],
      becomesMaster: true,
    },
    'version 3, skip_check_adv_addr': {
      words: 'version 3; skip_check_adv_addr',
      hears: [
        { ...stronger, version: 3 },
        { ...otherList, version: 3 },
      ],
      becomesMaster: false,
    },
    'another version': {
      hears: [
        { ...stronger, version: 3 },
        { ...stronger, version: 3 },
      ],
      becomesMaster: true,
    },
    'another interval': { hears: [{ ...stronger, intervalUnits: 4 }, null], becomesMaster: true },
    'a packet that is too long': { hears: [{ ...stronger, tail: 4 }, null], becomesMaster: true },
    'a packet that is too short': { hears: [{ ...stronger, tail: -4 }, null], becomesMaster: true },
    'version 3, a packet that is too long': {
      words: 'version 3',
      hears: [{ ...stronger, version: 3, tail: 1 }, null],
      becomesMaster: true,
    },
    'another group': { hears: [{ ...stronger, to: '224.0.0.77' }, null], becomesMaster: true },
    mcast_dst_ip: {
      words: 'mcast_dst_ip 224.0.0.77',
      hears: [
        { ...stronger, to: '224.0.0.77' },
        { ...stronger, to: '224.0.0.77' },
      ],
      becomesMaster: false,
    },
    'a lower priority': { hears: [{ priority: 50 }, { priority: 50 }], becomesMaster: true },
    nopreempt: { words: 'nopreempt', hears: [{ priority: 50 }, { priority: 50 }], becomesMaster: false },
    preempt_delay: { words: 'preempt_delay 30', hears: [{ priority: 50 }, { priority: 50 }], becomesMaster: false },
    down_timer_adverts: { words: 'down_timer_adverts 3', becomesMaster: false },
    unicast_peer: { words: unicast, hears: [toUs, toUs], becomesMaster: false },
    'unicast, somebody else': { words: unicast, hears: [toUsFromStranger, toUsFromStranger], becomesMaster: false },
    check_unicast_src: {
      words: `${unicast}; check_unicast_src`,
      hears: [toUsFromStranger, toUsFromStranger],
      becomesMaster: true,
    },
    'min_ttl that none has': {
      words: 'unicast_peer {; 10.9.0.7 min_ttl 10 max_ttl 20; }',
      hears: [toUs, toUs],
      becomesMaster: true,
    },
    no_virtual_ipaddress: { words: 'no_virtual_ipaddress', addresses: null, becomesMaster: true },
  },
  'vrrp_skip_check_adv_addr; vrrp_check_unicast_src': {
    'nobody is heard': { becomesMaster: true },
    'another list of addresses': { hears: [stronger, otherList], becomesMaster: false },
    // compat: it does not take back what is said for all.
    'skip_check_adv_addr no': { words: 'skip_check_adv_addr no', hears: [stronger, otherList], becomesMaster: false },
    'unicast, somebody else': { words: unicast, hears: [toUsFromStranger, toUsFromStranger], becomesMaster: true },
  },
  'vrrp_down_timer_adverts 3': {
    'its own': { words: 'down_timer_adverts 2', becomesMaster: true },
    'nobody is heard': { becomesMaster: false },
  },
}

describe.skipIf(why !== null)(`words of instances${why === null ? '' : ` (${why})`}`, () => {
  test.each(Object.entries(contests))('of masters, in a file that says "%s"', async (global, cells) => {
    const [theirs, ours] = await both(global, cells, contest)
    for (const name of Object.keys(cells).filter((each) => !cells[each]?.more))
      for (const phase of ['start', 'heard'] as const) expect(ours?.[phase][name]).toEqual(theirs?.[phase][name])
    expect(kindsOf(theirs?.heard)).toEqual(mapOf(cells, ({ then }) => then))
    expect(kindsOf(ours?.heard)).toEqual(mapOf(cells, ({ then, more = [] }) => [...then, ...more]))
  })

  test.each(Object.entries(listeners))('of backups, in a file that says "%s"', async (global, cells) => {
    const [theirs, ours] = await both(global, cells, listen)
    expect(ours).toEqual(theirs)
    const masters = mapOf(theirs ?? {}, ({ sent }) => sent.length > 0)
    expect(masters).toEqual(mapOf(cells, ({ becomesMaster }) => becomesMaster))
  })
})

function kindsOf(heard: Seen = {}): Record<string, (string | undefined)[]> {
  return mapOf(heard, ({ sent }) => sent.map((text) => text.split(' ')[2]))
}

function mapOf<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}

async function both<T>(
  global: string,
  cells: Readonly<Record<string, WordCell>>,
  work: (lan: WordLan) => Promise<T>,
): Promise<T[]> {
  const lans: WordLan[] = []
  try {
    for (const _ of programs) lans.push(await WordLan.make(cells))
    // Of 2.3.0; without it 2.2.7 does the same and complains.
    const without = (text: string): string => text.replaceAll('no_virtual_ipaddress', '')
    return await Promise.all(
      lans.map((lan, i) => {
        lan.start(programs[i]!, global, programs[i] === 'keepalived' ? without : undefined)
        return work(lan)
      }),
    )
  } finally {
    for (const lan of lans) lan.close()
  }
}

async function contest(lan: WordLan): Promise<{ readonly start: Seen; readonly heard: Seen }> {
  await lan.daemon.waitForLine(/Entering BACKUP STATE \(init\)/)
  await sleep(1_500)
  const start = await lan.during(async () => {
    await lan.nextAdvert()
    await sleep(2_600)
  })
  await lan.nextAdvert()
  await sleep(300)
  const heard = await lan.during(async () => {
    lan.hear()
    await sleep(1_500)
  })
  return { start, heard }
}

async function listen(lan: WordLan): Promise<Seen> {
  await lan.daemon.waitForLine(/Entering BACKUP STATE \(init\)/)
  await sleep(500)
  return lan.during(async () => {
    lan.hear()
    await sleep(3_000)
    lan.hear()
    await sleep(4_900)
  })
}
