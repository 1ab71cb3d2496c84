/**
 * Everything that can go wrong with a request, as one family of errors: the caller sees what was asked, the kernel's
 * errno by name, and the kernel's own words where it has some.
 */
import { constants } from 'node:os'

export interface IpvsErrorDetails {
  /** what was asked: `add-service`, `get-info`, ... */
  readonly operation: string
  /** symbolic: `EEXIST` */
  readonly errno: string
  /** text of the extended acknowledgement (linux/netlink.h, NLMSGERR_ATTR_MSG) */
  readonly kernelMessage?: string | null
  /** why, in our words, where the errno alone is ambiguous */
  readonly reason?: string
}

export class IpvsError extends Error {
  override readonly name: string = 'IpvsError'
  readonly operation: string
  readonly errno: string
  readonly kernelMessage: string | null

  constructor(details: IpvsErrorDetails) {
    const reason = details.reason ?? meaningOf(details.operation, details.errno)
    const words = [reason, details.kernelMessage].filter((text) => text !== null && text !== undefined && text !== '')
    super(`${details.operation}: ${words.join('; ')}${words.length > 0 ? ` (${details.errno})` : details.errno}`)
    this.operation = details.operation
    this.errno = details.errno
    this.kernelMessage = details.kernelMessage ?? null
  }
}

/** The kernel has no IPVS: the module `ip_vs` is neither built in nor loaded, nor could the kernel load it. */
export class IpvsUnavailableError extends IpvsError {
  override readonly name = 'IpvsUnavailableError'

  constructor(operation: string) {
    super({ operation, errno: 'ENOENT', reason: 'this kernel has no IPVS (is the module ip_vs loaded?)' })
  }
}

/** The socket broke or the answer was lost: the change may or may not have happened, so read the kernel again. */
export class IpvsInterruptedError extends IpvsError {
  override readonly name = 'IpvsInterruptedError'
}

/** The kernel's answer could not be understood. */
export class IpvsProtocolError extends IpvsError {
  override readonly name = 'IpvsProtocolError'

  constructor(operation: string, reason: string) {
    super({ operation, errno: 'EPROTO', reason })
  }
}

/** Never sent: the client was closed, or too many requests are waiting. */
export class IpvsNotSentError extends IpvsError {
  override readonly name = 'IpvsNotSentError'
}

const nameByNumber = new Map<number, string>()
for (const [name, number] of Object.entries(constants.errno)) {
  // two names share a number (EAGAIN, EWOULDBLOCK): the first is the usual one
  if (!nameByNumber.has(number)) nameByNumber.set(number, name)
}

/** 17 → `EEXIST` */
export function errnoName(number: number): string {
  return nameByNumber.get(Math.abs(number)) ?? `E${Math.abs(number)}`
}

/** Does the family itself give that errno for that operation? */
export function isOwnErrno(operation: string, errno: string): boolean {
  return `${operation} ${errno}` in meanings
}

/** What an errno means depends on the call; only those that IPVS really gives. */
function meaningOf(operation: string, errno: string): string | null {
  return meanings[`${operation} ${errno}`] ?? meanings[errno] ?? null
}

const meanings: Readonly<Record<string, string>> = {
  'add-service EEXIST': 'the service exists already',
  'add-service ENOENT': 'no such scheduler or persistence engine',
  'edit-service ENOENT': 'no such scheduler or persistence engine',
  'add-destination EEXIST': 'the destination exists already',
  'edit-destination ENOENT': 'no such destination',
  'delete-destination ENOENT': 'no such destination',
  'start-daemon EEXIST': 'a sync daemon of that role runs already',
  'start-daemon ENODEV': 'no such network interface',
  'stop-daemon ESRCH': 'no sync daemon of that role runs',
  ESRCH: 'no such service',
  EINVAL: 'the kernel did not accept a value',
  'add-destination ERANGE': 'a weight or threshold is out of range',
  'edit-destination ERANGE': 'a weight or threshold is out of range',
  EPERM: 'not permitted (CAP_NET_ADMIN is needed)',
  EAFNOSUPPORT: 'address family not supported',
  ENOMEM: 'the kernel has no memory left',
}
