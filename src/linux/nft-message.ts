/**
 * Requests to the kernel's packet filter as octets (linux/netfilter/nf_tables.h, linux/netfilter/nfnetlink.h): tables,
 * chains, sets, their elements, and rules made of expressions. Numbers are in network order. No socket.
 */
import { cString } from './libc.ts'
import type { NetlinkAttribute } from './netlink-message.ts'
import { encodeAttributes, encodeMessage, NLM_F_APPEND, NLM_F_CREATE, NLM_F_REQUEST } from './netlink-message.ts'

/** NFPROTO_IPV4 and NFPROTO_IPV6, linux/netfilter.h */
export type NftFamily = 2 | 10

export interface NftMessage {
  readonly type: number
  readonly flags: number
  readonly family: NftFamily
  readonly attributes: readonly NetlinkAttribute[]
}

/** One step of a rule. */
export interface NftExpression {
  readonly name: string
  readonly attributes: readonly NetlinkAttribute[]
}

export interface NftElement {
  readonly key: Uint8Array
  /** of an interval: the last key */
  readonly end?: Uint8Array
  /** of a map */
  readonly value?: Uint8Array
}

/** What nft(8) needs to know of a set to write its elements: a type and a length each. */
export interface NftSet {
  readonly name: string
  readonly flags: number
  readonly keyType: number
  readonly keyLength: number
  /** of a map */
  readonly data?: { readonly type: number; readonly length: number }
  /** of intervals in several dimensions: the lengths of the fields of a key */
  readonly fields?: readonly number[]
  /** each element counts what it has met */
  readonly counts?: boolean
  /** NFTNL_UDATA_SET_KEYBYTEORDER: 1 host, 2 network */
  readonly byteOrder: 0 | 1 | 2
}

const NEWTABLE = 0
const DELTABLE = 2
const NEWCHAIN = 3
const NEWRULE = 6
const NEWSET = 9
const NEWSETELEM = 12
const DELSETELEM = 14
const NFNL_SUBSYS_NFTABLES = 10
const NFNL_MSG_BATCH_BEGIN = 16
const NFNL_MSG_BATCH_END = 17
const NLA_F_NESTED = 0x8000

export const HOOK_INPUT = 1
export const HOOK_OUTPUT = 3
export const SET_CONSTANT = 2
export const SET_INTERVAL = 4
export const SET_MAP = 8
export const SET_CONCAT = 128
/** Types of nft(8): ipv4_addr, ipv6_addr, inet_service, mark, iface_index, icmpv6_type, ifname. Concatenated ones are six bits each. */
export const TYPE = {
  ipv4: 7,
  ipv6: 8,
  port: 13,
  mark: 19,
  interfaceIndex: 20,
  icmpv6: 29,
  interfaceName: 41,
} as const
export const concatenation = (first: number, second: number): number => first * 64 + second

export function newTable(family: NftFamily, table: string): NftMessage {
  return message(NEWTABLE, NLM_F_CREATE, family, [name(1, table)])
}

export function deleteTable(family: NftFamily, table: string): NftMessage {
  return message(DELTABLE, 0, family, [name(1, table)])
}

/** `hook`: the kernel calls it; null: another chain goes to it. */
export function newChain(
  family: NftFamily,
  table: string,
  chain: string,
  hook: { readonly number: number; readonly priority: number } | null,
): NftMessage {
  const accept = 1
  const base =
    hook === null
      ? []
      : [nested(4, [number(1, hook.number), number(2, hook.priority)]), number(5, accept), name(7, 'filter')]
  return message(NEWCHAIN, NLM_F_CREATE, family, [name(1, table), name(3, chain), ...base])
}

/** `id` is of the batch: later messages in it may name the set by that. */
export function newSet(family: NftFamily, table: string, set: NftSet, id: number): NftMessage {
  const { data, flags, byteOrder } = set
  const userData = [0, 4, byteOrder, 0, 0, 0, ...(data === undefined ? [] : [1, 4, byteOrder, 0, 0, 0])]
  return message(NEWSET, NLM_F_CREATE, family, [
    name(1, table),
    name(2, set.name),
    ...(flags === 0 ? [] : [number(3, flags)]),
    number(4, set.keyType),
    number(5, set.keyLength),
    ...(data === undefined ? [] : [number(6, data.type), number(7, data.length)]),
    ...(set.fields === undefined
      ? []
      : [
          nested(9, [
            nested(
              2,
              set.fields.map((each) => nested(1, [number(1, each)])),
            ),
          ]),
        ]),
    number(10, id),
    { type: 13, value: Uint8Array.from(userData) },
    ...(set.counts === true ? [nested(17, [name(1, 'counter'), nested(2, [])])] : []),
  ])
}

export function addElements(
  family: NftFamily,
  table: string,
  set: string,
  elements: readonly NftElement[],
): NftMessage {
  return message(NEWSETELEM, NLM_F_CREATE, family, elementsOf(table, set, elements))
}

export function removeElements(
  family: NftFamily,
  table: string,
  set: string,
  elements: readonly NftElement[],
): NftMessage {
  return message(DELSETELEM, 0, family, elementsOf(table, set, elements))
}

function elementsOf(table: string, set: string, elements: readonly NftElement[]): NetlinkAttribute[] {
  const list = elements.map(({ key, end, value }) =>
    nested(1, [
      nested(1, [{ type: 1, value: key }]),
      ...(end === undefined ? [] : [nested(10, [{ type: 1, value: end }])]),
      ...(value === undefined ? [] : [nested(2, [{ type: 1, value }])]),
    ]),
  )
  return [name(1, table), name(2, set), nested(3, list)]
}

export function newRule(
  family: NftFamily,
  table: string,
  chain: string,
  expressions: readonly NftExpression[],
): NftMessage {
  const list = expressions.map((each) => nested(1, [name(1, each.name), nested(2, each.attributes)]))
  return message(NEWRULE, NLM_F_CREATE | NLM_F_APPEND, family, [name(1, table), name(2, chain), nested(4, list)])
}

// Expressions. Registers are of 16 octets, numbered from 1; 0 is the verdict.

/** NFT_PAYLOAD_NETWORK_HEADER, NFT_PAYLOAD_TRANSPORT_HEADER */
export type PayloadBase = 1 | 2

export function payload(base: PayloadBase, offset: number, length: number, register = 1): NftExpression {
  return expression('payload', [number(1, register), number(2, base), number(3, offset), number(4, length)])
}

/** NFT_META_* */
export const META = { mark: 3, iif: 4, oif: 5, iifname: 6, oifname: 7, l4proto: 16, oifkind: 27 } as const

export function meta(key: number, register = 1): NftExpression {
  return expression('meta', [number(2, key), number(1, register)])
}

export function setMeta(key: number, register = 1): NftExpression {
  return expression('meta', [number(2, key), number(3, register)])
}

export function isEqual(value: Uint8Array, register = 1): NftExpression {
  return expression('cmp', [number(1, register), number(2, 0), nested(3, [{ type: 1, value }])])
}

export function masked(mask: Uint8Array, register = 1): NftExpression {
  const nothing = new Uint8Array(mask.length)
  return expression('bitwise', [
    number(1, register),
    number(2, register),
    number(3, mask.length),
    nested(4, [{ type: 1, value: mask }]),
    nested(5, [{ type: 1, value: nothing }]),
  ])
}

/** `into`: the register for what a map has; null: whether it is there. */
export function lookup(set: string, register = 1, into: number | null = null): NftExpression {
  return expression('lookup', [number(2, register), ...(into === null ? [] : [number(3, into)]), name(1, set)])
}

/** Sends a copy of the packet to the address in one register over the interface in the other. */
export function duplicate(address: number, device: number): NftExpression {
  return expression('dup', [number(1, address), number(2, device)])
}

export function counter(): NftExpression {
  return expression('counter', [])
}

/** NF_DROP, NF_ACCEPT, NFT_GOTO, NFT_RETURN */
const VERDICTS = { drop: 0, accept: 1, goto: -4, return: -5 } as const

export function verdict(code: keyof typeof VERDICTS, chain: string | null = null): NftExpression {
  const value = [number(1, VERDICTS[code]), ...(chain === null ? [] : [name(2, chain)])]
  return expression('immediate', [number(1, 0), nested(2, [nested(2, value)])])
}

function expression(kind: string, attributes: readonly NetlinkAttribute[]): NftExpression {
  return { name: kind, attributes }
}

/** All or nothing: the kernel takes the messages of a batch together. */
export function encodeBatch(messages: readonly NftMessage[], firstSequence: number): Uint8Array {
  let sequence = firstSequence
  const bracket = (type: number): Uint8Array =>
    encodeMessage(type, NLM_F_REQUEST, sequence++, header(0, NFNL_SUBSYS_NFTABLES), [])
  const parts = [
    bracket(NFNL_MSG_BATCH_BEGIN),
    ...messages.map(({ type, flags, family, attributes }) =>
      encodeMessage(
        (NFNL_SUBSYS_NFTABLES << 8) | type,
        NLM_F_REQUEST | flags,
        sequence++,
        header(family, 0),
        attributes,
      ),
    ),
    bracket(NFNL_MSG_BATCH_END),
  ]
  const bytes = new Uint8Array(new ArrayBuffer(parts.reduce((total, part) => total + part.length, 0)))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** struct nfgenmsg: family, version 0, and in network order for what kernel part a batch is */
function header(family: number, resource: number): Uint8Array {
  return Uint8Array.of(family, 0, resource >> 8, resource & 0xff)
}

function message(type: number, flags: number, family: NftFamily, attributes: readonly NetlinkAttribute[]): NftMessage {
  return { type, flags, family, attributes }
}

function name(type: number, text: string): NetlinkAttribute {
  return { type, value: cString(text) }
}

function number(type: number, value: number): NetlinkAttribute {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setInt32(0, value)
  return { type, value: bytes }
}

function nested(type: number, attributes: readonly NetlinkAttribute[]): NetlinkAttribute {
  return { type: type | NLA_F_NESTED, value: encodeAttributes(attributes) }
}
