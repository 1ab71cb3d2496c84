/**
 * The raw sockets of the VRRP process and what goes over them: opens and closes them as the machine wants, puts adverts
 * into packets, and takes packets apart. Authentication headers and trailers are signed and checked here, with the
 * instance's key and the wall clock.
 */
import { createHmac } from 'node:crypto'
import type { VrrpInstanceConfig } from '../config/config.ts'
import { writeIp, type IpAddress } from '../lib/ip.ts'
import { OperationError } from '../lib/operation-error.ts'
import { revealSecret } from '../lib/secret.ts'
import { wallClockUs } from '../linux/clock.ts'
import { openVrrpSocket, type RawPacket, type VrrpSocket } from '../linux/vrrp-socket.ts'
import type { SigningKey, SocketSpec, VrrpAction } from '../vrrp/actions.ts'
import { hearsTheSame } from '../vrrp/sockets.ts'
import type { VrrpEvent } from '../vrrp/events.ts'
import type { AhSigner } from '../wire/ah.ts'
import { nextSequence } from '../lib/auth-trailer.ts'
import { decodeVrrpDatagram, encodeVrrpDatagram, type TrailerKey } from '../wire/vrrp-datagram.ts'
import type { SequencedSigner } from '../wire/vrrp-packet.ts'

type SocketsAction = Extract<VrrpAction, { kind: 'sockets' }>
type SendAction = Extract<VrrpAction, { kind: 'send-advert' }>

export interface AdvertSockets {
  /** Throws when one cannot be opened; the others are open then. */
  readonly want: (action: SocketsAction) => void
  /** Throws the OperationError of the first destination that was refused, after trying them all. */
  readonly send: (action: SendAction) => void
  /** hands over what waits to be read */
  readonly catchUp: () => void
  /** whose key to check with, from now on */
  readonly configure: (instances: readonly VrrpInstanceConfig[]) => void
  /** those that are wanted and not open */
  readonly missing: () => readonly SocketSpec[]
  /** those that are open, for a dump */
  readonly list: () => readonly { readonly spec: SocketSpec; readonly descriptor: number }[]
  readonly close: () => void
}

export interface AdvertSocketsOptions {
  readonly onEvent: (event: VrrpEvent) => void
  readonly onLost: (spec: SocketSpec, error: OperationError) => void
  /** a line for the log */
  readonly onOpened: (text: string) => void
}

interface OpenSocket {
  readonly spec: SocketSpec
  readonly socket: VrrpSocket
}

export function makeAdvertSockets(options: AdvertSocketsOptions): AdvertSockets {
  const open = new Map<string, OpenSocket>()
  let wantedNow: readonly SocketSpec[] = []
  /** by interface and VRID */
  let signers = new Map<string, AhSigner>()
  /** by interface, VRID and family */
  let trailerKeys = new Map<string, TrailerKey[]>()
  const identifications = new Map<string, number>()
  /** the last sequence of each instance; a reload keeps it, so that what was sent before stays old */
  const sequences = new Map<string, bigint>()

  function want(action: SocketsAction): void {
    wantedNow = action.wanted
    const wanted = new Map(action.wanted.map((spec) => [keyOf(spec), spec]))
    for (const [key, { spec, socket }] of open) {
      if (wanted.get(key)?.receiveBufferBytes === spec.receiveBufferBytes) continue
      open.delete(key)
      socket.close()
    }
    let failure: unknown = null
    for (const [key, spec] of wanted) {
      const known = open.get(key)
      if (known !== undefined && hearsTheSame(known.spec, spec)) continue
      try {
        if (known !== undefined) {
          known.socket.listenTo(spec)
          open.set(key, { ...known, spec })
          continue
        }
        const socket = openOne(key, spec)
        open.set(key, { spec, socket })
        options.onOpened(sockpoolLine(spec, socket.descriptor))
      } catch (error) {
        failure ??= error
      }
    }
    if (failure !== null) throw failure
  }

  function openOne(key: string, spec: SocketSpec): VrrpSocket {
    return openVrrpSocket({
      ...spec,
      onPacket: (packet) => receive(spec, packet),
      onError: (error) => {
        open.delete(key)
        options.onLost(spec, error)
      },
    })
  }

  function receive(spec: SocketSpec, packet: RawPacket): void {
    const { interfaceIndex } = spec
    const decoded = decodeVrrpDatagram(packet, (vrid) => signers.get(signerKey(spec.base, vrid)) ?? null, {
      keys: (vrid, family) => trailerKeys.get(trailerKey(spec.base, vrid, family)) ?? [],
      wallUs: wallClockUs,
    })
    if (decoded.ok) {
      const { source, destination, ttl, advert } = decoded.value
      return options.onEvent({ kind: 'advert', interfaceIndex, source, destination, ttl, advert })
    }
    const { source, reason, vrid } = decoded.error
    if (source === null) return
    options.onEvent({ kind: 'bad-packet', interfaceIndex, source, reason, vrid, family: packet.family })
  }

  function send(action: SendAction): void {
    const { instance, source, destinations, advert, ttl, v3Checksum } = action
    const found = open.get(keyOf(action.socket))
    if (found === undefined) throw new OperationError('sendto', 'ENOTCONN', 'socket is not open')
    const ah = action.ah === null ? null : { ...signerOf(revealSecret(action.ah.key)), sequence: action.ah.sequence }
    const trailer = action.trailer === undefined ? null : signTrailer(instance, action.trailer)
    let failure: OperationError | null = null
    for (const destination of destinations) {
      const identification = nextIdentification(instance)
      const packet = encodeVrrpDatagram({ advert, source, destination, identification, ah, trailer, ttl, v3Checksum })
      failure ??= found.socket.send(packet, destination)
    }
    if (failure !== null) throw failure
  }

  function signTrailer(instance: string, { keyId, key, windowS }: SigningKey): SequencedSigner {
    const sequence = nextSequence(sequences.get(instance) ?? null, wallClockUs(), windowS)
    sequences.set(instance, sequence)
    return { keyId, key: revealSecret(key), hmacSha256, sequence }
  }

  /** 1..65535, per instance: the authentication header signs the field, so the kernel must not choose it. */
  function nextIdentification(instance: string): number {
    const next = ((identifications.get(instance) ?? 0) % 0xffff) + 1
    identifications.set(instance, next)
    return next
  }

  function configure(instances: readonly VrrpInstanceConfig[]): void {
    signers = new Map()
    trailerKeys = new Map()
    for (const { name, interface: link, vrid, family, authentication, authHmac } of instances) {
      const place = trailerKey(link, vrid, family)
      const keys = (authHmac?.keys ?? []).map(({ id, key }) => trailerKeyOf(name, id, revealSecret(key)))
      trailerKeys.set(place, [...(trailerKeys.get(place) ?? []), ...keys])
      if (authentication.kind !== 'ah') continue
      signers.set(signerKey(link, vrid), signerOf(revealSecret(authentication.password)))
    }
  }

  function catchUp(): void {
    for (const { socket } of open.values()) socket.catchUp()
  }

  function missing(): readonly SocketSpec[] {
    return wantedNow.filter((spec) => !open.has(keyOf(spec)))
  }

  function close(): void {
    for (const { socket } of open.values()) socket.close()
    open.clear()
  }

  function list(): readonly { readonly spec: SocketSpec; readonly descriptor: number }[] {
    return [...open.values()].map(({ spec, socket }) => ({ spec, descriptor: socket.descriptor }))
  }

  return { want, send, catchUp, configure, missing, list, close }
}

/** compat: the original has a descriptor for each direction. */
function sockpoolLine(spec: SocketSpec, descriptor: number): string {
  const { interfaceIndex, family, protocol, multicastGroup, source } = spec
  const cast = multicastGroup === null ? 'unicast' : 'multicast'
  const address = multicastGroup ?? source
  return (
    `VRRP sockpool: [ifindex(${String(interfaceIndex).padStart(3)}), family(IPv${family}), proto(${protocol}), ` +
    `fd(${descriptor},${descriptor}) ${cast}${address === null ? '' : `, address(${writeIp(address)})`}]`
  )
}

function signerOf(key: Uint8Array): AhSigner {
  return { key, hmacMd5 }
}

function hmacMd5(key: Uint8Array, data: Uint8Array): Uint8Array {
  return createHmac('md5', key).update(data).digest()
}

function trailerKeyOf(instance: string, keyId: number, key: Uint8Array): TrailerKey {
  return { instance, keyId, key, hmacSha256 }
}

function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(data).digest()
}

function trailerKey(interfaceName: string, vrid: number, family: 4 | 6): string {
  return `${interfaceName} ${vrid} ${family}`
}

function signerKey(interfaceName: string, vrid: number): string {
  return `${interfaceName} ${vrid}`
}

function keyOf(spec: SocketSpec): string {
  const { family, protocol, interfaceIndex, multicastGroup, source } = spec
  return [family, protocol, interfaceIndex, addressKey(multicastGroup), addressKey(source)].join(' ')
}

function addressKey(address: IpAddress | null): string {
  return address === null ? '-' : writeIp(address)
}
