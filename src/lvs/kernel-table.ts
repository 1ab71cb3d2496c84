/**
 * A table of IPVS services and their destinations, found by key: the form in which the wanted state and the kernel's
 * state are compared. It behaves as the kernel's own table does (net/netfilter/ipvs/ip_vs_ctl.c), refusals included, so
 * that the plan can be proved against it and the simulator needs no other kernel.
 */
import { writeIp, type IpAddress } from '../lib/ip.ts'
import type { IpvsDestination, IpvsEntry, IpvsRequest, IpvsService, IpvsServiceKey } from './ipvs-model.ts'

export interface TableService {
  readonly service: IpvsService
  readonly destinations: Map<string, IpvsDestination>
}

/** by `serviceKeyText`, in order of arrival */
export type KernelTable = Map<string, TableService>

export function readTable(entries: readonly IpvsEntry[]): KernelTable {
  const table: KernelTable = new Map()
  for (const { service, destinations } of entries) {
    const byKey = new Map<string, IpvsDestination>()
    for (const destination of destinations) byKey.set(destinationKeyText(destination), destination)
    table.set(serviceKeyText(service.key), { service, destinations: byKey })
  }
  return table
}

export function tableEntries(table: KernelTable): IpvsEntry[] {
  return [...table.values()].map(({ service, destinations }) => ({ service, destinations: [...destinations.values()] }))
}

/** Carries a request out; the errno when the kernel would refuse it. */
export function applyToTable(table: KernelTable, request: IpvsRequest): string | null {
  switch (request.kind) {
    case 'flush':
      table.clear()
      return null
    case 'set-timeouts':
      return null
    case 'add-service': {
      const key = serviceKeyText(request.service.key)
      if (table.has(key)) return 'EEXIST'
      table.set(key, { service: request.service, destinations: new Map() })
      return null
    }
    case 'edit-service': {
      const key = serviceKeyText(request.service.key)
      const known = table.get(key)
      if (!known) return 'ESRCH'
      table.set(key, { service: request.service, destinations: known.destinations })
      return null
    }
    case 'delete-service':
      return table.delete(serviceKeyText(request.service)) ? null : 'ESRCH'
    default:
      return applyDestination(table, request)
  }
}

type DestinationRequest = Extract<IpvsRequest, { readonly destination: IpvsDestination }>

function applyDestination(table: KernelTable, request: DestinationRequest): string | null {
  const destinations = table.get(serviceKeyText(request.service))?.destinations
  if (!destinations) return 'ESRCH'
  const key = destinationKeyText(request.destination)
  const known = destinations.has(key)
  switch (request.kind) {
    case 'add-destination':
      if (known) return 'EEXIST'
      destinations.set(key, request.destination)
      return null
    case 'edit-destination':
      if (!known) return 'ENOENT'
      destinations.set(key, request.destination)
      return null
    case 'delete-destination':
      return destinations.delete(key) ? null : 'ENOENT'
  }
}

const protocolNames = { 6: 'tcp', 17: 'udp', 132: 'sctp' } as const

/** As the original names a service when the kernel refuses something: `10.0.0.1:tcp:80`, `FWM 3`. */
export function serviceKeyText(key: IpvsServiceKey): string {
  if (key.kind === 'fwmark') return key.family === 4 ? `FWM ${key.fwmark}` : `FWM ${key.fwmark} inet6`
  return `${writeIp(key.address)}:${protocolNames[key.protocol]}:${key.port}`
}

export function destinationKeyText(destination: { readonly address: IpAddress; readonly port: number }): string {
  return `${writeIp(destination.address)}:${destination.port}`
}
