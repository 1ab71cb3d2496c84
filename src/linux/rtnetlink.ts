/**
 * Interfaces and addresses of this network namespace (rtnetlink(7)): what is there, what changes, and setting
 * addresses.
 *
 * Events come through netlink-events.ts; requests go through netlink-request.ts. When the kernel has to drop events,
 * the tables are read anew and the differences told, so that nothing is missed for longer than that takes.
 */
import type { RouteConfig, RuleConfig } from '../config/route.ts'
import { OperationError } from '../lib/operation-error.ts'
import type { RouteFacts, RuleFacts } from '../lib/route-facts.ts'
import type { AddressToSet } from './address-to-set.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import {
  IFA_ADDRESS,
  IFA_BROADCAST,
  IFA_CACHEINFO,
  IFA_FLAGS,
  IFA_LABEL,
  IFA_LOCAL,
  isAboutAddress,
  makeInterfaceTable,
  RTM_DELADDR,
  RTM_DELLINK,
  RTM_GETADDR,
  RTM_GETLINK,
  RTM_NEWADDR,
  RTM_NEWLINK,
  sameInterface,
} from './interface-table.ts'
import type { InterfaceTable } from './interface-table.ts'
import { AF_INET, AF_INET6, cString } from './libc.ts'
import { encodeDeleteLink, encodeLinkSettings, encodeNewLink } from './link-message.ts'
import type { LinkSettings, LinkToMake } from './link-message.ts'
import { openNetlinkEvents } from './netlink-events.ts'
import type { NetlinkEvents } from './netlink-events.ts'
import type { NetlinkAttribute, NetlinkMessage } from './netlink-message.ts'
import { NLM_F_CREATE, NLM_F_EXCL, readMessages, u32 } from './netlink-message.ts'
import { openNetlinkRequester } from './netlink-request.ts'
import type { NetlinkRequester } from './netlink-request.ts'
import type { ReceiveBufferOptions } from './receive-buffer.ts'
import {
  encodeRoute,
  encodeRule,
  readGoneRoute,
  readGoneRule,
  RTM_DELROUTE,
  RTM_DELRULE,
  RTM_NEWROUTE,
  RTM_NEWRULE,
} from './route-message.ts'

export interface RtnetlinkOptions extends ReceiveBufferOptions {
  /** something about this interface changed, or it is new */
  readonly onInterface: (info: InterfaceInfo) => void
  readonly onInterfaceGone: (index: number) => void
  /** events were lost (ENOBUFS) or the socket failed; the tables have been read anew when this is called */
  readonly onError: (error: OperationError) => void
  /** after `watchRouting`: a route or rule of the protocol 'keepalived' is gone */
  readonly onRouteGone?: (route: RouteFacts) => void
  readonly onRuleGone?: (rule: RuleFacts) => void
  /** of the socket that requests go through; the rest is of the one that events come from */
  readonly requests?: ReceiveBufferOptions
}

export interface Rtnetlink {
  /** All interfaces as of now. Those present at opening are not told through `onInterface`. */
  interfaces(): readonly InterfaceInfo[]
  /** Set in the kernel before this returns. Throws OperationError: EEXIST if it is there. */
  addAddress(interfaceIndex: number, address: AddressToSet): void
  /** Gone before this returns. Throws OperationError: EADDRNOTAVAIL if it was not there. */
  removeAddress(interfaceIndex: number, address: AddressToSet): void
  /** Throws OperationError: EEXIST if it is there, ENODEV without its interface. */
  addRoute(route: RouteConfig): void
  /** Throws OperationError: ESRCH if it was not there. */
  removeRoute(route: RouteConfig): void
  /** Throws OperationError: EEXIST if it is there. */
  addRule(rule: RuleConfig): void
  /** Throws OperationError: ENOENT if it was not there. */
  removeRule(rule: RuleConfig): void
  /** Throws OperationError: EEXIST if there is one of that name, EADDRINUSE or EBUSY for a hardware address in use. */
  makeLink(link: LinkToMake, base: number): void
  setLink(name: string, settings: LinkSettings): void
  /** Throws OperationError: ENODEV if it was not there. */
  removeLink(name: string): void
  /** Reads the tables anew, with nothing of what the kernel had to tell until now still to come. Nothing is told yet. */
  readAgain(): void
  /** Tells what `readAgain` has found to be different. */
  tellNews(): void
  /** From now on routes and rules that go are told. */
  watchRouting(): void
  close(): void
}

/** Throws an OperationError when the kernel has no rtnetlink for us. */
export function openRtnetlink(options: RtnetlinkOptions): Rtnetlink {
  const requester = openNetlinkRequester(options.requests)
  let table: InterfaceTable = makeInterfaceTable()
  /** the table before what `readAgain` found */
  let untold: InterfaceTable | null = null
  let closed = false
  let watchesRouting = false
  let events: NetlinkEvents
  let timer: NodeJS.Timeout | null = null
  /** by index, whose addresses have changed, which is not told yet */
  const waiting = new Set<number>()
  let turn: NodeJS.Immediate | null = null

  const tell = (change: ReturnType<InterfaceTable['apply']>): void => {
    if (change === null || closed) return
    if ('gone' in change) options.onInterfaceGone(change.gone)
    else options.onInterface(change)
  }
  /** A takeover of a thousand addresses is not a thousand news of the interface: one in each turn of the event loop. */
  const tellSoon = (index: number): void => {
    waiting.add(index)
    turn ??= setImmediate(tellWaiting)
  }
  const tellWaiting = (): void => {
    if (turn !== null) clearImmediate(turn)
    turn = null
    for (const index of waiting) {
      waiting.delete(index)
      tell(table.interfaces.get(index) ?? null)
    }
  }
  const tellGone = (message: NetlinkMessage): void => {
    if (closed) return
    const route = readGoneRoute(message)
    if (route !== null) options.onRouteGone?.(route)
    const rule = readGoneRule(message)
    if (rule !== null) options.onRuleGone?.(rule)
  }
  const listen = (): NetlinkEvents =>
    openNetlinkEvents({
      ...options,
      protocol: NETLINK_ROUTE,
      groups: [RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR, ...(watchesRouting ? ROUTING_GROUPS : [])],
      onMessage: (bytes) => {
        for (const message of readMessages(bytes)) {
          const change = table.apply(message)
          if (change !== null && !('gone' in change) && isAboutAddress(message)) {
            tellSoon(change.index)
            continue
          }
          tellWaiting()
          tell(change)
          tellGone(message)
        }
      },
      onLost: () => readAnew(new OperationError('rtnetlink events', 'ENOBUFS')),
      onError: (error) => readAnew(error),
    })
  /** Not at once: what overran us had better be over before everything is read again; once for many losses. */
  const readAnew = (error: OperationError): void => {
    timer ??= setTimeout(() => {
      timer = null
      if (error.errno !== 'ENOBUFS') events = listen()
      const before = table
      table = readTables(requester)
      for (const change of differences(before, table)) tell(change)
      if (!closed) options.onError(error)
    }, RESYNC_DELAY_MS)
  }

  const indexOf = (name: string): number | undefined =>
    [...table.interfaces.values()].find((info) => info.name === name)?.index

  // Listen first, then look: what changes in between is told twice, and the second time changes nothing.
  events = listen()
  table = readTables(requester)

  return {
    interfaces: () => [...table.interfaces.values()],
    addAddress(interfaceIndex, address) {
      const { fixed, attributes } = encodeAddress(interfaceIndex, address)
      requester.request('add address', RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, fixed, attributes)
    },
    removeAddress(interfaceIndex, address) {
      const { fixed, attributes } = encodeAddress(interfaceIndex, address)
      requester.request('remove address', RTM_DELADDR, 0, fixed, attributes)
    },
    addRoute(route) {
      const { flags, fixed, attributes } = encodeRoute(route, indexOf)
      requester.request('add route', RTM_NEWROUTE, flags, fixed, attributes)
    },
    removeRoute(route) {
      const { fixed, attributes } = encodeRoute(route, indexOf)
      requester.request('remove route', RTM_DELROUTE, 0, fixed, attributes)
    },
    addRule(rule) {
      const { flags, fixed, attributes } = encodeRule(rule)
      requester.request('add rule', RTM_NEWRULE, flags, fixed, attributes)
    },
    removeRule(rule) {
      const { fixed, attributes } = encodeRule(rule)
      requester.request('remove rule', RTM_DELRULE, 0, fixed, attributes)
    },
    makeLink(link, base) {
      const { flags, fixed, attributes } = encodeNewLink(link, base)
      requester.request('make interface', RTM_NEWLINK, flags, fixed, attributes)
    },
    setLink(name, settings) {
      const { flags, fixed, attributes } = encodeLinkSettings(name, settings)
      requester.request('set interface', RTM_NEWLINK, flags, fixed, attributes)
    },
    removeLink(name) {
      const { flags, fixed, attributes } = encodeDeleteLink(name)
      requester.request('remove interface', RTM_DELLINK, flags, fixed, attributes)
    },
    readAgain() {
      const former = events
      events = listen()
      former.close()
      untold ??= table
      table = readTables(requester)
    },
    tellNews() {
      const news = untold === null ? [] : differences(untold, table)
      untold = null
      for (const change of news) tell(change)
    },
    watchRouting() {
      if (watchesRouting) return
      watchesRouting = true
      // Both listen for a moment: what is told twice changes nothing the second time.
      const former = events
      events = listen()
      former.close()
    },
    close() {
      if (closed) return
      closed = true
      if (turn !== null) clearImmediate(turn)
      if (timer !== null) clearTimeout(timer)
      events.close()
      requester.close()
    },
  }
}

const RESYNC_DELAY_MS = 50
const NETLINK_ROUTE = 0
const RTNLGRP_LINK = 1
const RTNLGRP_IPV4_IFADDR = 5
const RTNLGRP_IPV6_IFADDR = 9
/** RTNLGRP_IPV4_ROUTE, IPV4_RULE, IPV6_ROUTE, IPV6_RULE */
const ROUTING_GROUPS = [7, 8, 11, 19]
const IFLA_EXT_MASK = 29
const RTEXT_FILTER_SKIP_STATS = 1 << 3

function readTables(requester: NetlinkRequester): InterfaceTable {
  const table = makeInterfaceTable()
  const skipStatistics = { type: IFLA_EXT_MASK, value: u32(RTEXT_FILTER_SKIP_STATS) }
  for (const message of requester.dump('list links', RTM_GETLINK, new Uint8Array(16), [skipStatistics]))
    table.apply(message)
  for (const message of requester.dump('list addresses', RTM_GETADDR, new Uint8Array(8))) table.apply(message)
  return table
}

function differences(
  before: InterfaceTable,
  after: InterfaceTable,
): NonNullable<ReturnType<InterfaceTable['apply']>>[] {
  const gone = [...before.interfaces.keys()]
    .filter((index) => !after.interfaces.has(index))
    .map((index) => ({ gone: index }))
  const changed = [...after.interfaces.values()].filter((info) => {
    const old = before.interfaces.get(info.index)
    return old === undefined || !sameInterface(old, info)
  })
  return [...gone, ...changed]
}

const IFA_F_NODAD = 0x02
const IFA_F_HOMEADDRESS = 0x10
const IFA_F_MANAGETEMPADDR = 0x100
const IFA_F_NOPREFIXROUTE = 0x200
const IFA_F_MCAUTOJOIN = 0x400
const FOR_EVER = 0xffffffff

/** struct ifaddrmsg and its attributes, as the original fills them in. */
function encodeAddress(
  interfaceIndex: number,
  wanted: AddressToSet,
): { fixed: Uint8Array; attributes: NetlinkAttribute[] } {
  const { address, peer } = wanted
  const ipv6 = address.family === 6
  const prefixLength = peer?.prefixLength ?? wanted.prefixLength
  const fixed = new Uint8Array(8)
  fixed[0] = ipv6 ? AF_INET6 : AF_INET
  fixed[1] = prefixLength
  // The kernel finds the scope of an IPv6 address itself.
  fixed[3] = ipv6 ? 0 : wanted.scope
  fixed.set(u32(interfaceIndex), 4)
  const attributes: NetlinkAttribute[] = [
    { type: IFA_LOCAL, value: address.bytes },
    { type: IFA_ADDRESS, value: (peer?.address ?? address).bytes },
  ]
  let flags = wanted.noPrefixRoute ? IFA_F_NOPREFIXROUTE : 0
  if (wanted.autojoin === true) flags |= IFA_F_MCAUTOJOIN
  if (ipv6) {
    // compat: without the word `-nodad` there is no duplicate address detection, or a takeover would wait for it.
    if (!wanted.noDad) flags |= IFA_F_NODAD
    if (wanted.home) flags |= IFA_F_HOMEADDRESS
    if (wanted.mngTmpAddr) flags |= IFA_F_MANAGETEMPADDR
    const preferred = wanted.preferredLifetimeS ?? FOR_EVER
    if (preferred < FOR_EVER) {
      // struct ifa_cacheinfo: preferred, valid, two time stamps
      attributes.push({ type: IFA_CACHEINFO, value: u32(preferred, FOR_EVER, 0, 0) })
    }
  } else {
    if (wanted.broadcast) attributes.push({ type: IFA_BROADCAST, value: wanted.broadcast.bytes })
    if (wanted.label !== null) attributes.push({ type: IFA_LABEL, value: cString(wanted.label) })
  }
  if (flags !== 0) attributes.push({ type: IFA_FLAGS, value: u32(flags) })
  return { fixed, attributes }
}
