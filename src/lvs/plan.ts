/**
 * The difference between what IPVS should hold and what it holds, as requests in a safe order: what serves clients is
 * added before what no longer should is taken away. Only entries that are ours are ever deleted.
 */
import type { IpvsDestination, IpvsRequest, IpvsService, IpvsServiceKey } from './ipvs-model.ts'
import type { KernelTable, TableService } from './kernel-table.ts'

/** `isOurs` says which services, not wanted any more, may be removed; all others in `known` are left alone. */
export function plan(wanted: KernelTable, known: KernelTable, isOurs: (serviceKey: string) => boolean): IpvsRequest[] {
  const requests: IpvsRequest[] = []
  for (const [key, there] of known) {
    if (!wanted.has(key) && isOurs(key)) requests.push(...planService(null, there))
  }
  for (const [key, service] of wanted) requests.push(...planService(service, known.get(key) ?? null))
  return requests
}

/** One service: null is "not there". */
export function planService(wanted: TableService | null, known: TableService | null): IpvsRequest[] {
  if (!wanted) return known ? [{ kind: 'delete-service', service: known.service.key }] : []
  const requests: IpvsRequest[] = []
  if (!known) requests.push({ kind: 'add-service', service: wanted.service })
  else if (!sameService(wanted.service, known.service)) requests.push({ kind: 'edit-service', service: wanted.service })
  const key = wanted.service.key
  for (const [name, destination] of wanted.destinations) {
    const request = planDestination(key, destination, known?.destinations.get(name) ?? null)
    if (request) requests.push(request)
  }
  for (const [name, destination] of known?.destinations ?? []) {
    if (!wanted.destinations.has(name)) requests.push({ kind: 'delete-destination', service: key, destination })
  }
  return requests
}

/** One destination of a service that is there. */
export function planDestination(
  service: IpvsServiceKey,
  wanted: IpvsDestination | null,
  known: IpvsDestination | null,
): IpvsRequest | null {
  if (!wanted) return known ? { kind: 'delete-destination', service, destination: known } : null
  if (!known) return { kind: 'add-destination', service, destination: wanted }
  return sameDestination(wanted, known) ? null : { kind: 'edit-destination', service, destination: wanted }
}

/** The keys are equal already. */
function sameService(a: IpvsService, b: IpvsService): boolean {
  return (
    a.scheduler === b.scheduler &&
    a.flags === b.flags &&
    a.timeoutS === b.timeoutS &&
    // Without persistence clients are not grouped, and the kernel keeps whatever it was told.
    (a.timeoutS === 0 || a.persistencePrefix === b.persistencePrefix) &&
    a.persistenceEngine === b.persistenceEngine
  )
}

function sameDestination(a: IpvsDestination, b: IpvsDestination): boolean {
  return (
    a.forwarding === b.forwarding &&
    a.weight === b.weight &&
    a.upperThreshold === b.upperThreshold &&
    a.lowerThreshold === b.lowerThreshold &&
    (a.forwarding !== 'tunnel' || sameTunnel(a, b))
  )
}

/** A kernel before 5.2 knows one kind of tunnel, and does not name it. */
function sameTunnel(a: IpvsDestination, b: IpvsDestination): boolean {
  return (
    (a.tunnelType ?? 'ipip') === (b.tunnelType ?? 'ipip') &&
    (a.tunnelPort ?? 0) === (b.tunnelPort ?? 0) &&
    (a.tunnelFlags ?? 0) === (b.tunnelFlags ?? 0)
  )
}
