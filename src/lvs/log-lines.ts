/**
 * The wording of everything the LVS machine says: log lines, FIFO lines, mails. It equals keepalived 2.2.7's, because
 * people's alerts search for it; lines without a counterpart there begin with "IPVS: ".
 */
import type { SorryServerConfig } from '../config/config.ts'
import { writeIp, type IpAddress } from '../lib/ip.ts'
import type { Us } from '../lib/time.ts'
import type { IpvsRequest } from './ipvs-model.ts'
import { destinationKeyText, serviceKeyText } from './kernel-table.ts'
import type { RealServer, VirtualServer } from './state.ts'

export const initializing = 'Initializing ipvs'
export const reinitializing = 'Reinitializing ipvs'

export function activating({ config, virtualServer }: RealServer): string {
  return `Activating healthchecker for service ${config.id} for VS ${virtualServer.config.id}`
}

/** ha_suspend: as it begins, without its address */
export function deactivating({ config, virtualServer }: RealServer): string {
  return `Deactivating healthchecker for service ${config.id} for VS ${virtualServer.config.id}`
}

/** ha_suspend: the address went away */
export function suspending({ config, virtualServer }: RealServer): string {
  return `Suspending healthchecker for service ${config.id} for VS ${virtualServer.config.id}`
}

export function addressReported(address: IpAddress, present: boolean): string {
  return `Netlink reflector reports IP ${writeIp(address)} ${present ? 'added' : 'removed'}`
}

export function serverUp({ config, virtualServer }: RealServer): string {
  return config.inhibitOnFailure
    ? `Enabling service ${config.id} of VS ${virtualServer.config.id}`
    : `Adding service ${config.id} to VS ${virtualServer.config.id}`
}

export function serverDown({ config, virtualServer }: RealServer): string {
  return config.inhibitOnFailure
    ? `Disabling service ${config.id} of VS ${virtualServer.config.id}`
    : `Removing service ${config.id} from VS ${virtualServer.config.id}`
}

/** a real server that the new configuration no longer has, and that is in the pool */
export function serverRemoved({ config, virtualServer, alive }: RealServer): string {
  return `Removing ${alive ? '' : '(inhibited) '}service ${config.id} from VS ${virtualServer.config.id}`
}

export function serverGone({ config }: RealServer): string {
  return `service ${config.id} no longer exist`
}

export function serverShutDown({ config, virtualServer, alive }: RealServer): string {
  const inhibited = config.inhibitOnFailure && !alive ? '(inhibited) ' : ''
  return `Shutting down ${inhibited}service ${config.id} from VS ${virtualServer.config.id}`
}

export function virtualServerRemoved({ config }: VirtualServer): string {
  return `Removing Virtual Server ${config.id}`
}

export function weightChanged({ config, alive, virtualServer }: RealServer, from: number, to: number): string {
  const state = alive ? 'active' : 'inactive'
  return `Changing weight from ${from} to ${to} for ${state} service ${config.id} of VS ${virtualServer.config.id}`
}

export const activatingSessions = 'Activating BFD healthchecker'

export function sessionEvent(session: string, up: boolean, delayUs: Us): string {
  return `Received BFD event: instance ${session} is in state ${up ? 'Up' : 'Down'} (delivered in ${delayUs} usec)`
}

export function sessionVerdict(session: string, { config }: RealServer, up: boolean): string {
  return `BFD check of [${session}] RS(${config.id}) is ${up ? 'UP' : 'DOWN'}`
}

export function fileFault({ config }: RealServer, file: string): string {
  return `(${config.id}): tracked file ${file} now FAULT state`
}

export function fileRecovered({ config }: RealServer, file: string): string {
  return `(${config.id}): tracked file ${file} leaving FAULT state`
}

export function quorumGained({ config, aliveWeight }: VirtualServer): string {
  const { quorum, hysteresis } = config
  return `Gained quorum ${quorum}+${hysteresis}=${quorum + hysteresis} <= ${aliveWeight} for VS ${config.id}`
}

export function quorumLost({ config, aliveWeight }: VirtualServer): string {
  const { quorum, hysteresis } = config
  return `Lost quorum ${quorum}-${hysteresis}=${quorum - hysteresis} > ${aliveWeight} for VS ${config.id}`
}

/** compat: the original subtracts in words and adds in numbers when a virtual server starts without quorum. */
export function quorumMissing({ config, aliveWeight }: VirtualServer): string {
  const { quorum, hysteresis } = config
  return `Starting with quorum down ${quorum}-${hysteresis}=${quorum + hysteresis} > ${aliveWeight} for VS ${config.id}`
}

export function sorryServerIn({ config }: VirtualServer, sorry: SorryServerConfig): string {
  return `${sorry.inhibit ? 'Enabling' : 'Adding'} sorry server ${sorry.id} to VS ${config.id}`
}

export function sorryServerOut({ config }: VirtualServer, sorry: SorryServerConfig): string {
  return `${sorry.inhibit ? 'Disabling' : 'Removing'} sorry server ${sorry.id} from VS ${config.id}`
}

export function poolEmptied({ config }: VirtualServer): string {
  return `Removing alive servers from the pool for VS ${config.id}`
}

export function poolFilled({ config }: VirtualServer): string {
  return `Adding alive servers to the pool for VS ${config.id}`
}

/** FIFO lines, without the line end that the writer adds. */
export function serverFifoLine({ config, virtualServer }: RealServer, up: boolean): string {
  return `RS ${config.id} ${virtualServer.config.id} ${up ? 'UP' : 'DOWN'}`
}

export function virtualServerFifoLine({ config }: VirtualServer, up: boolean): string {
  return `VS ${config.id} ${up ? 'UP' : 'DOWN'}`
}

export function serverSubject(routerId: string, { config, virtualServer }: RealServer, up: boolean): string {
  return `[${routerId}] Realserver ${config.id} of virtual server ${virtualServer.config.id} - ${up ? 'UP' : 'DOWN'}`
}

export function virtualServerSubject(routerId: string, { config }: VirtualServer, up: boolean): string {
  return `[${routerId}] Virtualserver ${config.id} - ${up ? 'UP' : 'DOWN'}`
}

export type QuorumWords = 'Starting with quorum up' | 'Starting with quorum down' | 'Gained quorum' | 'Lost quorum'

/** compat: always "+" and "<=", also where the quorum was lost and the limit is quorum less hysteresis. */
export function quorumBody(words: QuorumWords, { config, aliveWeight }: VirtualServer): string {
  const { quorum, hysteresis } = config
  const limit = words === 'Lost quorum' ? quorum - hysteresis : quorum + hysteresis
  return mailBody(`${words} ${quorum}+${hysteresis}=${limit} <= ${aliveWeight}`)
}

export function mailBody(words: string): string {
  return `=> ${words} <=`
}

/** The sockopt commands by which the original names what the kernel refused (linux/ip_vs.h). */
const commands = {
  'add-service': 'IP_VS_SO_SET_ADD(1154)',
  'edit-service': 'IP_VS_SO_SET_EDIT(1155)',
  'delete-service': 'IP_VS_SO_SET_DEL(1156)',
  flush: 'IP_VS_SO_SET_FLUSH(1157)',
  'add-destination': 'IP_VS_SO_SET_ADDDEST(1159)',
  'delete-destination': 'IP_VS_SO_SET_DELDEST(1160)',
  'edit-destination': 'IP_VS_SO_SET_EDITDEST(1161)',
  'set-timeouts': 'IP_VS_SO_SET_TIMEOUT(1162)',
} as const

/** compat: in the original's words, with the numbers that it shows: where the service is missing, 2 and not ESRCH's 3. */
const refusals: Readonly<Record<string, string>> = {
  'add-service EEXIST': 'Service already exists(17)',
  'add-service ENOENT': 'Scheduler or persistence engine not found(2)',
  'edit-service ENOENT': 'Scheduler or persistence engine not found(2)',
  'edit-service ESRCH': 'No such file or directory(2)',
  'delete-service ESRCH': 'No such file or directory(2)',
  'add-destination EEXIST': 'Destination already exists(17)',
  'add-destination ESRCH': 'No such file or directory(2)',
  'edit-destination ENOENT': 'No such destination(2)',
  'edit-destination ESRCH': 'No such destination(2)',
  'delete-destination ENOENT': 'No such destination(2)',
  'delete-destination ESRCH': 'No such destination(2)',
}

export function requestRefused(request: IpvsRequest, errno: string, message: string): string {
  const subject = requestSubject(request)
  const reason = refusals[`${request.kind} ${errno}`] ?? withErrno(errno, message)
  return `IPVS cmd ${commands[request.kind]} error: ${reason}${subject === '' ? '' : ` (${subject})`}`
}

function withErrno(errno: string, message: string): string {
  if (message === '') return errno
  return message.includes(errno) ? message : `${message}(${errno})`
}

function requestSubject(request: IpvsRequest): string {
  switch (request.kind) {
    case 'flush':
    case 'set-timeouts':
      return ''
    case 'add-service':
    case 'edit-service':
      return serviceKeyText(request.service.key)
    case 'delete-service':
      return serviceKeyText(request.service)
    default:
      return `${serviceKeyText(request.service)} -> ${destinationKeyText(request.destination)}`
  }
}

export function kernelFailed(errno: string, message: string): string {
  return `IPVS: Can't initialize ipvs: ${withErrno(errno, message)}; real servers are checked, but nothing is balanced until it works`
}

export const kernelSilent = 'IPVS: the kernel does not answer'
export const kernelBack = 'IPVS: works again'

export function drift(request: IpvsRequest): string {
  const subject = requestSubject(request)
  return `IPVS: someone else changed ${subject === '' ? 'the table' : subject}, putting right: ${request.kind}`
}

export function andMore(count: number): string {
  return `IPVS: and ${count} more like that`
}

export function adopted(count: number): string {
  return `IPVS: took over ${count} virtual ${count === 1 ? 'service' : 'services'} that ${count === 1 ? 'was' : 'were'} there already`
}
