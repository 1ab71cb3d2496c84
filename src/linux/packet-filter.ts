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
const JUMP_EQUAL = 0x15
const RETURN = 0x06
const ACCEPT = 0xffffffff

const IPV4_DESTINATION = 16
const IPV6_HOP_LIMIT = 7
const IPV6_DESTINATION = 24

const load = (code: number, offset: number): Instruction => ({
  code,
  jumpTrue: 0,
  jumpFalse: 0,
  k: (SKF_NET_OFF + offset) >>> 0,
})
const finish = (k: number): Instruction => ({ code: RETURN, jumpTrue: 0, jumpFalse: 0, k })

/** Lets nothing in: for the time between opening a socket and having bound it to its interface. */
export const rejectAll: readonly Instruction[] = [finish(0)]

/** IPv6 packets to `destination` (null: any), with this hop limit (null: any). */
export function ipv6Filter(destination: IpAddress | null, hopLimit: number | null): readonly Instruction[] {
  const tests: { readonly load: Instruction; readonly value: number }[] = []
  if (hopLimit !== null) tests.push({ load: load(LOAD_BYTE, IPV6_HOP_LIMIT), value: hopLimit })
  if (destination !== null) {
    const words = new DataView(destination.bytes.buffer, destination.bytes.byteOffset, 16)
    for (let i = 0; i < 16; i += 4)
      tests.push({ load: load(LOAD_WORD, IPV6_DESTINATION + i), value: words.getUint32(i) })
  }
  const program: Instruction[] = []
  tests.forEach((test, i) => {
    // Failing jumps over all that is left and the accepting return.
    const left = 2 * (tests.length - i - 1) + 1
    program.push(test.load, { code: JUMP_EQUAL, jumpTrue: 0, jumpFalse: left, k: test.value })
  })
  return [...program, finish(ACCEPT), finish(0)]
}

/** IPv4 packets to `destination` (null: any); with the authentication header, only those that carry VRRP. */
export function ipv4Filter(destination: IpAddress | null, protocol: 112 | 51): readonly Instruction[] {
  const program: Instruction[] = []
  const tests = (destination === null ? 0 : 1) + (protocol === 51 ? 1 : 0)
  let left = tests
  const expect = (value: number): Instruction => {
    left--
    // Over the other tests (the authentication header's has three instructions) and the accepting return.
    return { code: JUMP_EQUAL, jumpTrue: 0, jumpFalse: (left === 0 ? 0 : 3) + 1, k: value }
  }
  if (destination !== null) {
    const word = new DataView(destination.bytes.buffer, destination.bytes.byteOffset, 4).getUint32(0)
    program.push(load(LOAD_WORD, IPV4_DESTINATION), expect(word))
  }
  if (protocol === 51) {
    // A raw IPv4 socket's packet begins with the IP header, whose length this puts into the index register.
    program.push({ code: LOAD_INDEX_HEADER_LENGTH, jumpTrue: 0, jumpFalse: 0, k: 0 })
    program.push({ code: LOAD_BYTE_INDEXED, jumpTrue: 0, jumpFalse: 0, k: 0 }, expect(112))
  }
  return [...program, finish(ACCEPT), finish(0)]
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
