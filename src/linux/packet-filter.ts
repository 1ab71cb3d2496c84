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
const JUMP = 0x05
const JUMP_EQUAL = 0x15
const RETURN = 0x06
const ACCEPT = 0xffffffff

const IPV4_TTL = 8
const IPV4_DESTINATION = 16
const IPV6_HOP_LIMIT = 7
const IPV6_DESTINATION = 24
/** of the message (RFC 9568 section 5.1) */
const VRID = 1
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
export const rejectAll: readonly Instruction[] = [finish(0)]

/** One condition: what to load, in one or two instructions, and what it must be. */
interface Condition {
  readonly load: readonly Instruction[]
  readonly value: number
}

/**
 * IPv6 packets to `destination` (null: any), with this hop limit (null: any), of these virtual routers (null: all). A
 * flood of packets for others must not keep this process from hearing its own.
 */
export function ipv6Filter(
  destination: IpAddress | null,
  hopLimit: number | null,
  vrids: readonly number[] | null = null,
): readonly Instruction[] {
  const conditions: Condition[] = []
  if (hopLimit !== null) conditions.push({ load: [load(LOAD_BYTE, IPV6_HOP_LIMIT)], value: hopLimit })
  if (destination !== null) {
    const words = new DataView(destination.bytes.buffer, destination.bytes.byteOffset, 16)
    for (let i = 0; i < 16; i += 4)
      conditions.push({ load: [load(LOAD_WORD, IPV6_DESTINATION + i)], value: words.getUint32(i) })
  }
  // A raw IPv6 socket's packet begins behind the IP headers.
  return program(conditions, [{ code: LOAD_BYTE, jumpTrue: 0, jumpFalse: 0, k: VRID }], vrids)
}

/**
 * IPv4 packets to `destination` (null: any), of these virtual routers; with the authentication header, only those that carry
 * VRRP. `ttl`: with that one only (null: any).
 */
export function ipv4Filter(
  destination: IpAddress | null,
  protocol: 112 | 51,
  vrids: readonly number[] | null = null,
  ttl: number | null = null,
): readonly Instruction[] {
  // A raw IPv4 socket's packet begins with the IP header, whose length this puts into the index register.
  const headerLength: Instruction = { code: LOAD_INDEX_HEADER_LENGTH, jumpTrue: 0, jumpFalse: 0, k: 0 }
  const behindHeader = (k: number): readonly Instruction[] => [
    headerLength,
    { code: LOAD_BYTE_INDEXED, jumpTrue: 0, jumpFalse: 0, k },
  ]
  const conditions: Condition[] = []
  if (ttl !== null) conditions.push({ load: [load(LOAD_BYTE, IPV4_TTL)], value: ttl })
  if (destination !== null) {
    const word = new DataView(destination.bytes.buffer, destination.bytes.byteOffset, 4).getUint32(0)
    conditions.push({ load: [load(LOAD_WORD, IPV4_DESTINATION)], value: word })
  }
  if (protocol === 51) conditions.push({ load: behindHeader(0), value: 112 })
  return program(conditions, behindHeader(protocol === 51 ? AH_LENGTH + VRID : VRID), vrids)
}

/** All conditions hold, and what `loadVrid` loads is one of `vrids`. Jumps of conditions reach 255 instructions, so rejection is near. */
function program(
  conditions: readonly Condition[],
  loadVrid: readonly Instruction[],
  vrids: readonly number[] | null,
): readonly Instruction[] {
  const tests: Instruction[] = []
  let left = conditions.reduce((sum, condition) => sum + condition.load.length + 1, 0)
  for (const condition of conditions) {
    left -= condition.load.length + 1
    // Over the conditions that are left and the instruction behind them.
    tests.push(...condition.load, { code: JUMP_EQUAL, jumpTrue: 0, jumpFalse: left + 1, k: condition.value })
  }
  if (vrids === null) return [...tests, finish(ACCEPT), finish(0)]
  const known = vrids.flatMap((k) => [{ code: JUMP_EQUAL, jumpTrue: 0, jumpFalse: 1, k }, finish(ACCEPT)])
  return [...tests, { code: JUMP, jumpTrue: 0, jumpFalse: 0, k: 1 }, finish(0), ...loadVrid, ...known, finish(0)]
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
