/**
 * The facts that a dump rests on besides the configuration: the interfaces as `ip -j -d addr` lists them, and an
 * environment to read a configuration in that depends on nothing of the machine but its files.
 */
import { existsSync, readFileSync } from 'node:fs'
import type { ConfigEnvironment } from '../../src/config/load.ts'
import type { InterfaceView } from '../../src/config/dump/view.ts'
import type { StackedLink } from '../../src/lib/interface-info.ts'
import { readIp } from '../../src/lib/ip.ts'

interface IpLink {
  /** the interface below */
  readonly link?: string
  readonly linkinfo?: { readonly info_kind?: string; readonly info_data?: { readonly mode?: string } }
  readonly ifindex: number
  readonly ifname: string
  readonly flags: readonly string[]
  readonly mtu: number
  readonly link_type: string
  readonly address?: string
  readonly broadcast?: string
  readonly addr_info: readonly { readonly local?: string; readonly scope?: string }[]
}

const HARDWARE: Readonly<Record<string, number>> = { ether: 1, loopback: 772 }
/** MACVLAN_MODE_*, linux/if_link.h */
const MACVLAN_MODES: Readonly<Record<string, number>> = { private: 1, vepa: 2, bridge: 4, passthru: 8 }
const SCOPES: Readonly<Record<string, number>> = { global: 0, site: 200, link: 253, host: 254 }

/** In the order of the kernel's indexes, as the kernel tells of them. */
export function interfacesFromIp(json: string): InterfaceView[] {
  const links = JSON.parse(json) as IpLink[]
  return links
    .toSorted((a, b) => a.ifindex - b.ifindex)
    .map((link) => ({
      index: link.ifindex,
      name: link.ifname,
      up: link.flags.includes('UP'),
      running:
        link.flags.includes('UP') &&
        !link.flags.includes('NO-CARRIER') &&
        (link.flags.includes('LOWER_UP') || link.flags.includes('LOOPBACK')),
      multicast: link.flags.includes('MULTICAST'),
      loopback: link.flags.includes('LOOPBACK'),
      broadcast: link.flags.includes('BROADCAST'),
      pointToPoint: link.flags.includes('POINTOPOINT'),
      noArp: link.flags.includes('NOARP'),
      mac: macOf(link.address),
      macBroadcast: macOf(link.broadcast),
      mtu: link.mtu,
      hardwareType: HARDWARE[link.link_type] ?? 0,
      ...stacked(link, links),
      addresses: link.addr_info.flatMap((info) => {
        const address = readIp(info.local ?? '')
        return address === null ? [] : [{ address, scope: SCOPES[info.scope ?? 'global'] ?? 0 }]
      }),
    }))
}

function stacked({ link: below, linkinfo }: IpLink, links: readonly IpLink[]): { readonly above?: StackedLink } {
  const base = links.find((each) => each.ifname === below)?.ifindex
  if (linkinfo?.info_kind !== 'macvlan' || base === undefined) return {}
  const mode = MACVLAN_MODES[linkinfo.info_data?.mode ?? ''] ?? 0
  return { above: { kind: 'macvlan', base, mode, flags: 0 } }
}

function macOf(text: string | undefined): Uint8Array {
  return Uint8Array.from(
    (text ?? '').split(':').filter((part) => /^[0-9a-f]{2}$/i.test(part)),
    (part) => parseInt(part, 16),
  )
}

/** Programs live in /usr/bin, where /bin points; users are root (0) and daemon (1). */
export function plainEnvironment(hostName: string, interfaces: readonly InterfaceView[]): ConfigEnvironment {
  const ids: Readonly<Record<string, number>> = { root: 0, daemon: 1 }
  return {
    readFile: (path) => (existsSync(path) ? { text: readFileSync(path, 'utf8') } : { error: 'No such file' }),
    glob: () => [],
    hostName,
    configId: hostName,
    interfaceExists: (name) => interfaces.some((each) => each.name === name),
    lookUpUser: (name) => {
      const id = ids[name]
      return id === undefined ? null : { uid: id, gid: id }
    },
    lookUpGroup: (name) => ids[name] ?? null,
    uid: 0,
    gid: 0,
    inspectScript: (path) => ({
      path: path.includes('/') ? path.replace(/^\/bin\//, '/usr/bin/') : `/usr/bin/${path}`,
      executable: true,
      unsafe: null,
    }),
    variables: {},
    testing: false,
  }
}

/** As the original looks it up when it reads the file; what does not resolve is no relay. */
export function resolvedRelay(host: string | undefined): string | null {
  if (host === undefined) return null
  if (readIp(host) !== null) return host
  return host === 'localhost' ? '127.0.0.1' : null
}
