/** Section "VRRP Sockpool": the sockets of a running process and the instances that share each. */
import { writeIp } from '../../lib/ip.ts'
import type { SocketView, VrrpView } from './view.ts'
import { lines, row, writeTable } from './writers.ts'
import type { DumpTable } from './writers.ts'

export function dumpSockets(view: VrrpView): string[] {
  if (view.sockets === null || view.sockets.length === 0) return []
  const written = view.sockets.flatMap((socket) => [
    ` fd_in ${socket.receive} fd_out = ${socket.send}`,
    ...writeTable(table, socket, 3),
  ])
  return ['------< VRRP Sockpool >------', ...written]
}

const table: DumpTable<SocketView> = [
  row('Interface', (socket) => socket.interface),
  row('Family', (socket) => `IPv${socket.family}`),
  row('Protocol', (socket) => socket.protocol),
  row('Type', (socket) => (socket.unicastAddress === null ? 'Multicast' : 'Unicast')),
  row('Address', (socket) => (socket.unicastAddress === null ? null : writeIp(socket.unicastAddress))),
  row('Rx buf size', (socket) => socket.rxBufSize),
  lines((socket) => {
    const instances = socket.instances.toSorted((a, b) => a.vrid - b.vrid)
    return ['VRRP instances', ...instances.map(({ name, vrid }) => `  ${name} vrid ${vrid}`)]
  }),
]
