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
  'version 3': instanceText({ priority: 150, lines: ['version 3'] }),
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
    { name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] },
    { name: 'o', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.7/24'] }] },
  ])
  const capture = await Capture.start(lan.host('o'), 'eth0')
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
    return { start, later, end: all.at(-1)?.text ?? undefined }
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
