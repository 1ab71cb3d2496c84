import {
  firstNetworkNamespace,
  inNetworkNamespace,
  pathOfNamespace
} from "./chunk-SPMRPJFN.js";
import {
  SOL_SOCKET,
  int32,
  tryLibc
} from "./chunk-VCTB2HMK.js";
import {
  openIpvs,
  openNetlink
} from "./chunk-IWLZ5QOH.js";

// dist/daemon/ipvs-socket.js
function openIpvsSocket({ ipvsNamespace: namespace, netlinkBuffers }) {
  const wanted = netlinkBuffers?.lvsCommand ?? null;
  const options = { configureSocket: (descriptor) => configureSocket(descriptor, wanted) };
  if (namespace === null)
    return openIpvs({ ...options, maxInFlight });
  const path = namespace.name === null ? firstNetworkNamespace : pathOfNamespace(namespace.name);
  return openIpvs({
    maxInFlight,
    openTransport: (events) => inNetworkNamespace(path, () => openNetlink(events, options))
  });
}
function configureSocket(descriptor, wanted) {
  const on = int32(1);
  tryLibc("setsockopt", descriptor, solNetlink, netlinkExtAck, on, on.length);
  const said = wanted !== null && wanted.octets > 0 ? wanted : { octets: receiveOctets, force: true };
  const octets = int32(Math.min(said.octets, mostOctets));
  tryLibc("setsockopt", descriptor, SOL_SOCKET, said.force ? soRcvBufForce : soRcvBuf, octets, octets.length);
}
var maxInFlight = 1024;
var receiveOctets = 4 << 20;
var mostOctets = 2 ** 30 - 1;
var soRcvBuf = 8;
var soRcvBufForce = 33;
var solNetlink = 270;
var netlinkExtAck = 11;

export {
  openIpvsSocket
};
