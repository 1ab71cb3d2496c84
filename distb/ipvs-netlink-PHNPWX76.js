import {
  DaemonState,
  ForwardingMethod,
  IpvsError,
  IpvsInterruptedError,
  IpvsNotSentError,
  IpvsProtocolError,
  IpvsUnavailableError,
  ServiceFlag,
  TunnelFlag,
  TunnelType,
  openIpvs,
  openNetlink,
  requests_exports
} from "./chunk-IWLZ5QOH.js";
import "./chunk-MLKGABMK.js";
export {
  DaemonState,
  ForwardingMethod,
  IpvsError,
  IpvsInterruptedError,
  IpvsNotSentError,
  IpvsProtocolError,
  IpvsUnavailableError,
  ServiceFlag,
  TunnelFlag,
  TunnelType,
  openIpvs,
  openNetlink,
  requests_exports as requests
};
