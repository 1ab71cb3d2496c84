/**
 * Floods a LAN with packets that look like adverts: `flood-sender.ts INTERFACE FRAMES SEED [checksum]`. A third is for other
 * virtual routers, a third for router 51 with a wrong TTL and the highest priority, a third is random octets; or all are right but
 * for the checksum. At most 20,000 a second; how many of each it was goes to standard output at the end, as JSON.
 */
import { networkInterfaces } from 'node:os'
import { readFileSync } from 'node:fs'
import { concatBytes } from '../../src/lib/bytes.ts'
import { readIp, type IpAddress } from '../../src/lib/ip.ts'
import { makeRandom, nextInteger } from '../../src/lib/random.ts'
import { openPacketSocket } from '../../src/linux/packet-socket.ts'
import { encodeVrrpDatagram } from '../../src/wire/vrrp-datagram.ts'

const [nic = '', count = '0', seed = '1', kind = 'mixed'] = process.argv.slice(2)
const OURS = 51
const PER_BATCH = 100
const BATCH_MS = 5

const random = makeRandom(Number(seed))
const socket = openPacketSocket()
const index = Number(readFileSync(`/sys/class/net/${nic}/ifindex`, 'latin1'))
const mac = Uint8Array.from((networkInterfaces()[nic]?.[0]?.mac ?? '').split(':').map((octet) => parseInt(octet, 16)))
const header = concatBytes(Uint8Array.of(1, 0, 0x5e, 0, 0, 18), mac, Uint8Array.of(8, 0))
const group = address('224.0.0.18')
const sent = { foreign: 0, ttl: 0, random: 0, checksum: 0, refused: 0 }

function address(text: string): IpAddress {
  const read = readIp(text)
  if (!read) throw new Error(text)
  return read
}

function packet(vrid: number, ttl: number): Uint8Array {
  return encodeVrrpDatagram({
    source: { family: 4, bytes: Uint8Array.of(10, 9, 0, 110 + nextInteger(random, 100)) },
    destination: group,
    identification: 1 + nextInteger(random, 65_535),
    ttl,
    ah: null,
    advert: {
      ...{ version: 2, family: 4, vrid, priority: 254, intervalUnits: 1, authType: 0 },
      addresses: [address('10.9.0.100')],
      authData: new Uint8Array(8),
    },
  })
}

/** An IP packet of protocol 112 with anything in it. */
function noise(): Uint8Array {
  const whole = packet(1 + nextInteger(random, 255), 255).slice()
  for (let i = 20; i < whole.length; i++) whole[i] = nextInteger(random, 256)
  return whole
}

function wrongChecksum(): Uint8Array {
  const whole = packet(OURS, 255).slice()
  whole[27] = (whole[27] ?? 0) ^ 1
  return whole
}

function next(i: number): Uint8Array {
  if (kind === 'checksum') {
    sent.checksum++
    return wrongChecksum()
  }
  switch (i % 3) {
    case 0:
      sent.foreign++
      return packet(1 + ((OURS + nextInteger(random, 254)) % 255), 255)
    case 1:
      sent.ttl++
      return packet(OURS, 1 + nextInteger(random, 254))
    default:
      sent.random++
      return noise()
  }
}

let left = Number(count)
const timer = setInterval(() => {
  for (let i = 0; i < PER_BATCH && left > 0; i++, left--) {
    if (socket.sendFrame(index, concatBytes(header, next(left))) !== null) sent.refused++
  }
  if (left > 0) return
  clearInterval(timer)
  socket.close()
  console.log(JSON.stringify(sent))
}, BATCH_MS)
