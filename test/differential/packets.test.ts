/** For the same file, the two programs put the same octets on the wire, in the same order and number. */
import { describe, expect, test } from 'vitest'
import { Capture, gratuitousArpOf, vrrpOf, type CapturedFrame } from '../lab/capture.ts'
import { Daemon, sleep, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { authentication, instanceText } from '../lab/pair.ts'

const why = whyNoNamespaces()

const files: Readonly<Record<string, string>> = {
  'no authentication': instanceText({ priority: 150 }),
  PASS: instanceText({ priority: 100, lines: authentication('PASS', 'pass1234') }),
  AH: instanceText({ priority: 100, lines: authentication('AH', 'key12345') }),
  owner: instanceText({ priority: 255 }),
  'three addresses, a long password, two seconds': instanceText({
    priority: 200,
    vrid: 255,
    address: '10.9.0.100/24\n    10.9.0.101\n    192.168.77.1/16 dev eth0 label eth0:1',
    lines: authentication('PASS', 'longerthaneight'),
  }).replace('advert_int 1', 'advert_int 2'),
  'own announcement numbers': instanceText({
    priority: 150,
    lines: ['garp_master_delay 2', 'garp_master_repeat 2', 'garp_master_refresh 3', 'garp_master_refresh_repeat 3'],
  }),
  ...everyWay(),
}

/** Each combination of version, family and cast; version 2 over IPv4 with each authentication. */
function everyWay(): Record<string, string> {
  const unicast = (family: 4 | 6, more: readonly string[] = []): string[] => {
    const [own, peer] = family === 4 ? ['10.9.0.1', '10.9.0.7'] : ['fd00::1', 'fd00::7']
    return [`unicast_src_ip ${own}`, 'unicast_peer {', `  ${peer}`, '}', ...more]
  }
  const six = 'fd00::100/64'
  const named: [string, string[], string?][] = [
    ['version 3', ['version 3']],
    ['version 3, unicast', ['version 3', ...unicast(4)]],
    ['version 3, unicast, checksum of old', ['version 3', ...unicast(4, ['old_unicast_checksum'])]],
    ['version 3, IPv6', ['version 3'], six],
    ['version 3, IPv6, unicast', ['version 3', ...unicast(6)], six],
    ['version 2, IPv6', ['version 2'], six],
    ['version 2, IPv6, PASS', ['version 2', ...authentication('PASS', 'pass1234')], six],
    ['version 2, IPv6, unicast', ['version 2', ...unicast(6, ['unicast_ttl 99'])], six],
    ['version 2, IPv6, unicast, PASS', ['version 2', ...unicast(6), ...authentication('PASS', 'pass1234')], six],
    ['unicast', unicast(4, ['unicast_ttl 77'])],
    ['unicast, PASS', [...unicast(4), ...authentication('PASS', 'pass1234')]],
    ['unicast, AH', [...unicast(4), ...authentication('AH', 'key12345')]],
  ]
  return Object.fromEntries(
    named.map(([name, lines, address]) => [
      name,
      instanceText({ priority: 150, lines, ...(address === undefined ? {} : { address }) }),
    ]),
  )
}

describe.skipIf(why !== null)(`packets of one master, from start to stop${why === null ? '' : ` (${why})`}`, () => {
  for (const [name, config] of Object.entries(files)) {
    test.concurrent(name, async () => {
      const [theirs, ours] = await Promise.all([packetsOf('keepalived', config), packetsOf('tskeepalived', config)])
      expect(ours.start).toEqual(theirs.start)
      expect(ours.later).toEqual(theirs.later)
      expect(ours.end).toEqual(theirs.end)
    })
  }
})

interface Packets {
  /** the first advert and the announcements that follow it at once */
  readonly start: readonly string[]
  /** announcements of the following seconds, which come between adverts */
  readonly later: readonly string[]
  /** the last packet */
  readonly end: string | undefined
}

async function packetsOf(program: Program, config: string): Promise<Packets> {
  const lan = new Lan('pk', [
    { name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24', 'fd00::1/64'] }] },
    { name: 'o', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.7/24', 'fd00::7/64'] }] },
  ])
  // The same hardware addresses for both programs: link-local addresses follow from them.
  for (const [name, last] of [
    ['m', 1],
    ['o', 7],
  ] as const) {
    lan.host(name).run('ip', 'link', 'set', 'eth0', 'down')
    lan.host(name).run('ip', 'link', 'set', 'eth0', 'address', `02:00:00:00:09:0${last}`, 'up')
    lan.host(name).run('ip', 'addr', 'replace', `fd00::${last}/64`, 'dev', 'eth0', 'nodad')
  }
  const capture = await Capture.start(lan.host('o'), 'eth0', 'proto 112 or proto 51 or arp or ip6 proto 112 or icmp6')
  const daemon = Daemon.start(program, lan.host('m'), config)
  try {
    await daemon.waitForLine(/Entering MASTER STATE/)
    await sleep(7_600)
    await daemon.stop()
    await sleep(300)
    const mac = lan.host('m').run('cat', '/sys/class/net/eth0/address').trim().replaceAll(':', '')
    const all = capture.frames
      .map((frame) => ({ atUs: frame.atUs, text: textOf(frame, mac) }))
      .filter((packet) => packet.text !== null)
    const firstAt = all[0]?.atUs ?? 0
    const start = all.filter((packet) => packet.atUs - firstAt < 500_000).map((packet) => packet.text ?? '')
    const later = all
      .filter((packet) => packet.atUs - firstAt >= 500_000 && (packet.text ?? '').startsWith('arp'))
      .map((packet) => `${Math.round((packet.atUs - firstAt) / 1e6)} s: ${packet.text}`)
    // How many adverts fit before the stop depends on the machine; that each has the next number does not.
    const adverts = all.filter(({ text }) => text?.startsWith('vrrp')).length
    const end = all.at(-1)?.text?.replace(AH_SEQUENCE, (_, before: string, sequence: string) => {
      return `${before}${parseInt(sequence, 16) - adverts} more than adverts`
    })
    return { start, later, end }
  } finally {
    capture.stop()
    daemon.close()
    lan.close()
  }
}

/** A packet as text, with the sender's own hardware address and what the kernel counts (identification) left out. */
function textOf(frame: CapturedFrame, mac: string): string | null {
  const ethernet = frame.bytes.subarray(0, 14).toString('hex').replaceAll(mac, 'M')
  if (gratuitousArpOf(frame) !== null) {
    return `arp ${ethernet} ${frame.bytes.subarray(14, 42).toString('hex').replaceAll(mac, 'M')}`
  }
  if (frame.bytes.readUInt16BE(12) === ETHERTYPE_IPV6) return ipv6Text(frame.bytes, ethernet, mac)
  const vrrp = vrrpOf(frame)
  if (vrrp === null) return null
  const ip = frame.bytes.subarray(14, 34)
  const total = ip.readUInt16BE(2)
  // The authentication header covers the identification, so its value differs as well.
  const rest = vrrp.ah
    ? `ah${frame.bytes.subarray(34, 46).toString('hex')} ${vrrp.message.toString('hex')}`
    : frame.bytes.subarray(34, 14 + total).toString('hex')
  return `vrrp ${ethernet} ${ip.subarray(0, 4).toString('hex')} ${ip.subarray(6, 10).toString('hex')} ${ip.subarray(12).toString('hex')} ${rest}`
}

/** in the text of a packet: after next header, length, reserved and the SPI */
const AH_SEQUENCE = /( ah.{16})(.{8})/

const ETHERTYPE_IPV6 = 0x86dd
const ICMPV6 = 58
const VRRP = 112
const NEIGHBOUR_ADVERTISEMENT = 136
/** ff02::1 */
const ALL_NODES = 'ff020000000000000000000000000001'

/** Adverts and unsolicited neighbour advertisements, without the flow label, which the kernel chooses for the original. */
function ipv6Text(bytes: Buffer, ethernet: string, mac: string): string | null {
  const protocol = bytes[20]
  const announced =
    protocol === ICMPV6 && bytes[54] === NEIGHBOUR_ADVERTISEMENT && bytes.subarray(38, 54).toString('hex') === ALL_NODES
  if (protocol !== VRRP && !announced) return null
  const header = Buffer.from(bytes.subarray(14, 54))
  header.writeUInt32BE((header.readUInt32BE(0) & 0xfff00000) >>> 0, 0)
  const rest = bytes.subarray(54, 54 + header.readUInt16BE(4)).toString('hex')
  return `${announced ? 'arp' : 'vrrp'} ${ethernet} ${header.toString('hex')} ${rest.replaceAll(mac, 'M')}`
}
