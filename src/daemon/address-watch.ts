/** Tells the LVS machine which addresses this host has, for ha_suspend (rtnetlink(7)). */
import type { NetlinkBuffersConfig } from '../config/config.ts'
import { writeIp, type IpAddress } from '../lib/ip.ts'
import type { LogLevel } from '../lib/machine.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { openRtnetlink, type Rtnetlink } from '../linux/rtnetlink.ts'
import type { LvsEvent } from '../lvs/events.ts'
import { bufferOptions } from './socket-buffers.ts'

export interface AddressWatch {
  readonly close: () => void
}

/** What is there now is told before this returns. */
export function watchAddresses(
  post: (event: LvsEvent) => void,
  log: (level: LogLevel, text: string) => void,
  buffers: NetlinkBuffersConfig | undefined,
): AddressWatch {
  const known = new Map<number, ReadonlyMap<string, IpAddress>>()

  function take(index: number, addresses: InterfaceInfo['addresses']): void {
    const before = known.get(index) ?? new Map<string, IpAddress>()
    const after = new Map(addresses.map(({ address }) => [writeIp(address), address]))
    known.set(index, after)
    for (const [text, address] of before) if (!after.has(text)) post({ kind: 'address', address, present: false })
    for (const [text, address] of after) if (!before.has(text)) post({ kind: 'address', address, present: true })
  }

  const rtnetlink: Rtnetlink = openRtnetlink({
    ...bufferOptions(buffers?.lvsMonitor),
    requests: bufferOptions(buffers?.lvsCommand),
    onInterface: ({ index, addresses }) => take(index, addresses),
    onInterfaceGone(index) {
      take(index, [])
      known.delete(index)
    },
    onError: (error) => log('info', `Netlink: ${error.message}`),
  })
  for (const { index, addresses } of rtnetlink.interfaces()) take(index, addresses)
  return { close: () => rtnetlink.close() }
}
