/** The face of the package: the client, the kernel requests as values, errors, types and constants. */
export { openIpvs } from './client.ts'
export type { IpvsClient, IpvsOptions } from './client.ts'
export { DaemonState, ForwardingMethod, ServiceFlag, TunnelFlag, TunnelType } from './constants.ts'
export { IpvsError, IpvsInterruptedError, IpvsNotSentError, IpvsProtocolError, IpvsUnavailableError } from './errors.ts'
export * as requests from './requests.ts'
export type { KernelRequest } from './requests.ts'
export { openNetlink } from './transport.ts'
export type { NetlinkOptions, OpenTransport, Transport, TransportEvents } from './transport.ts'
export type {
  IpvsAddress,
  IpvsDaemon,
  IpvsDestination,
  IpvsDestinationKey,
  IpvsDestinationStatus,
  IpvsEntry,
  IpvsEntryStatus,
  IpvsFailure,
  IpvsInfo,
  IpvsRequest,
  IpvsService,
  IpvsServiceKey,
  IpvsServiceStatus,
  IpvsStats,
  IpvsTimeouts,
} from './types.ts'
