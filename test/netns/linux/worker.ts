/**
 * What the tests beside this file run inside a namespace: `worker.ts SCENARIO JSON`. It writes one JSON value a line
 * and ends when its standard input does.
 */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readIp, readIpPrefix, writeIp, writeIpPrefix } from '../../../src/lib/ip.ts'
import type { IpAddress } from '../../../src/lib/ip.ts'
import type { AddressToSet } from '../../../src/linux/address-to-set.ts'
import type { InterfaceInfo } from '../../../src/lib/interface-info.ts'
import { openRtnetlink } from '../../../src/linux/rtnetlink.ts'
import { runCommand } from '../../../src/linux/spawn.ts'
import { openVrrpSocket } from '../../../src/linux/vrrp-socket.ts'
import type { VrrpSocket } from '../../../src/linux/vrrp-socket.ts'
import type { Advert } from '../../../src/wire/advert.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram } from '../../../src/wire/vrrp-datagram.ts'

export interface SocketWords {
  readonly family: 4 | 6
  readonly protocol: 112 | 51
  readonly group: string | null
  readonly source: string | null
}

export interface AdvertWords {
  readonly socket: SocketWords
  readonly source: string
  readonly destination: string
  readonly version: 2 | 3
  readonly vrid: number
  readonly addresses: readonly string[]
  readonly ttl: number
}

export interface AddressWords {
  readonly prefix: string
  readonly peer?: string
  readonly broadcast?: string
  readonly label?: string
  readonly scope?: number
  readonly home?: boolean
  readonly dad?: boolean
  readonly mngTmpAddr?: boolean
  readonly noPrefixRoute?: boolean
  readonly preferredLifetimeS?: number
}

const signer = {
  key: new TextEncoder().encode('1111'),
  hmacMd5: (key: Uint8Array, data: Uint8Array) => createHmac('md5', key).update(data).digest(),
}

const scenarios: Record<string, (input: never) => void | Promise<void>> = {
  /** opens sockets and tells what they hear */
  listen(sockets: readonly SocketWords[]) {
    for (const [i, words] of sockets.entries()) {
      open(words, (packet) => {
        const result = decodeVrrpDatagram(packet, () => signer)
        tell({ socket: i, ...(result.ok ? describe(result.value) : { reason: result.error.reason }) })
        // Must not wait for another event of the loop.
        void Promise.resolve().then(() => tell({ socket: i, after: 'promise' }))
      })
    }
    tell('ready')
  },

  /** an exception while a packet is received */
  throwing(words: SocketWords) {
    open(words, () => {
      throw new Error('our own fault')
    })
    tell('ready')
  },

  send(adverts: readonly AdvertWords[]) {
    const sockets = new Map<string, VrrpSocket>()
    for (const words of adverts) {
      const key = JSON.stringify(words.socket)
      const socket = sockets.get(key) ?? open(words.socket, () => tell('heard something'))
      sockets.set(key, socket)
      const destination = ip(words.destination)
      const ah = words.socket.protocol === 51 ? { ...signer, sequence: 7 } : null
      const packet = encodeVrrpDatagram({
        advert: advertOf(words),
        source: ip(words.source),
        destination,
        identification: 1,
        ah,
        ttl: words.ttl,
      })
      tell({ sent: socket.send(packet, destination)?.errno ?? null })
    }
  },

  follow(receiveBufferBytes: number | null) {
    const rtnetlink = openRtnetlink({
      receiveBufferBytes,
      onInterface: (info) => tell({ interface: facts(info) }),
      onInterfaceGone: (index) => tell({ gone: index }),
      onError: (error) => tell({ error: error.errno }),
    })
    tell({ interfaces: rtnetlink.interfaces().map(facts) })
    process.stdin.on('data', (chunk: Buffer) => {
      const [word, ms] = chunk.toString().trim().split(' ')
      if (word === 'sleep') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(ms))
      if (word === 'list') tell({ interfaces: rtnetlink.interfaces().map(facts) })
    })
  },

  async addresses(input: { readonly add?: readonly AddressWords[]; readonly remove?: readonly AddressWords[] }) {
    const rtnetlink = openRtnetlink({ onInterface: () => {}, onInterfaceGone: () => {}, onError: () => {} })
    const outcome = (work: Promise<void>) =>
      work.then(
        () => 'done',
        (error: { errno: string }) => error.errno,
      )
    const index = interfaceIndex()
    for (const words of input.add ?? [])
      tell(await outcome((async () => rtnetlink.addAddress(index, addressOf(words)))()))
    for (const words of input.remove ?? [])
      tell(await outcome((async () => rtnetlink.removeAddress(index, addressOf(words)))()))
    rtnetlink.close()
  },

  /** what a script sees of the descriptors of a process that has all kinds of sockets open */
  async inherit(path: string) {
    const { openPacketSocket } = await import('../../../src/linux/packet-socket.ts')
    const { openSyslog } = await import('../../../src/linux/syslog.ts')
    for (const protocol of [112, 51] as const)
      open({ family: 4, protocol, group: '224.0.0.18', source: null }, () => {})
    open({ family: 6, protocol: 112, group: 'ff02::12', source: null }, () => {})
    openPacketSocket()
    openSyslog('test', 3, { path: '/nowhere' }).write(6, 'a line')
    openRtnetlink({ onInterface: () => {}, onInterfaceGone: () => {}, onError: () => {} })
    const argv = ['/bin/sh', '-c', `ls -l /proc/self/fd > ${path}`]
    tell(await runCommand({ argv, uid: null, gid: null, timeoutMs: 5_000 }))
  },
}

function open(words: SocketWords, onPacket: Parameters<typeof openVrrpSocket>[0]['onPacket']): VrrpSocket {
  return openVrrpSocket({
    family: words.family,
    protocol: words.protocol,
    interface: 'eth0',
    interfaceIndex: interfaceIndex(),
    multicastGroup: words.group === null ? null : ip(words.group),
    source: words.source === null ? null : ip(words.source),
    onPacket,
    onError: (error) => tell({ error: error.message }),
  })
}

function describe(received: Extract<ReturnType<typeof decodeVrrpDatagram>, { ok: true }>['value']) {
  const { source, destination, ttl, advert } = received
  return {
    source: writeIp(source),
    destination: writeIp(destination),
    ttl,
    vrid: advert.vrid,
    addresses: advert.addresses.map(writeIp),
    checksum: advert.checksum,
    authentic: advert.ah?.authentic ?? null,
  }
}

function advertOf(words: AdvertWords): Advert {
  return {
    version: words.version,
    family: words.socket.family,
    vrid: words.vrid,
    priority: 100,
    addresses: words.addresses.map(ip),
    intervalUnits: words.version === 2 ? 1 : 100,
    authType: words.socket.protocol === 51 ? 2 : 0,
    authData: new Uint8Array(8),
  }
}

function addressOf(words: AddressWords): AddressToSet {
  const prefix = readIpPrefix(words.prefix)
  if (prefix === null) throw new Error(`no prefix: ${words.prefix}`)
  return {
    ...prefix,
    scope: words.scope ?? 0,
    label: words.label ?? null,
    broadcast: words.broadcast === undefined ? null : ip(words.broadcast),
    peer: words.peer === undefined ? null : readIpPrefix(words.peer),
    home: words.home ?? false,
    noDad: words.dad ?? false,
    mngTmpAddr: words.mngTmpAddr ?? false,
    noPrefixRoute: words.noPrefixRoute ?? false,
    preferredLifetimeS: words.preferredLifetimeS ?? null,
  }
}

function facts(info: InterfaceInfo) {
  return {
    ...info,
    mac: Buffer.from(info.mac).toString('hex'),
    macBroadcast: Buffer.from(info.macBroadcast).toString('hex'),
    addresses: info.addresses.map((address) => ({
      prefix: writeIpPrefix(address),
      secondary: address.secondary,
      scope: address.scope,
      tentative: address.tentative,
    })),
  }
}

export type InterfaceFacts = ReturnType<typeof facts>

function ip(text: string): IpAddress {
  const address = readIp(text)
  if (address === null) throw new Error(`no address: ${text}`)
  return address
}

function interfaceIndex(): number {
  return Number(readFileSync('/sys/class/net/eth0/ifindex', 'utf8'))
}

function tell(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

const [scenario, input] = process.argv.slice(2)
const work = scenarios[scenario ?? '']
if (work !== undefined) {
  process.stdin.on('end', () => process.exit(0)).resume()
  void work(JSON.parse(input ?? 'null') as never)
}
