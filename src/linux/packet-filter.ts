/**
 * Small classic BPF programs (linux/filter.h) that keep packets which can concern nobody from waking this process.
 *
 * They read the IP header at SKF_NET_OFF, wherever the socket's own view of the packet begins.
 */
import type { IpAddress } from '../lib/ip.ts'

/** One instruction: struct sock_filter. */
export interface Instruction {
  readonly code: number
  readonly jumpTrue: number
  readonly jumpFalse: number
  readonly k: number
}

const SKF_NET_OFF = 0xfff00000
const LOAD_BYTE = 0x30
const LOAD_WORD = 0x20
const LOAD_BYTE_INDEXED = 0x50
const LOAD_INDEX_HEADER_LENGTH = 0xb1
const LOAD_LENGTH = 0x80
const SHIFT_LEFT = 0x64
const ADD = 0x04
const ADD_INDEX = 0x0c
const SUBTRACT_INDEX = 0x1c
const TO_INDEX = 0x07
const JUMP = 0x05
const JUMP_EQUAL = 0x15
const JUMP_AT_LEAST = 0x35
const AND = 0x54
const RETURN = 0x06
const ACCEPT = 0xffffffff
const REJECT = 0

const IPV4_TTL = 8
const IPV4_DESTINATION = 16
const IPV6_HOP_LIMIT = 7
const IPV6_DESTINATION = 24
/** of the message (RFC 9568 section 5.1) */
const VERSION_AND_TYPE = 0
const VRID = 1
const ADDRESS_COUNT = 3
const HEADER_LENGTH = 8
const AUTH_DATA_LENGTH = 8
const ADVERTISEMENT = 1
/** RFC 2402 with HMAC-MD5-96 */
const AH_LENGTH = 24

const load = (code: number, offset: number): Instruction => ({
  code,
  jumpTrue: 0,
  jumpFalse: 0,
  k: (SKF_NET_OFF + offset) >>> 0,
})
const finish = (k: number): Instruction => ({ code: RETURN, jumpTrue: 0, jumpFalse: 0, k })

/** Lets nothing in: for the time between opening a socket and having bound it to its interface. */
export const rejectAll: readonly Instruction[] = [finish(REJECT)]

/** Which packets a socket is for. */
export interface Wanted {
  readonly family: 4 | 6
  readonly protocol: 112 | 51
  /** null: any */
  readonly destination: IpAddress | null
  /** the only TTL or hop limit of adverts; null: any */
  readonly ttl: number | null
  /** null: all virtual routers */
  readonly vrids: readonly number[] | null
  /** versions of the protocol; null: whatever the first octet says */
  readonly versions: readonly (2 | 3)[] | null
  /** what follows the addresses may be as long as it likes: a trailer, say */
  readonly anyLength: boolean
}

/** What can be an advert for one of the virtual routers. */
export function advertFilter(wanted: Wanted): readonly Instruction[] {
  const conditions = [...mustHold(wanted), ...counted(wanted)]
  return whenAll(conditions, among(wanted, wanted.vrids, ACCEPT, REJECT), [finish(REJECT)])
}

/**
 * What is like that but for TTL, version, type or length, each of which has a counter; with `unknownToo` also what is for other virtual
 * routers. What this lets in never crowds out adverts, because it fills a socket of its own.
 */
export function faultyFilter(wanted: Wanted, unknownToo: boolean): readonly Instruction[] {
  const { vrids } = wanted
  const good = unknownToo && vrids !== null ? among(wanted, vrids, REJECT, ACCEPT) : [finish(REJECT)]
  const faulty = unknownToo ? [finish(ACCEPT)] : among(wanted, vrids, ACCEPT, REJECT)
  return whenAll(mustHold(wanted), whenAll(counted(wanted), good, faulty), [finish(REJECT)])
}

/** One condition: what to load, in a few instructions, and what it must be, or be at least. */
interface Condition {
  readonly load: readonly Instruction[]
  readonly value: number
  readonly orMore?: true
}

/** Who does not meet these is dropped without a word. */
function mustHold({ family, protocol, destination, ttl }: Wanted): readonly Condition[] {
  const conditions: Condition[] = []
  // compat: over IPv6 the original's sockets, too, leave the hop limit to the kernel.
  if (family === 6 && ttl !== null) conditions.push({ load: [load(LOAD_BYTE, IPV6_HOP_LIMIT)], value: ttl })
  if (destination !== null) {
    const { bytes } = destination
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const at = family === 4 ? IPV4_DESTINATION : IPV6_DESTINATION
    for (let i = 0; i < bytes.length; i += 4)
      conditions.push({ load: [load(LOAD_WORD, at + i)], value: words.getUint32(i) })
  }
  if (protocol === 51) conditions.push({ load: behindIpHeader(family, 0), value: 112 })
  return conditions
}

function counted(wanted: Wanted): readonly Condition[] {
  const { family, protocol, ttl, versions } = wanted
  const conditions: Condition[] = []
  if (family === 4 && ttl !== null) conditions.push({ load: [load(LOAD_BYTE, IPV4_TTL)], value: ttl })
  const [version] = versions ?? []
  if (version === undefined) return conditions
  const octet = messageOctet(family, protocol, VERSION_AND_TYPE)
  // 2 and 3 differ in one bit.
  conditions.push(
    versions?.length === 1
      ? { load: octet, value: (version << 4) | ADVERTISEMENT }
      : { load: [...octet, { code: AND, jumpTrue: 0, jumpFalse: 0, k: 0xef }], value: 0x20 | ADVERTISEMENT },
  )
  return [...conditions, ...lengthOf(wanted)]
}

/**
 * As long as the number of addresses says. Behind an authentication header, and where versions differ in what follows the
 * addresses, the machine looks by itself.
 */
function lengthOf({ family, protocol, versions, anyLength }: Wanted): readonly Condition[] {
  if (anyLength || protocol === 51 || (family === 4 && versions?.length !== 1)) return []
  const octets = HEADER_LENGTH + (family === 4 && versions?.[0] === 2 ? AUTH_DATA_LENGTH : 0)
  const one = (code: number, k = 0): Instruction => ({ code, jumpTrue: 0, jumpFalse: 0, k })
  // The index register has the length of the IP header, which is a part of an IPv4 socket's packet only.
  const [message, all] =
    family === 4 ? [[one(LOAD_LENGTH), one(SUBTRACT_INDEX)], [one(ADD_INDEX)]] : [[one(LOAD_LENGTH)], []]
  return [
    // A load behind the end would drop the packet, and nobody count it.
    { load: [...behindIpHeader(family, 0), ...message], value: HEADER_LENGTH, orMore: true },
    {
      load: [
        ...behindIpHeader(family, ADDRESS_COUNT),
        ...[one(SHIFT_LEFT, family === 4 ? 2 : 4), ...all, one(ADD, octets), one(TO_INDEX)],
        ...[one(LOAD_LENGTH), one(SUBTRACT_INDEX)],
      ],
      value: 0,
    },
  ]
}

function among(
  { family, protocol }: Wanted,
  vrids: readonly number[] | null,
  known: number,
  unknown: number,
): readonly Instruction[] {
  if (vrids === null) return [finish(known)]
  const tests = vrids.flatMap((k) => [{ code: JUMP_EQUAL, jumpTrue: 0, jumpFalse: 1, k }, finish(known)])
  return [...messageOctet(family, protocol, VRID), ...tests, finish(unknown)]
}

function messageOctet(family: 4 | 6, protocol: 112 | 51, at: number): readonly Instruction[] {
  return behindIpHeader(family, protocol === 51 ? AH_LENGTH + at : at)
}

/** A raw IPv6 socket's packet begins there; an IPv4 one's with the header, whose length goes into the index register. */
function behindIpHeader(family: 4 | 6, k: number): readonly Instruction[] {
  if (family === 6) return [{ code: LOAD_BYTE, jumpTrue: 0, jumpFalse: 0, k }]
  return [
    { code: LOAD_INDEX_HEADER_LENGTH, jumpTrue: 0, jumpFalse: 0, k: 0 },
    { code: LOAD_BYTE_INDEXED, jumpTrue: 0, jumpFalse: 0, k },
  ]
}

/** A conditional jump reaches 255 instructions, so `otherwise` stands near, behind an unconditional one. */
function whenAll(
  conditions: readonly Condition[],
  then: readonly Instruction[],
  otherwise: readonly Instruction[],
): readonly Instruction[] {
  if (conditions.length === 0) return then
  const tests: Instruction[] = []
  let left = conditions.reduce((sum, condition) => sum + condition.load.length + 1, 0)
  for (const condition of conditions) {
    left -= condition.load.length + 1
    // Over the conditions that are left and the jump behind them.
    const code = condition.orMore ? JUMP_AT_LEAST : JUMP_EQUAL
    tests.push(...condition.load, { code, jumpTrue: 0, jumpFalse: left + 1, k: condition.value })
  }
  return [...tests, { code: JUMP, jumpTrue: 0, jumpFalse: 0, k: otherwise.length }, ...otherwise, ...then]
}

/** The array of struct sock_filter. */
export function encodeFilter(program: readonly Instruction[]): Uint8Array {
  const memory = new ArrayBuffer(program.length * 8)
  const shorts = new Uint16Array(memory)
  const bytes = new Uint8Array(memory)
  const longs = new Uint32Array(memory)
  program.forEach((instruction, i) => {
    shorts[i * 4] = instruction.code
    bytes[i * 8 + 2] = instruction.jumpTrue
    bytes[i * 8 + 3] = instruction.jumpFalse
    longs[i * 2 + 1] = instruction.k
  })
  return bytes
}
