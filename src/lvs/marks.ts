/** What the packet filter is to mark, so that the services by mark of nftables_ipvs get their packets. */
import type { IpvsMarksConfig, LvsConfig, VirtualServerConfig } from '../config/config.ts'
import { giveMarks, markedMembers } from '../config/group-marks.ts'
import { serviceKeyOf } from '../config/service-key.ts'
import { addToAddress, type IpAddress } from '../lib/ip.ts'
import { sameValue } from '../lib/same.ts'
import type { LvsAction } from './actions.ts'
import { globalOf, type LvsState } from './state.ts'

/** Packets of that protocol to one of these addresses. */
export interface MarkedAddresses {
  readonly protocol: VirtualServerConfig['protocol']
  readonly first: IpAddress
  readonly last: IpAddress
  readonly port: number
  readonly mark: number
}

export interface PacketMarks {
  readonly settings: IpvsMarksConfig
  readonly addresses: readonly MarkedAddresses[]
}

/** Gives the marks, and orders what is to be marked if that is something else than before. */
export function markPackets(state: LvsState, config: LvsConfig, out: LvsAction[]): void {
  const { ipvsMarks: settings } = globalOf(state)
  state.marks = giveMarks(settings, config, state.marks)
  const marks = settings === undefined ? null : { settings, addresses: markedAddresses(state, config) }
  if (sameValue(marks, state.packetMarks)) return
  state.packetMarks = marks
  out.push({ kind: 'mark-packets', marks })
}

function markedAddresses({ marks }: LvsState, config: LvsConfig): MarkedAddresses[] {
  return config.virtualServers.flatMap((server) => {
    const mark = marks.get(serviceKeyOf(server))
    if (mark === undefined) return []
    return markedMembers(server, config).map((member) => ({
      protocol: server.protocol,
      first: member.address,
      last: member.kind === 'range' ? addToAddress(member.address, member.count - 1) : member.address,
      port: member.port,
      mark,
    }))
  })
}
